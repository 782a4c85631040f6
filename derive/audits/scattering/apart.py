"""Audits of T for contacts at different places: each level has two directions in and two out.

    S = 1 - i B^(1/2) t B^(1/2),    t - t.dag = -i t.dag B t    over levels and directions.

All phases are symbols, independent of the b_j: what vanishes does so for all distances.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations

from derive.audits.rates.words import counted, listed, shown
from derive.audits.record import Finding, Outcome
from derive.audits.scattering import balance, equilibrium, hermiticity, optical, spectrum, unitarity
from derive.audits.scattering.derived import Sampled, closed_sets
from derive.exact.insert import insert
from derive.exact.points import Point, points
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.parameters import I, conj
from derive.rules.scattering.channels import Branch
from derive.rules.scattering.lippmann import scattering
from derive.rules.scattering.separated import Place, Port, Separated, separated
from derive.scattering.model import Matrix, ScatteringModel
from derive.symbols import Domain, Symbol

SYMBOLIC = 3
"""Levels up to which identities are decided for all parameters; beyond, at an exact point for each pattern."""
Defects = Callable[[Separated], Iterable[tuple[str, Scalar]]]


@dataclass(frozen=True)
class Apart:
    """A model with contacts at several places, and its T by the positions of its closed channels."""

    model: ScatteringModel
    patterns: Mapping[tuple[int, ...], Separated]

    @property
    def scope(self) -> str:
        """How far the identities are decided."""
        return "for all parameters and distances" if self.model.size <= SYMBOLIC else "at exact points"


@dataclass(frozen=True)
class Placed(Separated):
    """T at an exact point of all parameters and phases."""

    point: Point = field(default_factory=lambda: Point(()))

    def passage(self, level: int, gap: int) -> Scalar:
        """The number at the point."""
        return self.point.at(super().passage(level, gap))


def gather(model: ScatteringModel) -> Apart:
    """T for all patterns of open channels.

    Raises
    ------
    ModelError
        for positions whose order is not known, or a spectrum that is not exact.
    """
    start = separated(model)
    patterns = {}
    for closed in closed_sets(start.channels):
        branch = (Branch.CLOSED if k in closed else Branch.OPEN for k in range(model.size))
        channels = tuple(replace(c, branch=b) for c, b in zip(start.channels, branch, strict=True))
        found = replace(start, channels=channels)
        patterns[closed] = found if model.size <= SYMBOLIC else placed(found)
    return Apart(model, patterns)


def placed(found: Separated) -> Separated:
    """The same T at an exact point."""
    size = range(len(found.channels))
    scalars = [x for row in (*found.spectrum.states, *(r for p in found.places for r in p.coupling)) for x in row]
    scalars += [c.strength for c in found.channels]
    scalars += [found.passage(j, gap) for j in size for gap in range(len(found.gaps))]
    (point,) = points(scalars, 1)
    states = tuple(tuple(point.at(x) for x in row) for row in found.spectrum.states)
    places = tuple(Place(p.position, tuple(tuple(point.at(x) for x in r) for r in p.coupling)) for p in found.places)
    channels = tuple(Sampled(c.label, c.energy, c.branch, value=point.at(c.strength)) for c in found.channels)
    return Placed(found.model, replace(found.spectrum, states=states), channels, places, point)


def _statement(derived: Apart) -> tuple[Finding, ...]:
    return hermiticity.stated(derived.model)


def _spectrum(derived: Apart) -> tuple[Finding, ...]:
    found = derived.patterns[()]
    own = separated(derived.model).spectrum
    return (*spectrum.solved(derived.model.hamiltonian, own), spectrum.degeneracy(found.channels))


def _each(audit: str, must: str, defects: Defects, derived: Apart) -> tuple[Finding, ...]:
    """One finding for each number of closed channels."""
    groups: dict[int, list[Separated]] = {}
    for closed, found in derived.patterns.items():
        groups.setdefault(len(closed), []).append(found)
    return tuple(
        _judged(audit, f"{n} closed" if n else "all channels open", must, derived.scope, group, defects)
        for n, group in groups.items()
    )


def _judged(audit: str, subject: str, must: str, scope: str, group: Iterable[Separated], defects: Defects) -> Finding:
    problems: list[tuple[str, Scalar]] = []
    checked = 0
    for found in group:
        shut = [c.label for c in found.channels if c.branch is Branch.CLOSED]
        for what, value in defects(found):
            checked += 1
            if value:
                problems.append((f"{what} ({listed(shut)} closed)", value))
    if problems:
        more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
        told = "; ".join(f"{what} is off by {shown(value)}" for what, value in problems[:3])
        return Finding(audit, subject, Outcome.FAILED, f"{must}, but {told}{more}")
    return Finding(audit, subject, Outcome.PASSED, f"{must}; {scope}, {counted(checked, 'identity')}")


def name_of(found: Separated, port: Port) -> str:
    """``+ to the right``: a level and a direction."""
    return f"{found.channels[port.level].label} to the {'right' if port.direction > 0 else 'left'}"


def unitary(found: Separated) -> Iterator[tuple[str, Scalar]]:
    """``S.dag S - 1`` times ``|det|^2``."""
    s, ports = found.s_numerators, found.ports
    one, size = found.determinant * found.determinant.conjugate(), range(len(ports))
    for i in size:
        for j in range(i, len(ports)):
            total = sum((s[k][i].conjugate() * s[k][j] for k in size), constant(0))
            name = f"({name_of(found, ports[i])}; {name_of(found, ports[j])})"
            yield f"(S.dag S - 1)*|det|^2 at {name}", total - (one if i == j else 0)


def theorem(found: Separated) -> Iterator[tuple[str, Scalar]]:
    """``-2 Im t_pp - sum b |t_p'p|^2`` times ``|det|^2`` for each way in."""
    n, det, ports = found.numerators, found.determinant, found.ports
    for i, port in enumerate(ports):
        lost = (n[i][i].conjugate() * det - n[i][i] * det.conjugate()) / I
        leaves = constant(0)
        for k, out in enumerate(ports):
            leaves = leaves + found.channels[out.level].strength * n[k][i] * n[k][i].conjugate()
        yield f"the theorem for {name_of(found, port)} times |det|^2", lost - leaves


