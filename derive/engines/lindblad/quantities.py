"""Everything a claim may speak of in an open quantum system, derived when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.operator import IDENTITY, Op
from derive.claims.quantities import Conditions, Quantities, Spoken
from derive.claims.superoperator import Superoperator, density, dissipator
from derive.claims.values import Grid, Mean
from derive.engines.lindblad.counted import CountingQuantities
from derive.engines.lindblad.ports import ports_of
from derive.equations import Equations
from derive.errors import ClaimError, DeriveError, ExactError, SteadyStateError
from derive.exact.collect import Style
from derive.exact.gauge import ungauged
from derive.exact.linear import determinant
from derive.exact.points import points
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, from_generator, substitute
from derive.exact.signs import Sign, sign_of
from derive.model import Model
from derive.parameters import I, sqrt, symbol_of, value_of
from derive.rules.gaussian import Langevin, langevin, langevin_rate
from derive.rules.lindblad import Generator as Master
from derive.rules.lindblad import generator
from derive.rules.moments import moments, nonlinear_terms
from derive.rules.network.frequency import free_frequency
from derive.rules.stability import stability
from derive.rules.steady import SteadyState


class LindbladQuantities(Quantities):
    """The derived quantities of a model by name; see `value`."""

    def __init__(self, model: Model):
        self.model = model

    @cached_property
    def master(self) -> Master:
        """The master equation."""
        return generator(self.model)

    @cached_property
    def equations(self) -> Equations:
        """Moment equations of the observables."""
        return moments(self.model)

    @cached_property
    def steady(self) -> SteadyState:
        """The steady state of the observables."""
        return self.equations.steady_state()

    @cached_property
    def langevin(self) -> Langevin:
        """The Langevin form."""
        return langevin(self.model)

    def mean(self, op: Op) -> Scalar:
        """A stationary expectation value; further moments are derived where the observables do not reach."""
        if all(w == IDENTITY or w in self.steady.values for w in op.terms):
            return self.steady[op]
        return ungauged(moments(self.model, [op]).steady_state()[op])

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        """The time derivative of a mean (adjoint master equation) or of an operator (Langevin equation).

        Parameters are constant.  There are no named contributions.
        """
        if part:
            raise ClaimError(
                f"model {self.model.name!r}",
                "a claim may ask for contributions that have names",
                f"{', '.join(map(repr, part))}; the terms of a master equation have none",
                "state the whole equation, or remove `part`",
            )
        if isinstance(value, Grid):
            return value.map(self.rate)
        if isinstance(value, Mean):
            return Mean(self.master(value.op))
        if isinstance(value, Superoperator):
            return generator_of(self.master)
        if isinstance(value, Scalar):
            return constant(0)
        total = Op({})
        for word, c in value:
            total = total + c * self._operator_rate(word)
        return total

    def _operator_rate(self, word: Any) -> Op:
        if len(word) != 1 or not isinstance(word[0][0], Boson) or sum(word[0][1]) != 1:
            raise ClaimError(
                "time derivative", "an operator equation must be linear in the modes", repr(Op({word: constant(1)}))
            )
        return langevin_rate(self.master, Op({word: constant(1)}))

    def names(self) -> dict[str, str]:
        """Every name `value` knows, with the kind of thing it is: scalar, operator, matrix."""
        found = {} if self.frequency is None else {symbol_of(self.frequency).name: "scalar"}
        found |= self.counting.names() | {s.name: "scalar" for s in self.model.symbols}
        found |= {d_name: "scalar" for d_name in self.definitions}
        found |= {o.name: "scalar" for o in self.model.observables}
        found |= {s.name: "operator" for s in self.model.spaces if isinstance(s, Boson)}
        found |= {b.name: "operator" for b in self.master.baths}
        found |= {"hamiltonian": "operator", "hopping": "operator"}
        found |= {f"coupling_{k}": "operator" for k, _ in enumerate(self.master.baths, 1)}
        found |= {f"output_{k}": "operator" for k, _ in enumerate(self.master.baths, 1)}
        found |= {f"{x}_of_{s.name}": "operator" for s in self.model.spaces if isinstance(s, Boson) for x in "xp"}
        found |= {"rho": "operator", "dissipator": "function"}
        ports = [k for k, _ in enumerate(self.master.baths, 1)]
        found |= {f"S_{k}_{j}": "scalar" for k in ports for j in ports}
        return found | {"drift": "matrix", "diffusion": "matrix", "covariance": "matrix"}

    @cached_property
    def frequency(self) -> Scalar | None:
        """The Fourier frequency that the scattering matrix of a linear model is at; none for another model."""
        bosons = all(isinstance(space, Boson) for space in self.model.spaces)
        if not bosons or nonlinear_terms(self.master):
            return None
        return free_frequency({s.name for s in self.model.symbols})

    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for; an observable is its mean in equations of motion, else its stationary value."""
        for symbol in self.model.symbols:
            if symbol.name == name:
                return value_of(symbol)
        if name in self.definitions:
            return self.definitions[name]
        for o in self.model.observables:
            if o.name == name:
                return Mean(o.operator) if moving else self.steady[o.operator]
        for k, bath in enumerate(self.master.baths, 1):
            if bath.name == name:
                return Op.of(Boson(bath.name, bath.latex), (0, 1))
            if name == f"coupling_{k}":
                return bath.coupling
            if name == f"output_{k}":
                return Op.of(Boson(bath.name, bath.latex), (0, 1)) + bath.coupling
        for space in self.model.spaces:
            if isinstance(space, Boson):
                c = Op.of(space, (0, 1))
                known = {space.name: c, f"x_of_{space.name}": (c + c.dag) / sqrt(2)}
                known[f"p_of_{space.name}"] = -I * (c - c.dag) / sqrt(2)
                if name in known:
                    return known[name]
        if self.frequency is not None and name == symbol_of(self.frequency).name:
            return self.frequency
        return self._structure(name)

    @cached_property
    def _scattering(self) -> dict[str, Scalar]:
        """Entries of the scattering matrix at the frequency ``omega``, by name."""
        found = ports_of(self.model)
        return {f"S_{k}_{j}": entry for (k, j), entry in found.entries.items()} if found else {}

    def _structure(self, name: str) -> Any:
        if name.startswith("S_") and name in self._scattering:
            return self._scattering[name]
        match name:
            case "hamiltonian":
                return self.master.hamiltonian
            case "hopping":
                return self.master.hamiltonian - self.model.hamiltonian
            case "drift":
                return Grid(self.langevin.quadrature_drift)
            case "diffusion":
                return Grid(self.langevin.diffusion)
            case "covariance":
                return self._covariance()
            case "rho":
                return density()
        return self.counting.value(name)

    @cached_property
    def counting(self) -> CountingQuantities:
        """Currents, cumulants and the Riccati equation."""
        return CountingQuantities(self)

    def _covariance(self) -> Grid:
        """Symmetrised second moments of the quadratures at zero mean fields."""
        names = [f"{x}_of_{mode.name}" for mode in self.langevin.modes for x in "xp"]
        quadratures = [self.value(name, True) for name in names]
        return Grid(tuple(tuple(Mean((a * b + b * a) / 2) for b in quadratures) for a in quadratures))

    @cached_property
    def definitions(self) -> dict[str, Scalar]:
        """The abbreviations by name: their symbols where they serve as coordinates, else their values."""
        coordinates = [d for d, _, _ in self._coordinates]
        found = {}
        for d in self.model.definitions:
            name = next(g.name for g in d.symbol.generators)
            found[name] = d.symbol if d in coordinates else d.value
        return found

    @cached_property
    def _coordinates(self) -> tuple[tuple[Any, Generator, Scalar], ...]:
        """Abbreviations that serve as coordinates, each with the parameter it replaces and that one's value.

        The last plain parameter that no earlier abbreviation has replaced: ``Delta_1 = omega_1 - omega_d`` replaces
        omega_d and ``Delta_2 = omega_2 - omega_d`` then omega_2.
        """
        found: list[tuple[Any, Generator, Scalar]] = []
        for d in self.model.definitions:
            value = substitute(d.value, {g: image for _, g, image in found})
            own = {g for known, _, _ in found for g in known.symbol.generators}
            plain = [g for g in value.generators if g.role is Role.VALUE and g not in own]
            if not plain or any(g.role is not Role.VALUE for g in value.generators):
                continue
            g = plain[-1]
            rest = substitute(value, {g: constant(0)})
            slope = substitute(value, {g: constant(1)}) - rest
            if not slope or g in slope.generators or rest + slope * from_generator(g) != value:
                continue
            image = (d.symbol - rest) / slope
            found = [(known, k, substitute(old, {g: image})) for known, k, old in found]
            found.append((d, g, image))
        return tuple(found)

    @cached_property
    def coordinates(self) -> dict[Generator, Scalar]:
        """Images that express a model's parameters by its abbreviations: ``omega_2 = omega_1 + Delta``."""
        return {g: image for _, g, image in self._coordinates}

    def normal(self, value: Scalar) -> Scalar:
        """A scalar in the coordinates in which claims are compared: parts of couplings in the steady state's
        gauge, parameters expressed by abbreviations."""
        own = {g for image in self.gauge.values() for g in image.generators}
        foreign = [g for g in value.generators if g.role in (Role.REAL_PART, Role.IMAGINARY_PART) and g not in own]
        plain = ungauged(value) if foreign else value
        return substitute(substitute(plain, self.gauge), self.coordinates)

    @cached_property
    def _gauge(self) -> dict[Generator, Scalar]:
        try:
            return dict(self.steady.gauge.images)
        except DeriveError:
            return {}

    @property
    def gauge(self) -> dict[Generator, Scalar]:
        """Images of the complex parameters; none where there is no unique steady state."""
        return self._gauge

    @property
    def style(self) -> Style:
        """The model's abbreviations."""
        return self._style

    @cached_property
    def _style(self) -> Style:
        return Style(self.model.definitions)

    def printed(self) -> dict[str, str]:
        """The printed names of parameters, abbreviations, observables, modes and inputs.

        The Fourier frequency and the currents of quanta have the usual letters where nothing else has.
        """
        names = super().printed()
        names |= {g.symbol.latex: g.name for d in self.model.definitions for g in d.symbol.generators if g.symbol}
        names |= {o.latex: o.name for o in self.model.observables}
        names |= {s.latex_symbol: s.name for s in self.model.spaces if isinstance(s, Boson)}
        names |= {b.latex: b.name for b in self.master.baths}
        return self._usual(names) | names

    def _usual(self, taken: Mapping[str, str]) -> dict[str, str]:
        """Printed names of what the model itself does not name."""
        names = {}
        if self.frequency is not None:
            symbol = symbol_of(self.frequency)
            names[symbol.latex] = symbol.name
        if not any(latex.startswith(r"\eta") for latex in taken):
            names |= {rf"\eta_{{{k}}}": f"eta_{k}" for k, _ in enumerate(self.master.baths, 1)}
        return names

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The dissipator ``D[L] rho``."""
        return {"dissipator": dissipator}

    def conditions(self, spoken: Spoken) -> Conditions:
        """Where the steady state that a claim speaks of is reached, in words and as scalars that must be positive.

        Raises
        ------
        SteadyStateError
            when the assumptions leave no stable point: the closed form then belongs to no state.
        """
        if spoken.moving or not self._speaks_of_steady_state(spoken):
            return Conditions()
        self._check_unique(spoken)
        try:
            found = stability(self.langevin)
        except DeriveError:
            return Conditions()
        left = tuple(c for c in found.conditions if self._open_condition(spoken, c))
        if found.always:
            return Conditions()
        conditions = " and ".join(f"{c} > 0" for c in found.conditions)
        words = f"stable: {conditions}" if conditions else f"where it is stable ({found.reason})"
        return Conditions((words,), left)

    def _speaks_of_steady_state(self, spoken: Spoken) -> bool:
        text = spoken.text
        return r"\langle" in text or spoken.mapped or any(o.latex in text for o in self.model.observables)

    def _check_unique(self, spoken: Spoken) -> None:
        """Refuse values at which the moment equations have no unique steady state; limits are another matter."""
        if not spoken.under.sets_values:
            return
        rows = [{j: spoken.under.put_in(self.normal(c)) for j, c in row.items()} for row in self.equations.rows]
        for point in points([c for row in rows for c in row.values()], 2):
            if determinant([{j: x for j, c in row.items() if (x := point.at(c))} for row in rows]):
                return
        raise SteadyStateError(
            spoken.where,
            "the steady state must be unique under the assumptions",
            "moment equations that are singular there: a quantity is conserved",
            r"take a limit (\to 0) in the place of a value",
        )

    def _open_condition(self, spoken: Spoken, condition: Scalar) -> bool:
        """Whether a stability condition can be put under the assumptions; refuses what never holds there."""
        try:
            here = spoken.under.apply(self.normal(condition))
        except ExactError:
            return False
        if sign_of(here) in (Sign.ZERO, Sign.NONPOSITIVE, Sign.NEGATIVE):
            raise SteadyStateError(
                spoken.where,
                f"the steady state must be stable, which asks for {condition} > 0",
                "assumptions that forbid it",
                "change the assumptions; the formula belongs to no state there",
            )
        return True


def generator_of(master: Master) -> Superoperator:
    """``d rho/dt`` of a master equation: the adjoint of what acts on operators."""
    rho, hamiltonian = density(), master.hamiltonian
    total = (rho * hamiltonian - rho.after(hamiltonian)) * I
    for emit, absorb, weight in master.jumps:
        loss = emit * absorb
        total = total + (rho.after(absorb) * emit - (rho.after(loss) + rho * loss) / 2) * weight
    return total
