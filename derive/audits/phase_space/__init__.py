"""What must be true in phase space: normalisation, reality, units, an entropy balance with every channel counted."""

from __future__ import annotations

from collections.abc import Iterator

from derive.algebra.differential import applied, conjugated, derivative_order, transposed
from derive.algebra.operator import Op
from derive.algebra.space import Space
from derive.audits.lindblad.definite import definiteness
from derive.audits.lindblad.positivity import conditions
from derive.audits.record import Finding, Outcome, brief
from derive.errors import ExactError, ModelError
from derive.exact.points import Point, points, sign_at_point
from derive.exact.scalar import Scalar
from derive.model import Bath
from derive.parameters import sqrt
from derive.rules.driven.displacement import displaced, renamed
from derive.rules.phase_space.correspondence import FokkerPlanck, hamiltonian_part
from derive.rules.phase_space.entropy import Balance, ChannelEntropy
from derive.rules.phase_space.integrals import Density, reduced
from derive.rules.phase_space.large_N import LOWEST, LargeN
from derive.rules.phase_space.split import Channel, Split
from derive.units import RATE, MixedUnits, unit_of

POINTS = 6
"""Exact points at which diffusion matrices are looked at."""


def findings(
    equation: FokkerPlanck, split: Split, balance: Balance | None, limit: LargeN | None
) -> tuple[Finding, ...]:
    """All findings, in a fixed order."""
    found = [*_conserved(equation), *_real(equation), _split(equation, split), _units(equation)]
    if balance is not None:
        found += [_balance(balance), *_fluxes(balance), *_bounds(balance)]
    if limit is not None:
        found += [_two_routes(limit), *_extensive(limit)]
    return tuple(found)


def _parts(equation: FokkerPlanck) -> Iterator[tuple[str, Op]]:
    yield "Hamiltonian", equation.unitary
    for bath, op in zip(equation.master.baths, equation.dissipative, strict=True):
        yield f"bath {bath.name}", op


def _conserved(equation: FokkerPlanck) -> Iterator[Finding]:
    """``int dQ/dt = 0`` for every distribution: the transposed operator annihilates one."""
    for name, op in _parts(equation):
        rest = applied(transposed(op), Op.scalar(1))
        outcome = Outcome.FAILED if rest else Outcome.PASSED
        detail = f"int of its part changes by int ({brief(rest)}) Q" if rest else "its part integrates to zero"
        yield Finding("normalisation", name, outcome, detail)


def _real(equation: FokkerPlanck) -> Iterator[Finding]:
    """The distribution stays real: the operator is its own conjugate."""
    for name, op in _parts(equation):
        rest = conjugated(op) - op
        outcome = Outcome.FAILED if rest else Outcome.PASSED
        detail = f"conj(O) - O = {brief(rest)}" if rest else "the operator is its own conjugate"
        yield Finding("reality", name, outcome, detail)


def _split(equation: FokkerPlanck, split: Split) -> Finding:
    """Currents, drift and spreading put together again are the equation."""
    total = split.unitary
    for channel in split.channels:
        total = total + _divergence(channel)
    good = total == equation.operator
    detail = "drift, spreading and currents add up" if good else f"they leave {brief(equation.operator - total)}"
    return Finding("split", "Fokker-Planck equation", Outcome.PASSED if good else Outcome.FAILED, detail)


def _divergence(channel: Channel) -> Op:
    total = Op({})
    for plane, current in zip(channel.planes, channel.currents, strict=True):
        flow = Op.of(plane, (0, 0, 1, 0)) * current
        total = total + flow + conjugated(flow)
    return total


def _units(equation: FokkerPlanck) -> Finding:
    """The variables are pure numbers, so that every coefficient is a rate."""
    subject, known = "Fokker-Planck equation", set()
    for word, c in equation.operator:
        try:
            unit = unit_of(c)
        except (MixedUnits, ModelError) as error:
            return Finding("dimensions", subject, Outcome.FAILED, f"the factor of {Op({word: c})} adds {error.got}")
        if unit is not None:
            known.add(unit)
    if len(known) > 1:
        detail = f"coefficients have units {', '.join(sorted(map(str, known)))}"
        return Finding("dimensions", subject, Outcome.FAILED, detail)
    if known and next(iter(known)).dimension != RATE:
        detail = f"every coefficient has the unit {next(iter(known))}, which is no rate"
        return Finding("dimensions", subject, Outcome.NOTED, detail)
    return Finding("dimensions", subject, Outcome.PASSED, "every coefficient is a rate")


def _balance(balance: Balance) -> Finding:
    """dS/dt of the whole operator is ``Pi_u + Pi_d - Phi`` with every channel, as integrals for every distribution."""
    parts = balance.unitary
    for channel in balance.channels:
        parts = parts + channel.production - _flux(channel)
    rest = reduced(parts)[0] - balance.rate
    count = f"{len(balance.channels)} channel" + ("s" if len(balance.channels) != 1 else "")
    detail = f"dS/dt = Pi_u + Pi_d - Phi with {count}, so that Pi_u + Pi_d = Phi in every stationary state"
    if rest:
        detail = f"dS/dt - (Pi_u + Pi_d - Phi) is the integral of {brief(rest)}"
    return Finding("entropy balance", "all channels", Outcome.FAILED if rest else Outcome.PASSED, detail)


