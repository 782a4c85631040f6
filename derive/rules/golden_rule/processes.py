"""Processes: amplitudes that share initial and final state, added and then squared, and their events per time.

With ``S = -2 pi i delta^t0(E_fin - E_in) T`` and ``delta^t0(0) = t0/(2 pi hbar)`` the rate is
``|S|^2/t0 = (2 pi/hbar) |T|^2 delta^t0(E_fin - E_in)``; the sum over initial and final modes puts the densities of
states in place of the delta function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import factorial, prod

from derive.errors import ModelError
from derive.exact.multiples import rational_ratio
from derive.exact.scalar import Scalar, constant
from derive.golden.assumptions import Incoherent
from derive.golden.model import HBAR, PI, RateModel
from derive.golden.species import Continuum, Emitters
from derive.parameters import value_of
from derive.rules.golden_rule.chains import Chain, chains, doubled, vertices_of
from derive.rules.golden_rule.lines import averaged, overlap
from derive.rules.golden_rule.resolvent import joint, miss, outer_phase, sum_over, volume
from derive.rules.golden_rule.selection import Selection, select

MOST = 200_000
"""Sequences of couplings; more take minutes."""
Reaction = tuple[tuple[str, ...], tuple[str, ...]]  # species destroyed and created, each sorted


@dataclass(frozen=True)
class Contribution:
    """One path in one order of its contractions: ``weight*occupation`` is its share of the T matrix element.

    ``weight`` holds couplings, densities and resolvents (J per quanta's roots), ``occupation`` the factors of the
    intermediate states; ``chains`` are the time orderings that were added up.  ``alone`` counts emitters whose
    contributions do not interfere with one another.
    """

    chains: tuple[Chain, ...]
    weight: Scalar
    occupation: Scalar
    alone: Scalar

    @property
    def order(self) -> int:
        """The order in the coupling."""
        return len(self.chains[0].vertices)

    @property
    def via(self) -> tuple[str, ...]:
        """The intermediate species, sorted."""
        return tuple(sorted(c.species for c in self.chains[0].contractions))


@dataclass(frozen=True)
class Term:
    """A part of a process's events per time: ``coefficient`` (1/s, in parameters) times ``occupation`` (in states)."""

    coefficient: Scalar
    occupation: Scalar
    via: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Process:
    """All coherent and incoherent ways from one initial to one final configuration.

    Parameters
    ----------
    destroyed, created : the species that lose and gain a quantum.
    groups : contributions that interfere within a group; probabilities of groups add.
    outer : the occupation factor of initial and final modes, ``n_A*(n_B + 1)``.
    terms : the total events per time, band and ensembles summed, without ``outer``.
    """

    destroyed: tuple[str, ...]
    created: tuple[str, ...]
    groups: tuple[tuple[Contribution, ...], ...]
    outer: Scalar
    terms: tuple[Term, ...]

    @property
    def reaction(self) -> Reaction:
        """What is destroyed and created."""
        return self.destroyed, self.created

    @property
    def name(self) -> str:
        """``A -> B``."""
        return f"{' + '.join(self.destroyed) or '0'} -> {' + '.join(self.created) or '0'}"

    @cached_property
    def events(self) -> Scalar:
        """Events per time in the whole band, in couplings, densities and occupations."""
        total: Scalar = sum((t.coefficient * t.occupation for t in self.terms), constant(0))
        return total * self.outer

    def change(self, species: str) -> int:
        """How many quanta of a species one event adds."""
        return self.created.count(species) - self.destroyed.count(species)


@dataclass(frozen=True)
class Enumeration:
    """Everything enumerated for one model: selections by order, processes, those that cannot conserve energy, the
    species whose quanta are passed on off the energy shell, and couplings that could pass on two quanta at once."""

    selections: tuple[Selection, ...]
    processes: tuple[Process, ...]
    off_shell: tuple[Reaction, ...]
    detuned: tuple[str, ...]
    doubled: tuple[str, ...]


def enumerate_processes(model: RateModel) -> Enumeration:
    """All processes up to the model's order.

    Raises
    ------
    ModelError
        where a resolvent or a delta function has no value: an emitter on resonance without a linewidth.
    """
    vertices = vertices_of(model)
    if len(vertices) ** model.order > MOST:
        raise ModelError(
            f"model {model.name!r}, order",
            f"there must be at most {MOST} sequences of couplings to look at",
            f"{len(vertices)} terms to the power {model.order}",
            "lower the order, or leave out species and couplings",
        )
    selections = tuple(select(model, list(chains(vertices, n))) for n in range(1, model.order + 1))
    by_reaction: dict[Reaction, list[Chain]] = {}
    for selection in selections:
        for chain in selection.kept:
            by_reaction.setdefault(chain.process, []).append(chain)
    off_shell = tuple(r for r in by_reaction if _mismatch(model, r))
    made = [_process(model, r, found) for r, found in by_reaction.items() if r not in off_shell]
    place = {s.name: k for k, s in enumerate(model.species)}
    kept = [p for p in made if p.events]
    kept.sort(key=lambda p: (_order(p), sorted(place[n] for n in (*p.destroyed, *p.created)), _places(p, place)))
    return Enumeration(selections, tuple(kept), off_shell, _detuned(model, selections, off_shell), doubled(vertices))


def _detuned(model: RateModel, selections: Sequence[Selection], off_shell: Sequence[Reaction]) -> tuple[str, ...]:
    """The species of intermediate quanta whose band does not lie on the energy shell."""
    kept = [chain for s in selections for chain in s.kept if chain.process not in off_shell]
    used = {(chain.path, c.species): (chain, c) for chain in kept for c in chain.contractions}
    away = {name for (_, name), (chain, c) in used.items() if miss(model, chain, c)}
    return tuple(s.name for s in model.species if s.name in away)


def _order(process: Process) -> int:
    return min(c.order for group in process.groups for c in group)


def _places(process: Process, place: Mapping[str, int]) -> tuple[list[int], list[int]]:
    return [place[n] for n in process.destroyed], [place[n] for n in process.created]


def _mismatch(model: RateModel, reaction: Reaction) -> Scalar:
    """The energy over hbar that the initial state has more than the final one."""
    before, after = (sum((model.frequency_of(model.by_name[n]) for n in names), constant(0)) for names in reaction)
    return before - after


def _process(model: RateModel, reaction: Reaction, found: Sequence[Chain]) -> Process:
    """Add the time orderings of each path, the paths that interfere, square, and sum over the outer modes."""
    groups: dict[tuple[str, ...], list[Contribution]] = {}
    for contribution in _contributions(model, found):
        if contribution.weight and contribution.occupation:
            groups.setdefault(_coherence(model, contribution), []).append(contribution)
    destroyed, created = reaction
    symmetry = prod(factorial(side.count(n)) for side in reaction for n in set(side))
    common = 2 * PI / HBAR * symmetry * _outer_density(model, reaction)
    ends = [s for side in reaction for n in side if isinstance(s := model.by_name[n], Emitters)]
    terms = [
        Term(averaged(model, term.coefficient, ends) * common, term.occupation, term.via)
        for group in groups.values()
        for term in _squared(group)
    ]
    return Process(destroyed, created, tuple(map(tuple, groups.values())), _outer(model, reaction), _merged(terms))


def _contributions(model: RateModel, found: Iterable[Chain]) -> list[Contribution]:
    """The chains gathered by path and by the order of their contractions."""
    gathered: dict[tuple[str, tuple[bool, ...], tuple[object, ...]], list[Chain]] = {}
    for chain in found:
        pattern = tuple(c.created_first for c in chain.ways)
        legs = tuple((c.creator[1], c.absorber[1]) for c in chain.ways)
        gathered.setdefault((chain.path, pattern, legs), []).append(chain)
    return [_contribution(model, tuple(orderings)) for orderings in gathered.values()]


def _contribution(model: RateModel, orderings: tuple[Chain, ...]) -> Contribution:
    joint(orderings)
    chain = orderings[0]
    occupation, alone = constant(1), constant(1)
    incoherent = {s.name for a in model.find(Incoherent) for s in a.through}
    weight = outer_phase(model, chain)
    for vertex in chain.vertices:
        weight = weight * vertex.coefficient
    for c in chain.contractions:
        factor, number = sum_over(model, chain, c)
        weight = weight * factor
        if c.species in incoherent and isinstance(model.by_name[c.species], Emitters):
            alone = alone * number
        else:
            occupation = occupation * number
    return Contribution(orderings, weight, occupation, alone)


def _coherence(model: RateModel, contribution: Contribution) -> tuple[str, ...]:
    """What two contributions must share to interfere: the intermediates that are declared incoherent, and for
    emitters the level they start from, as an emitter in the ground state is another one than one that is excited."""
    chain, marks = contribution.chains[0], []
    for assumption in model.find(Incoherent):
        names = {s.name for s in assumption.through}
        for c in chain.ways:
            if c.species in names:
                emitter = isinstance(model.by_name[c.species], Emitters)
                marks.append(f"{c.species}{c.created_first}" if emitter else c.species)
    return tuple(sorted(marks))


def _squared(group: Sequence[Contribution]) -> list[Term]:
    """``|sum of weight*occupation|^2``: a term for each two weights that differ by more than a number."""
    weights: list[tuple[Scalar, Scalar, set[tuple[str, ...]]]] = []
    for c in group:
        for k, (weight, total, via) in enumerate(weights):
            ratio = rational_ratio(c.weight, weight)
            if ratio is not None:
                weights[k] = (weight, total + c.occupation * ratio, via | {c.via})
                break
        else:
            weights.append((c.weight, c.occupation, {c.via}))
    alone = group[0].alone
    terms = []
    for i, (left, f, via) in enumerate(weights):
        for right, g, other in weights[i:]:
            cross = left * right.conjugate()
            coefficient = cross if left is right else cross + cross.conjugate()
            if coefficient and f and g:
                terms.append(Term(coefficient, f * g * alone, tuple(sorted(via | other))))
    return terms


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms whose coefficients differ by a number only, as one."""
    found: list[Term] = []
    for term in terms:
        for k, other in enumerate(found):
            ratio = rational_ratio(term.coefficient, other.coefficient)
            if ratio is not None:
                via = tuple(sorted({*other.via, *term.via}))
                found[k] = Term(other.coefficient, other.occupation + term.occupation * ratio, via)
                break
        else:
            found.append(term)
    return tuple(t for t in found if t.occupation)


def _outer(model: RateModel, reaction: Reaction) -> Scalar:
    """``n`` for each quantum taken, ``n + 1`` for each given; emitters excited and in the ground state."""
    result = constant(1)
    for names, creates in zip(reaction, (False, True), strict=True):
        for name in names:
            species = model.by_name[name]
            state = constant(0) if name in model.empty else value_of(species.state)
            if isinstance(species, Continuum):
                result = result * (state + 1 if creates else state)
            else:
                result = result * (species.number - state if creates else state)
    return result


def _outer_density(model: RateModel, reaction: Reaction) -> Scalar:
    """The sum over initial and final modes of the delta function of energy, 1/J."""
    species = [model.by_name[n] for side in reaction for n in side]
    continua = [s for s in species if isinstance(s, Continuum)]
    if not continua:
        return _line_density(model, reaction, [s for s in species if isinstance(s, Emitters)])
    density = constant(1)
    for s in continua:
        density = density * model.settled(s.density)
    share = volume(len(continua))
    return density * (HBAR * model.band) ** (len(continua) - 1) * share.numerator / share.denominator


def _line_density(model: RateModel, reaction: Reaction, emitters: Sequence[Emitters]) -> Scalar:
    """Without a continuum the emitters' own lines take up the energy: their overlap."""
    dark = [s.name for s in emitters if not s.linewidth]
    if dark:
        names = " -> ".join(" + ".join(side) for side in reaction)
        raise ModelError(
            f"model {model.name!r}",
            "a process between emitters alone needs their linewidths",
            f"{names} with linewidth 0 of {', '.join(dict.fromkeys(dark))}, whose delta function has no continuum",
            "give Emitters(..., linewidth=...), or declare Neglect(between=(...))",
        )
    return overlap(model, [HBAR * s.linewidth / 2 for s in emitters])
