"""What claims may speak of, whatever kind of model they are about: names, values, and what holds of them.

Each engine has its own `Quantities`; reading and judging know nothing else of a model.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from derive.claims.balls import Exactly, Sample
from derive.errors import ClaimError
from derive.exact.abbreviate import Abbreviation
from derive.exact.collect import Style
from derive.exact.points import Point, points
from derive.exact.ring import Generator
from derive.exact.scalar import Scalar, constant
from derive.parameters import symbol_of
from derive.symbols import Symbol


class Under(Protocol):
    """The assumptions of one claim, as far as a model needs to know them."""

    @property
    def sets_values(self) -> bool:
        """Whether any parameter is set to a value; limits apart."""

    @property
    def symbols(self) -> frozenset[Symbol]:
        """The parameters that are set to values."""

    @property
    def limits(self) -> Mapping[Symbol, str]:
        """The parameters of which a limit is taken."""

    def put_in(self, value: Scalar) -> Scalar:
        """The scalar with the values put in, before any limit."""

    def apply(self, value: Scalar) -> Scalar:
        """The scalar with the values put in and the limits taken."""


@dataclass(frozen=True)
class Spoken:
    """What a claim speaks of, for `Quantities.conditions`.

    Parameters
    ----------
    where : the claim, for errors.
    text : its formula, as printed.
    mapped : whether it uses names that the symbol map defines by formulas, which may speak of anything.
    moving : whether it speaks of time derivatives.
    under : its assumptions.
    """

    where: str
    text: str
    mapped: bool
    moving: bool
    under: Under


@dataclass(frozen=True)
class Conditions:
    """Where what a claim speaks of exists: in ``words``, and as scalars that must be ``positive`` there."""

    words: tuple[str, ...] = ()
    positive: tuple[Scalar, ...] = ()


@dataclass(frozen=True)
class Settled:
    """What is found of two sides that differ in their letters, where letters stand for more than themselves.

    Parameters
    ----------
    holds : whether they are equal all the same; ``None`` where that stays open.
    words : what stands behind it, a sentence or two.
    witness : of sides that are not equal, a point with both values.
    """

    holds: bool | None
    words: str
    witness: str = ""


def abbreviations(definitions: Iterable[Abbreviation]) -> dict[str, Scalar]:
    """The values of abbreviations by the names of their symbols."""
    return {symbol_of(d.symbol).name: d.value for d in definitions}


def printed_abbreviations(definitions: Iterable[Abbreviation]) -> dict[str, str]:
    """The names of abbreviations by the LaTeX of their symbols."""
    return {symbol_of(d.symbol).latex: symbol_of(d.symbol).name for d in definitions}


class Quantities(ABC):
    """The derived quantities of one model, each derived when first asked for.

    A value is a `Scalar`, an `Op`, a `Mean`, a `Grid`, or anything that knows ``-``, ``bool`` (false for zero) and
    ``latex()``: sides of a claim are compared by their difference.  A value with a method ``map(function)`` has
    coefficients, to which the claim's assumptions are applied.

    ``model`` is the model, of which only the name and the symbols are used here.
    """

    model: Any

    @abstractmethod
    def names(self) -> dict[str, str]:
        """Every name `value` knows, with the kind of thing it is: scalar, operator, matrix or function.

        Formulas are read with these before anything is derived, so they must cost little; so must `printed`.
        """

    @abstractmethod
    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for; ``moving`` where the claim speaks of time derivatives.

        Raises
        ------
        KeyError
            for a name that is not among `names`.
        """

    def printed(self) -> dict[str, str]:
        """The model's own printed names: LaTeX to a name of `names`."""
        return {s.latex: s.name for s in self.model.symbols}

    @property
    def in_frequency_domain(self) -> bool:
        """Whether equations of motion have coefficients that depend on the frequency."""
        return False

    def solved(self, value: Any) -> Any:
        """In the frequency domain, a value with the modes put in as what the inputs make of them; else as it is."""
        return value

    @property
    def style(self) -> Style:
        """How scalars are printed: the model's abbreviations."""
        return Style()

    @property
    def gauge(self) -> Mapping[Generator, Scalar]:
        """Images of complex parameters in the coordinates of `normal`; none where these are the parameters."""
        return {}

    def normal(self, value: Scalar) -> Scalar:
        """A scalar in the coordinates in which claims are compared; equal scalars have equal images."""
        return value

    def rests_on(self, value: Scalar) -> tuple[str, ...]:
        """What `normal` knows of a scalar beyond its coordinates, in words, with what proves it."""
        return ()

    def ordered(self, higher: Scalar, lower: Scalar) -> Mapping[Symbol, Scalar]:
        """The values that symbols take where one scalar is not below another; none where nothing is known."""
        return {}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Further functions that formulas may use: by their name in `names`, or by the reader's name for them.

        A function under the reader's name (``expectation``, ``trace``) takes the place of the checker's own.
        """
        return {}

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        """The time derivative of a value; with ``part``, the contributions of that name alone.

        Raises
        ------
        ClaimError
            for a value without time derivative, or a contribution that is not there.
        """
        if isinstance(value, Scalar) and not part:
            return constant(0)
        raise ClaimError(f"model {self.model.name!r}", "the value must have a time derivative", "one that has none")

    def mean(self, op: Any) -> Any:
        """The expectation value of an operator where nothing moves.

        Raises
        ------
        ClaimError
            where the model has no state to take it in.
        """
        raise ClaimError(f"model {self.model.name!r}", "there must be a state to take expectation values in", "none")

    def put_under(self, value: Scalar, under: Under) -> Scalar:
        """A scalar in the coordinates of `normal`, under the assumptions of a claim.

        Raises
        ------
        ClaimError
            for assumptions about what is derived.
        """
        return under.apply(self.normal(value))

    def settle(self, pairs: Sequence[tuple[Scalar, Scalar]], under: Under) -> Settled | None:
        """Whether pairs of scalars that differ in their letters are equal; ``None`` where letters are free parameters.

        They are those that `put_under` returned.
        """
        return None

    def samples(self, values: Sequence[Scalar], count: int, under: Under) -> Iterable[Sample]:
        """Points at which some scalars have numbers; those that `put_under` returned."""
        return [Exactly(p) for p in points(values, count)]

    def admits(self, point: Point) -> bool:
        """Whether a point of the parameters' domains means anything: what concerns several of them at once."""
        return True

    def assumed(self, names: Collection[str], moving: bool, part: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What the model assumes, each in a few words, that a verdict on quantities of these names rests on.

        ``moving`` where their time derivatives are spoken of, of the contributions in ``part`` alone if there are any.
        """
        return ()

    def conditions(self, spoken: Spoken) -> Conditions:
        """Where the thing exists that a claim speaks of: the steady state is unique and stable.

        Raises
        ------
        SteadyStateError
            when the claim's assumptions leave no point at which it does: the claim is then undecided.
        """
        return Conditions()
