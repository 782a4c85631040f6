"""Flux bounds: processes through a channel take no more from a species than its own emission puts into the channel.

A quantum that is absorbed behind a channel must first have entered it.  The golden rule counts emission into the
channel and passage through it as separate events, so that nothing in it respects this bound by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.audits.rates.flows import Outflow, outflows, total
from derive.audits.rates.inside import within
from derive.audits.rates.words import listed, shown
from derive.audits.record import Finding, Outcome
from derive.exact.insert import insert
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar
from derive.exact.signs import Sign, sign_of
from derive.golden.species import Emitters
from derive.rules.golden_rule.kinetics import Kinetics

AUDIT = "flux bound"


@dataclass(frozen=True)
class Flux:
    """What passes through some continua over what enters them from one species.

    ``ratio`` is in named constants and states; it must not exceed 1.
    """

    species: str
    through: tuple[str, ...]
    passing: tuple[str, ...]
    ratio: Scalar

    @property
    def name(self) -> str:
        """``A through 1``."""
        return f"{self.species} through {listed(self.through)}"


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding for each species and channel.

    `PASSED` and `FAILED` are for all states and constants; a bound that some respect and others break is
    `UNDECIDED`, with the condition.
    """
    found = fluxes(derived)
    if not found:
        detail = "no process passes through what a species emits into"
        return (Finding(AUDIT, "all channels", Outcome.NOT_APPLICABLE, detail),)
    return tuple(_judged(derived, flux) for flux in found)


def fluxes(derived: Kinetics) -> tuple[Flux, ...]:
    """The ratio for each species and each set of continua that its processes of higher order pass together."""
    found = []
    for name in derived.moving:
        flows = outflows(derived, name)
        entering = {f.through: f for f in flows if f.is_direct}
        groups: dict[tuple[str, ...], list[Outflow]] = {}
        for f in flows:
            into = tuple(n for n in f.through if (n,) in entering)
            if not f.is_direct and into:
                groups.setdefault(into, []).append(f)
        for into, passing in groups.items():
            names = tuple(dict.fromkeys(f.process.name for f in passing))
            below = total([entering[(n,)] for n in into])
            found.append(Flux(name, into, names, total(passing) / below))
    return tuple(found)


def _judged(derived: Kinetics, flux: Flux) -> Finding:
    takes = "takes" if len(flux.passing) == 1 else "take"
    what = f"what {listed(flux.passing)} {takes}, over what enters {listed(flux.through)}, is {shown(flux.ratio)}"
    sign = sign_of(insert(flux.ratio, within(derived.model)) - 1)
    if sign in (Sign.NONPOSITIVE, Sign.NEGATIVE, Sign.ZERO):
        return Finding(AUDIT, flux.name, Outcome.PASSED, f"{what}, at most 1")
    if sign in (Sign.POSITIVE, Sign.NONNEGATIVE):
        return Finding(AUDIT, flux.name, Outcome.FAILED, f"{what}, nowhere below 1")
    unlimited = [s.state for s in derived.model.species if not isinstance(s, Emitters)]
    growing = [s.name for s in unlimited if _grows(flux.ratio, Generator(Role.VALUE, s.name, s))]
    detail = f"{what}: the constants and states must keep this at most 1"
    detail += f", and it grows without bound with {listed(growing)}" if growing else ""
    return Finding(AUDIT, flux.name, Outcome.UNDECIDED, detail)


def _grows(value: Scalar, state: Generator) -> bool:
    """Whether the degree in a state that has no upper bound is higher above than below."""
    if state not in value.ring.index or not value.re:
        return False
    place = value.ring.index[state]
    return int(value.re.degrees()[place]) > int(value.den.degrees()[place])
