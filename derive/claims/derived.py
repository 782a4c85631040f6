"""Everything a claim may speak of, derived from one model when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.operator import IDENTITY, Op
from derive.claims.superoperator import Superoperator, density, generator_of
from derive.claims.values import Grid, Mean
from derive.equations import Equations
from derive.errors import ClaimError
from derive.exact.gauge import ungauged
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, substitute
from derive.model import Model
from derive.parameters import I, sqrt, value_of
from derive.rules.gaussian import Langevin, langevin
from derive.rules.lindblad import Generator as Master
from derive.rules.lindblad import generator
from derive.rules.moments import moments
from derive.rules.steady import SteadyState


class Derived:
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

    def rate(self, value: Any) -> Any:
        """The time derivative of a mean (adjoint master equation) or of an operator (Langevin equation).

        Parameters are constant.
        """
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
        modes = self.langevin.modes
        if len(word) != 1 or word[0][0] not in modes or sum(word[0][1]) != 1:
            raise ClaimError(
                "time derivative", "an operator equation must be linear in the modes", repr(Op({word: constant(1)}))
            )
        right = self.langevin.right(modes.index(word[0][0]))
        return right if word[0][1] == (0, 1) else right.dag

    def names(self) -> dict[str, str]:
        """Every name `value` knows, with the kind of thing it is: scalar, operator, matrix."""
        found = {s.name: "scalar" for s in self.model.symbols}
        found |= {d_name: "scalar" for d_name in self.definitions}
        found |= {o.name: "scalar" for o in self.model.observables}
        found |= {s.name: "operator" for s in self.model.spaces if isinstance(s, Boson)}
        found |= {b.name: "operator" for b in self.master.baths}
        found |= {"hamiltonian": "operator", "hopping": "operator"}
        found |= {f"coupling_{k}": "operator" for k, _ in enumerate(self.master.baths, 1)}
        found |= {f"output_{k}": "operator" for k, _ in enumerate(self.master.baths, 1)}
        found |= {f"{x}_of_{s.name}": "operator" for s in self.model.spaces if isinstance(s, Boson) for x in "xp"}
        found |= {"rho": "operator", "dissipator": "function"}
        return found | {"drift": "matrix", "diffusion": "matrix", "covariance": "matrix"}

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
        return self._structure(name)

    def _structure(self, name: str) -> Any:
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
        raise KeyError(name)

    def _covariance(self) -> Grid:
        """Symmetrised second moments of the quadratures at zero mean fields."""
        names = [f"{x}_of_{mode.name}" for mode in self.langevin.modes for x in "xp"]
        quadratures = [self.value(name, True) for name in names]
        return Grid(tuple(tuple(Mean((a * b + b * a) / 2) for b in quadratures) for a in quadratures))

    @cached_property
    def definitions(self) -> dict[str, Scalar]:
        """The abbreviations by name: their symbols where they serve as coordinates, else their values."""
        found = {}
        for d in self.model.definitions:
            name = next(g.name for g in d.symbol.generators)
            found[name] = d.symbol if self._eliminated(d) is not None else d.value
        return found

    @staticmethod
    def _eliminated(definition: Any) -> Generator | None:
        """The parameter a definition replaces: the last plain one in which it is linear."""
        plain = [g for g in definition.value.generators if g.role is Role.VALUE]
        return plain[-1] if plain and len(plain) == len(definition.value.generators) else None

    @cached_property
    def coordinates(self) -> dict[Generator, Scalar]:
        """Images that express a model's parameters by its abbreviations: ``omega_2 = omega_1 + Delta``."""
        images: dict[Generator, Scalar] = {}
        for d in self.model.definitions:
            g = self._eliminated(d)
            if g is not None:
                rest = substitute(d.value, {g: constant(0)})
                slope = substitute(d.value, {g: constant(1)}) - rest
                images[g] = (d.symbol - rest) / slope
        return images

    def normal(self, value: Scalar) -> Scalar:
        """A scalar in the coordinates in which claims are compared: parts of couplings in the steady state's
        gauge, parameters expressed by abbreviations."""
        own = {g for image in self.gauge.values() for g in image.generators}
        foreign = [g for g in value.generators if g.role in (Role.REAL_PART, Role.IMAGINARY_PART) and g not in own]
        plain = ungauged(value) if foreign else value
        return substitute(substitute(plain, self.gauge), self.coordinates)

    @cached_property
    def gauge(self) -> dict[Generator, Scalar]:
        """Images of the complex parameters; none where there is no unique steady state."""
        from derive.errors import DeriveError

        try:
            return dict(self.steady.gauge.images)
        except DeriveError:
            return {}