def _flux(entropy: ChannelEntropy) -> Density:
    total = Density({})
    for (i, j), k in entropy.inverse.items():
        total = total + Density.of(entropy.channel.current(j)).times(k * entropy.channel.drift(i))
    return total


def _fluxes(balance: Balance) -> Iterator[Finding]:
    for channel in balance.channels:
        good = channel.flux.is_hermitian
        detail = f"Phi = <{brief(channel.flux)}>, a Hermitian operator" if good else "its operator is not Hermitian"
        outcome = Outcome.PASSED if good else Outcome.FAILED
        yield Finding("entropy flux", f"channel {channel.channel.name}", outcome, detail)


def _bounds(balance: Balance) -> Iterator[Finding]:
    """``Pi_d >= 0`` where the diffusion is a positive form, at exact points with physical inputs; Pi_u has no sign."""
    baths = {bath.name: bath for bath in balance.equation.master.baths}
    for channel in balance.channels:
        yield _bound(channel.channel, baths[channel.channel.name])
    detail = "no bound: it is negative in some states" if balance.unitary else "zero in every state"
    yield Finding("bounds", "Pi_u", Outcome.NOTED, detail)


def _bound(channel: Channel, bath: Bath) -> Finding:
    matrix, directions = channel.diffusion, channel.directions
    # D over (mu, mu*) is Hermitian when its columns are taken in conjugate order.
    rows = tuple(tuple(row[directions.index((p, 1 - bar))] for p, bar in directions) for row in matrix)
    checked = 0
    for point in points([*(x for row in rows for x in row), bath.occupation, bath.squeezing], POINTS):
        try:
            if not _physical(bath, point):
                continue
            sign = definiteness(tuple(tuple(point.at(x) for x in row) for row in rows))
        except ExactError:
            continue
        checked += 1
        if sign < 0:
            detail = f"the diffusion is no positive form at {point}: Pi_d may be negative there"
            return Finding("bounds", f"Pi_d of {channel.name}", Outcome.NOTED, detail)
    if not checked:
        return Finding("bounds", f"Pi_d of {channel.name}", Outcome.UNDECIDED, "no exact point with a physical input")
    detail = f"Pi_d >= 0: the diffusion is a positive form at {checked} exact points"
    return Finding("bounds", f"Pi_d of {channel.name}", Outcome.PASSED, detail)


def _physical(bath: Bath, point: Point) -> bool:
    return all(sign_at_point(point.at(value)) >= 0 for value in conditions(bath.correlations).values())


def _two_routes(limit: LargeN) -> Finding:
    """The Hamiltonian displaced and then represented gives the operator that was translated."""
    equation = limit.balance.equation
    old = equation.correspondence.modes
    shifts: dict[Space, Scalar] = {m: alpha * sqrt(limit.size) for m, alpha in zip(old, limit.means, strict=True)}
    names: dict[Space, Space] = dict(zip(old, limit.modes, strict=True))
    moved = renamed(displaced(equation.master.hamiltonian, shifts), names)
    direct = hamiltonian_part(limit.correspondence, moved)
    rest = direct - _summed(limit.unitary, limit.size)
    if rest and _lowest(limit.unitary):
        return Finding("displacement", "two routes", Outcome.NOT_APPLICABLE, "the expansion was cut off")
    outcome = Outcome.FAILED if rest else Outcome.PASSED
    detail = f"they differ by {brief(rest)}" if rest else "H displaced first gives the same operator"
    return Finding("displacement", "two routes", outcome, detail)


def _summed(powers: dict[int, Op], size: Scalar) -> Op:
    return sum((op * sqrt(size) ** power for power, op in powers.items()), Op({}))


def _lowest(powers: dict[int, Op]) -> bool:
    return min(powers, default=0) <= LOWEST


def _extensive(limit: LargeN) -> Iterator[Finding]:
    """Order sqrt(N) is a constant drift, without entropy; the extensive flux equals the extensive production."""
    leading = limit.order(1)
    constant_drift = all(derivative_order(word) == 1 and sum(sum(e) for _, e in word) == 1 for word in leading.terms)
    silent = not limit.unitary_production(1)[0]
    good = constant_drift and silent
    detail = "order sqrt(N) moves the means and produces no entropy" if good else f"order sqrt(N): {brief(leading)}"
    yield Finding("thermodynamic limit", "order sqrt(N)", Outcome.PASSED if good else Outcome.FAILED, detail)
    for channel in limit.channels:
        negative = channel.external != channel.external.conjugate()
        detail = f"Pi_ext = Phi_ext = {brief(channel.external)}"
        outcome = Outcome.FAILED if negative else Outcome.PASSED
        yield Finding("thermodynamic limit", f"channel {channel.name}", outcome, detail)