def strengths(found: Separated) -> dict[tuple[int, int], Scalar]:
    """``sum over directions of |t_kl|^2 |det|^2`` by final and initial level: what a rate is made of."""
    total: dict[tuple[int, int], Scalar] = {}
    for i, out in enumerate(found.ports):
        for j, into in enumerate(found.ports):
            x = found.numerators[i][j]
            key = (out.level, into.level)
            total[key] = total.get(key, constant(0)) + x * x.conjugate()
    return total


def still(found: Separated) -> Iterator[tuple[str, Scalar]]:
    """Gain less loss of each open level over its b, times ``|det|^2``."""
    flows = strengths(found)
    here = sorted({port.level for port in found.ports})
    for level in here:
        net = constant(0)
        for k in here:
            net = net + found.channels[k].strength * (flows[level, k] - flows[k, level])
        yield f"gain less loss of {found.channels[level].label} times |det|^2", net


def together(found: Separated) -> Iterator[tuple[str, Scalar]]:
    """T with all distances zero less that of contacts in one place, times the determinant."""
    model = found.model
    contacts = tuple(replace(c, position=constant(0)) for c in model.contacts)
    closed = [k for k, c in enumerate(found.channels) if c.branch is Branch.CLOSED]
    one = scattering(replace(model, contacts=contacts, levels=()), closed)
    passages = [found.passage(j, g) for j in range(model.size) for g in range(len(found.gaps))]
    shrunk = _at_one(symbols_of(passages))
    yield "det", insert(found.determinant, shrunk) - one.determinant
    for i, out in enumerate(found.ports):
        for j, into in enumerate(found.ports):
            own = insert(found.numerators[i][j], shrunk)
            yield f"t({name_of(found, out)}; {name_of(found, into)})*det", own - one.numerators[out.level][into.level]


def _at_one(symbols: Iterable[Symbol]) -> dict[Symbol, Scalar]:
    """Every phase and every decay 1."""
    return {s: constant(1) for s in symbols if s.domain in (Domain.ANGLE, Domain.POSITIVE)}


def reversed_motion(found: Separated) -> Iterator[tuple[str, Scalar]]:
    """``t(k sigma', l sigma)`` of the conjugate model less ``t(l -sigma, k -sigma')``, times the determinant."""
    other = conjugated(found)
    ports = found.ports
    yield "det", other.determinant - found.determinant
    for i, out in enumerate(ports):
        for j, into in enumerate(ports):
            back_out, back_in = Port(into.level, -into.direction), Port(out.level, -out.direction)
            own = found.numerators[ports.index(back_out)][ports.index(back_in)]
            name = f"({name_of(found, out)}; {name_of(found, into)})"
            yield f"t* model {name} times det", other.numerators[i][j] - own


