r"""Everything a claim may speak of in a system of rate equations, derived when first asked for.

Names, with ``X`` and ``Y`` for species and ``X_to_Y`` for a process (``A_B_to_1`` for several):

* the model's parameters, its occupations and named rate constants; ``hbar``, ``pi``, the density and the number of
  modes of every continuum under the names that their parameters have, ``n_X_j`` for the occupation of one mode.
* ``rate_X_to_Y``: events per time and mode (ensemble) of X; ``gain_X_to_Y``: of Y; ``rate_from_mode_X_to_Y`` and
  ``rate_into_mode_X_to_Y``: of one mode with a definite occupation; ``events_X_to_Y``: of the whole band.
* ``T_X_to_Y`` and ``S_X_to_Y``: elements of T and S matrix; ``state_0_X_to_Y`` and so on the states of the one chain,
  ``vertex_1_X_to_Y`` its couplings, ``element_1_X_to_Y`` their matrix elements; ``through_X_to_Y`` what a sum over
  its intermediate modes runs over.
* the same with ``_apart`` (rates, T and S): before parameters are declared equal, each density under its own name.
* ``coupling``, ``coupling_X`` (the terms that move quanta of X), ``coupling_X_Y`` (of both), ``energy_X``; ``a_X``,
  ``plus_X``, ``minus_X``, ``z_X``: operators over representative modes, which stand for all.
* ``entropy_X``: per mode, or of a whole ensemble; ``entropy``: of all that moves; ``temperature_X``: effective one;
  ``thermal_X``: the occupation in equilibrium at ``temperature``; ``k_B``.
* ``delta_t0``, ``t_0``, ``E_in``, ``E_im``, ``eta``, and ``delta_of_E``, the regularised delta function of ``E``;
  ``mode`` and ``mode_X``: what a sum over modes runs over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property
from typing import Any

from derive.algebra.levels import Spin, TwoLevel
from derive.algebra.operator import Op, Word
from derive.claims.quantities import Quantities
from derive.engines.golden.modesums import E_IM, E_IN, ETA, ModeIndex, delta_of, functions_of
from derive.engines.golden.naming import style_of
from derive.engines.golden.resting import APART, rests_on
from derive.engines.golden.transition import DELTA, DURATION, Transition
from derive.errors import ClaimError
from derive.exact.collect import Style
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.logarithm import logarithm
from derive.exact.points import Point
from derive.exact.ring import Generator, Role
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant, substitute
from derive.golden.assumptions import Equal
from derive.golden.model import HBAR, PI, RateModel, legs_of
from derive.golden.species import Continuum, Emitters, Species
from derive.near import nearest
from derive.parameters import positive, real, symbol_of, value_of
from derive.rules.golden_rule.entropy import Arrangements, arrangements_of, occupation_at
from derive.rules.golden_rule.kinetics import Kinetics, kinetics
from derive.rules.golden_rule.states import Mode, occupation_symbol
from derive.symbols import Domain, Symbol

BOLTZMANN: Scalar = positive("k_B", unit="J/K", latex="k_B", meaning="Boltzmann constant")
TEMPERATURE: Scalar = positive("temperature", unit="K", latex="T", meaning="temperature")
ENERGY: Scalar = real("E", unit="J", meaning="an energy")
OPERATORS = ("coupling", "energy_", "a_", "plus_", "minus_", "z_", "vertex_")


class GoldenQuantities(Quantities):
    """The derived quantities of a golden-rule model by name; see the module."""

    def __init__(self, model: RateModel):
        self.model: RateModel = model

    @cached_property
    def kinetics(self) -> Kinetics:
        """Processes and rate equations."""
        return kinetics(self.model)

    @cached_property
    def apart(self) -> Kinetics:
        """The same before parameters are declared equal."""
        # A constant that names one term may name several once its densities differ.
        stated = self.model.without(*self.model.find(Equal))
        return kinetics(replace(stated, constants=()))

    def admits(self, point: Point) -> bool:
        """Whether no more emitters are excited than there are."""
        ensembles = [s for s in self.model.species if isinstance(s, Emitters)]
        left = (point.at(s.number - value_of(s.state)) for s in ensembles)
        return all(not c.is_rational or c.rational >= 0 for c in left)

    # -- names --------------------------------------------------------------------------------------------------------

    def names(self) -> dict[str, str]:
        """Every name `value` knows, with the kind of thing it is."""
        return self._kinds

    @cached_property
    def _kinds(self) -> dict[str, str]:
        own = {s.name for s in self._symbols}
        return {n: "operator" if n.startswith(OPERATORS) and n not in own else "scalar" for n in self._known}

    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for; an occupation is the same whether or not a claim speaks of its derivative."""
        for lost in (*self.kinetics.unused, *self.kinetics.unclear):
            if lost.name == name:
                raise ClaimError(
                    f"model {self.model.name!r}",
                    "a rate constant must have one process",
                    f"{name}, which names none under the assumptions made",
                    "see what derive show says of it",
                )
        return self._known[name]()

    @cached_property
    def _known(self) -> dict[str, Callable[[], Any]]:
        """The value of each name, made when it is asked for; a name of the model's own comes before others."""
        scalars = {s.name: value_of(s) for s in self._symbols}
        found: dict[str, Callable[[], Any]] = {}
        for made in (self._of_transitions, self._of_operators, self._of_heat, self._of_sums):
            found |= made()
        return found | {name: _always(value) for name, value in scalars.items()}

    @cached_property
    def _symbols(self) -> tuple[Symbol, ...]:
        """Parameters, states, constants, densities, numbers of modes, occupations of single modes."""
        found = [symbol_of(HBAR), symbol_of(PI), *self.model.symbols, *(s.state for s in self.model.species)]
        found += self.kinetics.constants
        found += [c.symbol for c in self.model.constants]
        for c in self._continua:
            found += [s for x in (c.density, self.model.named_modes(c)) if (s := _symbol_or_none(x)) is not None]
            found.append(_of_mode(c))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _continua(self) -> tuple[Continuum, ...]:
        return tuple(s for s in self.model.species if isinstance(s, Continuum))

    def printed(self) -> dict[str, str]:
        """The printed names of parameters, occupations, constants and operators."""
        found = {s.latex: s.name for s in self._symbols}
        return found | {c.space.latex_symbol: f"a_{c.name}" for c in self._continua}

    @property
    def style(self) -> Style:
        """Derived formulas are printed in rate constants where they can be."""
        return self._style

    @cached_property
    def _style(self) -> Style:
        numbers = [s.number for s in self.model.species if not isinstance(s, Continuum)]
        beside = {*self.kinetics.states, *(s for x in numbers if (s := _symbol_or_none(x)) is not None)}
        return style_of(self.kinetics.constants, frozenset({*beside, *map(_of_mode, self._continua)}))

    # -- processes ----------------------------------------------------------------------------------------------------

    @cached_property
    def transitions(self) -> dict[str, Transition]:
        """The processes by their tags."""
        made = (Transition(self.model, p) for p in self.kinetics.processes)
        return {t.tag: t for t in made}

    def _of_transitions(self) -> dict[str, Callable[[], Any]]:
        found: dict[str, Callable[[], Any]] = {}
        for t in self.transitions.values():
            found |= {name: _always(value) for name, value in (t.quantities | t.steps).items()}
            if t.steps and len(t.process.groups[0][0].chains[0].vertices) > 1:
                found[f"through_{t.tag}"] = _always(ModeIndex(through=t))
        for p in self.apart.processes:
            t = Transition(self.apart.model, p)
            found |= {name + APART: _always(value) for name, value in t.quantities.items()}
        return found

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        """The time derivative of a function of the occupations, by the chain rule.

        ``part`` names processes, ``"A -> B"``: what these alone add.

        Raises
        ------
        ClaimError
            for a process that there is not, and for processes that change nothing the value depends on.
        """
        if not isinstance(value, Scalar):
            must = "a time derivative must be of a function of the occupations"
            raise ClaimError(f"model {self.model.name!r}", must, type(value).__name__)
        known = [p.name for p in self.kinetics.processes]
        for name in part:
            if name not in known:
                must = f"a part must be one of the processes {', '.join(known)}"
                raise ClaimError(f"model {self.model.name!r}", must, repr(name), nearest(name, known))
        total, moved = constant(0), False
        for state, species in zip(self.kinetics.states, self.kinetics.moving, strict=True):
            if slope := derivative(value, state):
                shares = [s for s in self.kinetics.of(species) if not part or s.process.name in part]
                moved = moved or bool(shares)
                total = total + slope * sum((s.rate for s in shares), constant(0))
        if part and not moved:
            must = "the processes named must change what is differentiated"
            raise ClaimError(f"model {self.model.name!r}", must, ", ".join(part), "name others as `part`")
        return total

    def assumed(self, names: Collection[str], moving: bool, part: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The model's assumptions that rates, amplitudes and rate equations rest on."""
        return rests_on(self.kinetics, self.transitions.values(), names, moving, part)

    # -- operators ----------------------------------------------------------------------------------------------------

    def _of_operators(self) -> dict[str, Callable[[], Any]]:
        found: dict[str, Callable[[], Any]] = {"coupling": _always(self.model.coupling)}
        for s in self.model.species:
            found[f"coupling_{s.name}"] = _always(self._coupling(s.name))
            found[f"energy_{s.name}"] = _always(self._energy(s))
            for other in self.model.species:
                if other is not s:
                    found[f"coupling_{s.name}_{other.name}"] = _always(self._coupling(s.name, other.name))
            if isinstance(s, Continuum):
                found[f"a_{s.name}"] = _always(s.a)
            else:
                found |= {f"plus_{s.name}": _always(s.plus), f"minus_{s.name}": _always(s.minus)}
                found[f"z_{s.name}"] = _always(Spin(s.space).z)
        return found

    def _coupling(self, *names: str) -> Op:
        """The terms of the coupling that move quanta of all of these species."""

        def moves(word: Word) -> bool:
            return set(names) <= {name for name, _ in legs_of(word)}

        return Op({word: self.model.settled(c) for word, c in self.model.coupling if moves(word)})

    def _energy(self, species: Species) -> Op:
        """``hbar omega a.dag a``; of emitters ``(hbar omega/2) sigma_z``, whose zero lies half way."""
        quantum = HBAR * self.model.frequency_of(species)
        if isinstance(species.space, TwoLevel):
            return quantum / 2 * Spin(species.space).z
        a = Op.of(species.space, (0, 1))
        return quantum * a.dag * a

    # -- heat ---------------------------------------------------------------------------------------------------------

    def _of_heat(self) -> dict[str, Callable[[], Any]]:
        found: dict[str, Callable[[], Any]] = {"k_B": _always(BOLTZMANN), "temperature": _always(TEMPERATURE)}
        for s in self.model.species:
            ways, quantum = arrangements_of(self.model, s), HBAR * self.model.frequency_of(s)
            found[f"entropy_{s.name}"] = _of(_entropy, ways)
            found[f"temperature_{s.name}"] = _of(_temperature, quantum, ways)
            found[f"thermal_{s.name}"] = _of(_thermal, quantum, ways)
        moving = [s for s in self.model.species if s.name not in self.model.empty]
        found["entropy"] = lambda: sum((self._whole_entropy(s) for s in moving), constant(0))
        return found

    def _whole_entropy(self, species: Species) -> Scalar:
        ways = arrangements_of(self.model, species)
        return ways.weight * _entropy(ways)

    # -- sums and coordinates -----------------------------------------------------------------------------------------

    def _of_sums(self) -> dict[str, Callable[[], Any]]:
        found = {"delta_t0": DELTA, "t_0": DURATION, "E": ENERGY, "E_in": E_IN, "E_im": E_IM, "eta": ETA}
        indices = {"mode": ModeIndex()} | {f"mode_{s.name}": ModeIndex(s.name) for s in self.model.species}
        made: dict[str, Callable[[], Any]] = {name: _always(value) for name, value in (found | indices).items()}
        return made | {"delta_of_E": lambda: delta_of(ENERGY)}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Sums over modes, and limits of what they come to."""
        return functions_of(self.model)

    @cached_property
    def coordinates(self) -> dict[Generator, Scalar]:
        """Rate constants and numbers of modes in couplings, densities and the band."""
        images: dict[Generator, Scalar] = {}
        for c in self._continua:
            if (symbol := _symbol_or_none(self.model.named_modes(c))) is not None:
                images |= _image(symbol, self.model.modes_of(c))
        for s, v in self.kinetics.constants.items():
            images[_generator(s)] = v
        return images

    def normal(self, value: Scalar) -> Scalar:
        """A scalar in couplings, densities and the width of the band."""
        return substitute(value, {g: self.coordinates[g] for g in value.generators if g in self.coordinates})


def _entropy(ways: Arrangements) -> Scalar:
    """``k_B sum part ln(whole/part)`` without the common weight, J/K."""
    total: Scalar = sum((p * (logarithm(ways.whole) - logarithm(p)) for p in ways.parts), constant(0))
    return BOLTZMANN * total


def _temperature(quantum: Scalar, ways: Arrangements) -> Scalar:
    """``1/T = k_B ln(ratio)/quantum``, the derivative of the entropy by the energy."""
    return quantum / (BOLTZMANN * logarithm(ways.ratio))


def _thermal(quantum: Scalar, ways: Arrangements) -> Scalar:
    """The occupation at which the derivative of the entropy is ``quantum/T``."""
    return occupation_at(ways, exponential(-quantum / (BOLTZMANN * TEMPERATURE)))


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value


def _of(function: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
    return lambda: function(*arguments)


def _of_mode(continuum: Continuum) -> Symbol:
    """The occupation of the one mode that walks single out."""
    printed = rf"n_{{{continuum.label}{continuum.letter}}}"
    return symbol_of(occupation_symbol(Mode(continuum.name, continuum.letter), printed))


def _symbol_or_none(value: Scalar) -> Symbol | None:
    generators = value.generators
    symbol = generators[0].symbol if len(generators) == 1 else None
    return symbol if symbol is not None and value == value_of(symbol) else None


def _generator(symbol: Symbol) -> Generator:
    return Generator(Role.ROOT if symbol.domain is Domain.POSITIVE else Role.VALUE, symbol.name, symbol)


def _image(symbol: Symbol, value: Scalar) -> dict[Generator, Scalar]:
    return {_generator(symbol): sqrt(value) if symbol.domain is Domain.POSITIVE else value}


__all__ = ["GoldenQuantities"]
