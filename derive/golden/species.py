"""Species: what exchanges quanta.  A continuum of modes, an ensemble of emitters, and the lines they stand along.

Conventions: energies of a continuum are counted per mode around its centre frequency; its density of states is per
unit energy and constant over the band, so that a band of width ``Delta`` (an angular frequency) holds
``hbar*Delta*density`` modes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.levels import Spin, TwoLevel
from derive.algebra.operator import Op
from derive.algebra.space import Element
from derive.errors import ModelError
from derive.exact.scalar import Scalar, as_scalar
from derive.exact.signs import sign_of
from derive.parameters import positive
from derive.symbols import Domain, Symbol, latex_name


class Field(Boson):
    """The representative mode of a continuum: its operator is printed ``a_A``, after the name of the continuum."""

    def text(self, element: Element) -> str:
        """``a_A.dag**2*a_A``."""
        return Boson(f"a_{self.name}", self.latex_symbol).text(element)


@dataclass(frozen=True)
class Continuum:
    """Bosonic modes that lie densely around the exchanged energy: a reservoir, or one direction of a channel.

    Parameters
    ----------
    name : names the operator and, unless said otherwise, the occupation ``n_<name>``.
    density : density of states per unit energy, positive; made as ``rho_<name>`` when not given.
    occupation : name of the mean number of quanta per mode, a state of the rate equations.
    latex : printed form of the occupation.
    modes : number of modes in the band, a positive parameter of its own name; ``hbar*Delta*density`` by definition.
    frequency : centre of the band; by default the common one of the model.
    letter : index of its modes in printed states and matrix elements.
    label : printed name of the continuum itself.
    """

    name: str
    density: Any = None
    occupation: str = ""
    latex: str = ""
    modes: Any = None
    frequency: Any = None
    letter: str = "k"
    label: str = ""

    def __post_init__(self) -> None:
        _check_name("Continuum", self.name)
        _check_texts(self)
        tail = self.label or latex_name(self.name)
        object.__setattr__(self, "label", tail)
        object.__setattr__(self, "occupation", self.occupation or f"n_{self.name}")
        object.__setattr__(self, "latex", self.latex or rf"\langle n_{{{tail}}} \rangle")
        _fill(self, "density", lambda: positive(f"rho_{self.name}", unit="1/J", latex=rf"\rho_{{{tail}}}"))
        _fill(self, "modes", lambda: positive(f"N_{self.name}", latex=rf"N_{{{tail}}}"))
        if self.frequency is not None:
            object.__setattr__(self, "frequency", _scalar(self, "frequency"))

    @property
    def a(self) -> Op:
        """The annihilation operator that stands for every mode: ``h*A.a.dag*B.a`` means a sum over both indices."""
        return Op.of(self.space, (0, 1))

    @property
    def space(self) -> Field:
        """The algebraic space of that operator."""
        return Field(self.name, rf"\hat{{a}}_{{{self.label}}}")

    @property
    def state(self) -> Symbol:
        """The occupation as the state of rate equations."""
        meaning = f"mean number of quanta per mode of {self.name}"
        return Symbol(self.occupation, self.latex, Domain.NONNEGATIVE, "1", meaning)


@dataclass(frozen=True)
class Emitters:
    """Independent two-level systems that absorb and emit single quanta.

    Parameters
    ----------
    name : names the ladder operators.
    number : how many there are, a positive parameter; made as ``m_<name>`` when not given.
    excited : name of the mean number of excited ones, a state of the rate equations.
    latex : printed form of that number.
    linewidth : full width Gamma of the transition, 1/s.  Needed only where a process has no continuum to take up its
        energy, or passes through an emitter on resonance; 0 where it is not known.
    frequency : of the transition; by default the common one of the model.
    letter : index of the emitters in printed states.
    label : printed name of the ensemble itself.
    """

    name: str
    number: Any = None
    excited: str = ""
    latex: str = ""
    linewidth: Any = 0
    frequency: Any = None
    letter: str = "l"
    label: str = ""

    def __post_init__(self) -> None:
        _check_name("Emitters", self.name)
        _check_texts(self)
        tail = self.label or latex_name(self.name)
        object.__setattr__(self, "label", tail)
        object.__setattr__(self, "excited", self.excited or f"m_{self.name}_e")
        object.__setattr__(self, "latex", self.latex or rf"\langle m_{{{tail},e}} \rangle")
        _fill(self, "number", lambda: positive(f"m_{self.name}", latex=rf"m_{{{tail}}}"))
        object.__setattr__(self, "linewidth", _scalar(self, "linewidth"))
        if self.frequency is not None:
            object.__setattr__(self, "frequency", _scalar(self, "frequency"))

    @property
    def plus(self) -> Op:
        """The raising operator of every emitter."""
        return Spin(self.space).plus

    @property
    def minus(self) -> Op:
        """The lowering operator of every emitter."""
        return Spin(self.space).minus

    @property
    def space(self) -> TwoLevel:
        """The algebraic space of these operators."""
        return TwoLevel(self.name, rf"{self.label}", ("g", "e"))

    @property
    def state(self) -> Symbol:
        """The number of excited emitters as the state of rate equations."""
        meaning = f"mean number of excited emitters of {self.name}"
        return Symbol(self.excited, self.latex, Domain.NONNEGATIVE, "1", meaning)


Species = Continuum | Emitters


@dataclass(frozen=True)
class Line:
    """A waveguide: what stands along it, and which continua are its two directions.

    Parameters
    ----------
    along : the species coupled to it, in the order of the right-moving direction.
    right, left : the continua that move along that order, and against it; one or several, tuples once it is made.
    closed : whether its far ends are joined: then the way round is open to what has passed the end.
    """

    along: Any
    right: Any = ()
    left: Any = ()
    closed: bool = False
    places: dict[str, int] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for what in ("along", "right", "left"):
            value = getattr(self, what)
            several = (value,) if isinstance(value, Species) else value
            if not isinstance(several, tuple | list):
                raise ModelError("Line", f"{what} must hold species", repr(value), "pass the objects")
            object.__setattr__(self, what, tuple(several))
            if not all(isinstance(s, Species) for s in getattr(self, what)):
                raise ModelError("Line", f"{what} must hold species", repr(value), "pass the objects, not their names")
        names = [s.name for s in (*self.along, *self.right, *self.left)]
        if len(set(names)) < len(names):
            raise ModelError("Line", "every species must stand in it once", repr(names), "name each once")
        if not all(isinstance(c, Continuum) for c in (*self.right, *self.left)) or not isinstance(self.closed, bool):
            got = repr((*self.right, *self.left, self.closed))
            raise ModelError("Line", "directions must be continua, and closed true or false", got)
        if not self.right and not self.left:
            raise ModelError("Line", "a line must have a right-moving or a left-moving continuum", "neither")
        self.places.update({s.name: k for k, s in enumerate(self.along)})

    def way(self, channel: str, start: str, end: str) -> str | None:
        """``"direct"`` where the channel leads from start to end, ``"round"`` where only round a closed line.

        Both at one place are ``"here"``; ``None`` says that the channel does not lead there.
        """
        step = self.places[end] - self.places[start]
        if channel in {c.name for c in self.left}:
            step = -step
        if step == 0:
            return "here"
        return "direct" if step > 0 else "round" if self.closed else None

    @property
    def channels(self) -> tuple[Continuum, ...]:
        """All its directions."""
        return (*self.right, *self.left)


def _fill(species: Any, what: str, make: Any) -> None:
    value = make() if getattr(species, what) is None else _scalar(species, what)
    object.__setattr__(species, what, value)


def _scalar(species: Any, what: str) -> Scalar:
    """A real constant: positive for amounts, not negative for a width."""
    given = getattr(species, what)
    value, where = as_scalar(given), f"{type(species).__name__} {species.name!r}"
    if value is None or not value.is_real:
        raise ModelError(where, f"{what} must be a real constant", repr(given))
    sign = sign_of(value)
    if what == "linewidth" and not sign.is_nonnegative:
        raise ModelError(where, "linewidth must not be negative", str(value), "declare it positive or nonnegative")
    if what in ("density", "number", "modes") and (not sign.is_nonnegative or not value):
        raise ModelError(where, f"{what} must be positive", str(value), "declare it with positive(...)")
    return value


def _check_texts(species: Any) -> None:
    for what in ("occupation", "excited", "latex", "letter", "label"):
        if not isinstance(getattr(species, what, ""), str):
            where = f"{type(species).__name__} {species.name!r}"
            raise ModelError(where, f"{what} must be text", repr(getattr(species, what)))


def _check_name(kind: str, name: Any) -> None:
    if not isinstance(name, str) or not name or not name.replace("_", "a").isalnum() or not name.isascii():
        raise ModelError(kind, "name must be a word of ASCII letters, digits and _", repr(name), 'write "A" or "1"')