def conjugated(found: Separated) -> Separated:
    """The model with the field reversed: H, its states and the contacts complex conjugate, the same energies."""

    def conjugate(rows: Matrix) -> Matrix:
        return tuple(tuple(conj(x) for x in row) for row in rows)

    places = tuple(Place(p.position, conjugate(p.coupling)) for p in found.places)
    return replace(found, spectrum=replace(found.spectrum, states=conjugate(found.spectrum.states)), places=places)


def _together(derived: Apart) -> tuple[Finding, ...]:
    must = "with all distances zero T is that of contacts in one place, whatever the directions"
    if derived.model.size > SYMBOLIC:
        detail = f"of more than {SYMBOLIC} levels only points are looked at, where distances are numbers"
        return (Finding("one place", "T", Outcome.NOT_APPLICABLE, detail),)
    return (_judged("one place", "T", must, derived.scope, derived.patterns.values(), together),)


def _reversed(derived: Apart) -> tuple[Finding, ...]:
    must = "the conjugate model turns motion back: t(k p', l p) becomes t(l -p, k -p')"
    return (_judged("reversal", "time", must, derived.scope, derived.patterns.values(), reversed_motion),)


def _balance(derived: Apart) -> tuple[Finding, ...]:
    """Which of the conditions hold above all thresholds, direction by direction and in the sum."""
    found = derived.patterns[()]
    if derived.model.size < 2:
        return (Finding(balance.AUDIT, "all pairs", Outcome.NOT_APPLICABLE, "there is a single level"),)
    return (
        _condition(found, derived, "time reversal", "|t(k p', l p)| = |t(l -p, k -p')|", -1),
        _condition(found, derived, "time reversal with parity", "|t(k p', l p)| = |t(l p, k p')|", 1),
        _summed(found, derived),
    )


def _condition(found: Separated, derived: Apart, subject: str, what: str, turn: int) -> Finding:
    ports, broken = found.ports, []
    for (i, out), (j, into) in combinations(enumerate(ports), 2):
        if out.level != into.level:
            back_out, back_in = Port(into.level, turn * into.direction), Port(out.level, turn * out.direction)
            x, y = found.numerators[i][j], found.numerators[ports.index(back_out)][ports.index(back_in)]
            if x * x.conjugate() != y * y.conjugate():
                broken.append(f"({name_of(found, out)}; {name_of(found, into)})")
    if not broken:
        return Finding(balance.AUDIT, subject, Outcome.NOTED, f"holds: {what}, {derived.scope}")
    more = f" and {len(broken) - 3} more" if len(broken) > 3 else ""
    detail = f"does not hold: {what} fails at {listed(broken[:3])}{more}"
    return Finding(balance.AUDIT, subject, Outcome.NOTED, detail)


def _summed(found: Separated, derived: Apart) -> Finding:
    flows = strengths(found)
    broken = [
        f"({found.channels[k].label}, {found.channels[j].label})"
        for j, k in combinations(range(derived.model.size), 2)
        if flows[k, j] != flows[j, k]
    ]
    if not broken:
        detail = f"holds: the sums of |t|^2 over all directions are symmetric, {derived.scope}"
        return Finding(balance.AUDIT, "rates", Outcome.NOTED, detail)
    detail = f"does not hold: the sums of |t|^2 over all directions differ for {listed(broken)}"
    return Finding(balance.AUDIT, "rates", Outcome.NOTED, detail)


AUDITS: tuple[tuple[str, Callable[[Apart], tuple[Finding, ...]]], ...] = (
    (hermiticity.AUDIT, _statement),
    (spectrum.AUDIT, _spectrum),
    (unitarity.AUDIT, partial(_each, unitarity.AUDIT, "S.dag S = 1 over levels and directions", unitary)),
    (optical.AUDIT, partial(_each, optical.AUDIT, "-2 Im t_pp = sum over all ways out of b |t|^2", theorem)),
    (equilibrium.AUDIT, partial(_each, equilibrium.AUDIT, equilibrium.MUST, still)),
    ("one place", _together),
    ("reversal", _reversed),
    (balance.AUDIT, _balance),
)
