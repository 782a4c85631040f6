"""Thermal equilibrium and entropy of rate equations: exact values, process pairs, Boltzmann's count.

At a temperature T a mode of frequency w holds ``1/(exp(hbar w/k_B T) - 1)`` quanta, of m emitters
``m/(exp(hbar w/k_B T) + 1)`` are excited.  The exponentials are exact symbols ``E > 1``: one for each frequency that
is no rational multiple of another.  Entropies are in units of k_B.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

from derive.exact.insert import insert
from derive.exact.ring import Generator
from derive.exact.rootless import rootless_scalar
from derive.exact.scalar import Scalar, constant, substitute
from derive.exact.signs import Sign, sign_of
from derive.exact.text import generator_text
from derive.golden.model import RateModel
from derive.golden.species import Continuum, Species
from derive.parameters import value_of
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.processes import Process
from derive.symbols import Domain, Symbol, natural_key

Monomial = tuple[tuple[Generator, int], ...]


@dataclass(frozen=True)
class Thermal:
    """All moving species at one temperature.

    Parameters
    ----------
    values : the occupation of each state, in the exponentials and the numbers of emitters.
    exponentials : ``E = exp(hbar*w/k_B*T)``, each greater than one.
    """

    values: Mapping[Symbol, Scalar] = field(hash=False)
    exponentials: tuple[Symbol, ...]

    def at(self, value: Scalar) -> Scalar:
        """A scalar with the thermal values in the place of the states."""
        return insert(value, self.values)

    def sign(self, value: Scalar) -> Sign:
        """The sign at every temperature and for all parameters of a scalar in the exponentials."""
        return sign_of(self.above_one(value))

    def above_one(self, value: Scalar) -> Scalar:
        """The same with ``E = 1 + x``, ``x > 0``: what is positive for E > 1 is so term by term."""
        return insert(value, {s: 1 + value_of(_beyond(s)) for s in self.exponentials})

    def in_exponentials(self, value: Scalar) -> Scalar:
        """The way back from `above_one`, for what holds no roots of parameters."""
        beyond = {_beyond(s): value_of(s) - 1 for s in self.exponentials}
        plain = rootless_scalar(value)
        roots = [g for g in plain.generators if g.symbol is not None and g.symbol.domain is Domain.POSITIVE]
        return substitute(plain, {g: beyond.get(g.symbol) or value_of(g.symbol) for g in roots if g.symbol})


@dataclass(frozen=True)
class Pair:
    """A process and its reverse, in the order in which the processes stand."""

    forward: Process
    backward: Process

    @property
    def name(self) -> str:
        """``A <-> B``."""
        return f"{' + '.join(self.forward.destroyed) or '0'} <-> {' + '.join(self.forward.created) or '0'}"

    @cached_property
    def ratio(self) -> Scalar:
        """Forward over backward events per time."""
        return weight(self.forward) / weight(self.backward) * self.occupations

    @cached_property
    def occupations(self) -> Scalar:
        """Forward over backward of the occupation factors of initial and final modes."""
        return self.forward.outer / self.backward.outer


def weight(process: Process) -> Scalar:
    """Events per time without the occupation factors of initial and final modes."""
    return sum((t.coefficient * t.occupation for t in process.terms), constant(0))


def pairs(processes: Sequence[Process]) -> tuple[Pair, ...]:
    """Those of some processes that have their reverse among them, each with it."""
    by_reaction = {p.reaction: p for p in processes}
    found: list[Pair] = []
    for process in processes:
        reverse = by_reaction.get((process.created, process.destroyed))
        if reverse is not None and not any(pair.backward is process for pair in found):
            found.append(Pair(process, reverse))
    return tuple(found)


def one_way(processes: Sequence[Process]) -> tuple[Process, ...]:
    """The processes whose reverse does not occur."""
    reactions = {p.reaction for p in processes}
    return tuple(p for p in processes if (p.created, p.destroyed) not in reactions)


def lost_to(model: RateModel, process: Process) -> tuple[str, ...]:
    """The species held empty into which a process carries quanta: nothing comes back from them."""
    return tuple(sorted({n for n in process.created if n in model.empty}, key=natural_key))


def thermal(model: RateModel) -> Thermal | str:
    """The thermal values of all moving species; a text says why there are none."""
    moving = [s for s in model.species if s.name not in model.empty]
    quanta: dict[str, dict[Monomial, int]] = {}
    scales: dict[Monomial, int] = {}
    for species in moving:
        why = _objection(model, species)
        if why:
            return why
        for monomial, denominator in _parts(model.frequency_of(species))[1].items():
            scales[monomial] = lcm(scales.get(monomial, 1), denominator)
    for species in moving:
        numerators, denominators = _parts(model.frequency_of(species))
        quanta[species.name] = {p: c * (scales[p] // denominators[p]) for p, c in numerators.items()}
    symbols = _exponentials(model, scales)
    return Thermal({s.state: _thermal(s, quanta[s.name], symbols) for s in moving}, tuple(symbols.values()))


def residuals(derived: Kinetics, at: Thermal) -> tuple[tuple[Scalar, Scalar], ...]:
    """For each equation the rate of change at one temperature: by losses into what is held empty, and by the rest.

    Both in named constants; `Kinetics.expanded` writes them in couplings and densities.
    """
    found = []
    for name in derived.moving:
        lost, rest = constant(0), constant(0)
        for share in derived.of(name):
            if lost_to(derived.model, share.process):
                lost = lost + share.rate
            else:
                rest = rest + share.rate
        found.append((at.at(lost), at.at(rest)))
    return tuple(found)


def restless(model: RateModel, processes: Sequence[Process], at: Thermal) -> tuple[str, ...]:
    """The moving species whose numbers of quanta change at one temperature, losses into what is held empty apart."""
    events = [(p, at.at(p.events)) for p in processes if not lost_to(model, p)]
    found = []
    for species in model.species:
        if species.name not in model.empty:
            change = sum((p.change(species.name) * rate for p, rate in events), constant(0))
            found += [species.name] if change else []
    return tuple(found)


def unbalanced(processes: Sequence[Process], at: Thermal) -> tuple[str, ...]:
    """The pairs whose events forward and backward differ at one temperature."""
    return tuple(p.name for p in pairs(processes) if at.at(p.forward.events) != at.at(p.backward.events))


def modes(model: RateModel, species: Species) -> Scalar:
    """How many quanta one unit of a state stands for: the number of modes, by its name, or one for an ensemble."""
    return model.named_modes(species) if isinstance(species, Continuum) else constant(1)


def temper(species: Species) -> Scalar:
    """``exp(dS/dN)`` for one quantum more: ``(1 + n)/n`` of a mode, ``(m - m_e)/m_e`` of emitters; E in equilibrium.

    From ``S = (1 + n) ln(1 + n) - n ln n`` for a mode and ``S = m ln m - m_e ln m_e - (m - m_e) ln(m - m_e)``.
    """
    state = value_of(species.state)
    if isinstance(species, Continuum):
        return (1 + state) / state
    excited: Scalar = (species.number - state) / state
    return excited


def softness(species: Species) -> Scalar:
    """``-d^2 S/dN^2`` per mode or ensemble: ``1/(n (n + 1))``, ``m/(m_e (m - m_e))``; positive."""
    state = value_of(species.state)
    if isinstance(species, Continuum):
        return 1 / (state * (state + 1))
    excited: Scalar = species.number / (state * (species.number - state))
    return excited


def curvature(derived: Kinetics, at: Thermal) -> Scalar:
    """The second time derivative of the entropy at equilibrium, where the energy of the moving species is conserved.

    ``S'' = sum_i N_i s_i'' ydot_i^2 + sum_i N_i s_i' yddot_i`` and ``s_i' = hbar w_i/(k_B T)``: the second sum is the
    second derivative of the energy over ``k_B T``, which vanishes.  In named constants and numbers of modes.
    """
    total = constant(0)
    for name, (lost, rest) in zip(derived.moving, residuals(derived, at), strict=True):
        species = derived.model.by_name[name]
        total = total - modes(derived.model, species) * at.at(softness(species)) * (lost + rest) ** 2
    return total


def _objection(model: RateModel, species: Species) -> str:
    frequency = model.frequency_of(species)
    if frequency.im or not frequency.den.is_constant():
        return f"the frequency {frequency} of {species.name} is no sum of rational multiples of parameters"
    if sign_of(frequency) in (Sign.ZERO, Sign.NEGATIVE, Sign.NONPOSITIVE):
        return f"the frequency {frequency} of {species.name} is not positive: no thermal occupation"
    return ""


def _parts(frequency: Scalar) -> tuple[dict[Monomial, int], dict[Monomial, int]]:
    """Numerators and denominators of the rational multiples of which a frequency is the sum."""
    ring = frequency.ring
    below = int(frequency.den.leading_coefficient())
    fractions = {powers: Fraction(c, below) for powers, c in ring.terms(frequency.re)}
    return {p: q.numerator for p, q in fractions.items()}, {p: q.denominator for p, q in fractions.items()}


def _exponentials(model: RateModel, scales: Mapping[Monomial, int]) -> dict[Monomial, Symbol]:
    """A symbol for each independent frequency, of a name that nothing else has."""
    taken = {s.name for s in model.symbols} | {s.state.name for s in model.species} | {c.name for c in model.constants}
    ordered = sorted(scales, key=_text)
    found = {}
    for k, monomial in enumerate(ordered, 1):
        name = "E" if len(ordered) == 1 else f"E_{k}"
        while name in taken:
            name += "T"
        unit = _text(monomial) if scales[monomial] == 1 else f"{_text(monomial)}/{scales[monomial]}"
        found[monomial] = Symbol(name, name, Domain.POSITIVE, "1", f"exp(hbar*{unit}/(k_B*T))")
    return found


def _text(monomial: Monomial) -> str:
    return "*".join(generator_text(g, k) for g, k in monomial)


def _thermal(species: Species, quanta: Mapping[Monomial, int], symbols: Mapping[Monomial, Symbol]) -> Scalar:
    factor = product(value_of(symbols[p]) ** k for p, k in quanta.items())
    if isinstance(species, Continuum):
        return 1 / (factor - 1)
    excited: Scalar = species.number / (factor + 1)
    return excited


def product(factors: Iterable[Scalar]) -> Scalar:
    """The product of scalars."""
    result = constant(1)
    for factor in factors:
        result = result * factor
    return result


def _beyond(exponential: Symbol) -> Symbol:
    """What an exponential exceeds one by."""
    return Symbol(f"{exponential.name}_less_1", exponential.latex, Domain.POSITIVE, "1", "")
