"""What a golden-rule derivation may assume: each is declared in the model, recorded as a step, and can be left out.

None is made by the rule itself.  A resolvent must be chosen; everything else is optional.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from derive.errors import ModelError
from derive.exact.scalar import Scalar, constant
from derive.golden.species import Continuum, Emitters, Species


@dataclass(frozen=True)
class OnShell:
    """``1/(x + i0)`` keeps its on-shell part ``-i pi delta(x)`` alone; the principal value is dropped."""

    key = "on shell"
    text = "Of every resolvent 1/(E + i0) that can vanish only the on-shell part -i pi delta(E) is kept."


@dataclass(frozen=True)
class PrincipalValue:
    """``1/(x + i0) = P(1/x) - i pi delta(x)``, with the principal value of a band left as a parameter.

    Over a continuum of constant density it is ``density*P``, ``P = ln((E - E_low)/(E_high - E))``: zero at the centre.
    """

    key = "principal value"
    text = "Every resolvent keeps its principal value, a parameter P for each continuum (zero at the centre of a band)."


@dataclass(frozen=True)
class Retarded:
    """The retarded sum over a channel's modes: what leaves one place arrives downstream, with its phase, only there.

    A continuum that belongs to no line has no positions and contributes its on-shell part.
    """

    key = "retarded"
    text = (
        "The sum over the modes of a channel is retarded: -2 pi i density times the propagation phase downstream, "
        "zero upstream."
    )


Resolvent: TypeAlias = OnShell | PrincipalValue | Retarded


@dataclass(frozen=True)
class Downstream:
    """Of two events on one channel the earlier is the one upstream: right-movers only from left to right."""

    key = "downstream"
    text = "Of two events that share a mode of a channel the earlier is the one upstream."


@dataclass(frozen=True)
class CreatedFirst:
    """An intermediate quantum is created before it is absorbed; the opposite time ordering is left out."""

    key = "created first"
    text = "Intermediate quanta are created before they are absorbed; the opposite time ordering is left out."


@dataclass(frozen=True)
class ShortWay:
    """On a closed line the way round is dephased: what takes it is counted by first-order processes only."""

    key = "short way"
    text = "On a closed line only the direct way is coherent; quanta that go round have lost their phase."


@dataclass(frozen=True)
class Incoherent:
    """Paths through different ones of these species do not interfere; for emitters, different emitters do not."""

    through: tuple[Species, ...]
    key = "incoherent"

    def __init__(self, *through: Species):
        _keep(self, "through", through, Species, "it must name the species whose paths do not interfere")

    @property
    def text(self) -> str:
        """What is assumed, in words."""
        return f"Paths through {_listed(self.through)} do not interfere: their probabilities add."


@dataclass(frozen=True)
class Empty:
    """These continua are held empty: open ends carry away what enters them."""

    continua: tuple[Continuum, ...]
    key = "empty"

    def __init__(self, *continua: Continuum):
        _keep(self, "continua", continua, Continuum, "it must name continua")

    @property
    def text(self) -> str:
        """What is assumed, in words."""
        return f"Held empty: {_listed(self.continua)}."


@dataclass(frozen=True)
class MeanField:
    """The mean of a product of occupations is the product of their means."""

    key = "mean field"
    text = "Means of products of occupations are products of means; ensembles are large, so that emitters differ."


@dataclass(frozen=True)
class Equal:
    """Several parameters have one value: ``Equal(rho, rho_A, rho_B)`` declares reservoirs identical."""

    value: Scalar
    symbols: tuple[Scalar, ...]
    key = "equal"

    def __init__(self, value: Scalar, *symbols: Scalar):
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "symbols", symbols)
        if isinstance(value, int | Fraction) and not isinstance(value, bool):
            object.__setattr__(self, "value", constant(value))
        if not symbols or not all(isinstance(s, Scalar) for s in (self.value, *symbols)):
            got = repr((value, *symbols))
            raise ModelError("Equal", "it must name the common value and the parameters that have it", got)

    @property
    def text(self) -> str:
        """What is assumed, in words."""
        return f"{' = '.join(map(str, self.symbols))} = {self.value}."


@dataclass(frozen=True)
class Neglect:
    """Chains through this species, or between these two, are left out."""

    through: Species | None = None
    between: tuple[Species, ...] = ()
    reason: str = ""
    key = "neglect"

    def __post_init__(self) -> None:
        object.__setattr__(self, "between", tuple(self.between) if isinstance(self.between, tuple | list) else (0,))
        named = self.between or (self.through,)
        if not all(isinstance(s, Species) for s in named) or len(self.between) not in (0, 2):
            got = repr(self.between or self.through)
            raise ModelError("Neglect", "it must name the species passed through, or two species between", got)
        if (self.through is None) == (not self.between):
            raise ModelError("Neglect", "it must name the species passed through or the two between", repr(self))

    @property
    def text(self) -> str:
        """What is assumed, in words."""
        what = f"through {self.through.name}" if self.through else f"between {_listed(self.between)}"
        return f"Left out: processes {what}" + (f" ({self.reason})." if self.reason else ".")


Assumption: TypeAlias = (
    Resolvent | Downstream | CreatedFirst | ShortWay | Incoherent | Empty | MeanField | Equal | Neglect
)


def _keep(assumption: Incoherent | Empty, name: str, named: tuple[Any, ...], kind: Any, must: str) -> None:
    """Store what an assumption names, at least one and all of a kind."""
    object.__setattr__(assumption, name, named)
    if not named or not all(isinstance(item, kind) for item in named):
        raise ModelError(type(assumption).__name__, must, repr(named))


def _listed(species: Any) -> str:
    return ", ".join(s.name for s in species)


__all__ = [
    "Assumption",
    "CreatedFirst",
    "Downstream",
    "Emitters",
    "Empty",
    "Equal",
    "Incoherent",
    "MeanField",
    "Neglect",
    "OnShell",
    "PrincipalValue",
    "Resolvent",
    "Retarded",
    "ShortWay",
]
