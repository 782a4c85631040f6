"""Everything a claim may speak of in phase space: variables and derivatives, ``U``, currents, flux, productions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.differential import Plane, variables
from derive.algebra.operator import IDENTITY, Op
from derive.claims.quantities import Quantities, abbreviations, printed_abbreviations
from derive.claims.values import Grid
from derive.driven.model import TIME
from derive.engines.phase_space.averages import Average
from derive.engines.phase_space.derivation import limit_of
from derive.engines.phase_space.functions import conjugate, modulus, partial
from derive.errors import ClaimError
from derive.exact.collect import Style
from derive.exact.scalar import Scalar, constant
from derive.parameters import value_of
from derive.phase_space.model import PhaseSpace
from derive.rules.phase_space.correspondence import FokkerPlanck, correspondence, fokker_planck
from derive.rules.phase_space.entropy import Balance, entropy_balance
from derive.rules.phase_space.integrals import Density, first
from derive.rules.phase_space.large_N import LargeN
from derive.rules.phase_space.split import Split, split


class PhaseSpaceQuantities(Quantities):
    """The derived quantities by name.

    Parameters, modes, the time ``t``, ``hamiltonian``; for every variable ``mu``: ``mu, conj_mu, d_mu, d_conj_mu``, and
    ``dln_mu, dln_conj_mu``, derivatives of ln Q inside an average.  The distribution itself (``Q``, ``W``, ``P``) is
    what differential operators act on; its rate is the Fokker-Planck operator.  ``U`` (``unitary``); ``J_mu`` of all
    channels together, ``J_mu_k`` of the k-th, ``ratio_J_mu`` for J/Q inside an average; ``flux, flux_k`` operators;
    ``Pi_u, Pi_d, Pi_d_k`` averages.  With a size: the variables ``nu`` and their currents alike, ``U_1, U_0`` by powers
    of sqrt(N), ``flux_ext, flux_q``, ``Pi_u_0``, ``Pi_d_q``, and the rates of the means.
    """

    def __init__(self, model: PhaseSpace):
        self.model = model

    @cached_property
    def equation(self) -> FokkerPlanck:
        """The Fokker-Planck equation."""
        return fokker_planck(self.model.model, self.model.distribution, self.model.letter)

    @cached_property
    def split(self) -> Split:
        """Its parts."""
        return split(self.equation)

    @cached_property
    def balance(self) -> Balance:
        """The entropy balance."""
        return entropy_balance(self.equation)

    @cached_property
    def limit(self) -> LargeN:
        """The expansion about the means."""
        return limit_of(self.model)

    def names(self) -> dict[str, str]:
        """Every name `value` knows."""
        found = {s.name: "scalar" for s in self.model.symbols} | {"t": "scalar"}
        found |= dict.fromkeys(abbreviations(self.model.model.definitions), "scalar")
        found |= {s.name: "operator" for s in self._modes}
        found |= dict.fromkeys(self._plain, "operator")
        channels = range(1, len(self.model.model.baths) + len(self.model.model.cascades) + 1)
        found |= {f"{what}_{k}": "operator" for what in ("flux", "Pi_d") for k in channels}
        for plane in self._planes(self.model.letter):
            found |= dict.fromkeys(_variable_names(plane), "operator")
            currents = [f"J_{plane.name}", *(f"J_{plane.name}_{k}" for k in channels)]
            found |= dict.fromkeys((*currents, *(f"ratio_{name}" for name in currents)), "operator")
        if self.model.size is not None:
            for plane in self._planes(self.model.displaced):
                found |= dict.fromkeys((*_variable_names(plane), *_current_names(plane)), "operator")
            found |= dict.fromkeys(("U_1", "U_0", "flux_q", "Pi_u_0", "Pi_d_q"), "operator") | {"flux_ext": "scalar"}
        return found

    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for."""
        for symbol in self.model.symbols:
            if symbol.name == name:
                return value_of(symbol)
        for mode in self._modes:
            if mode.name == name:
                return Op.of(mode, (0, 1))
        for letter in (self.model.letter, *((self.model.displaced,) if self.model.size is not None else ())):
            for plane in self._planes(letter):
                if name in _variable_names(plane):
                    return _variables(plane)[name]
        if name in (short := abbreviations(self.model.model.definitions)):
            return short[name]
        if name not in self.names():
            raise KeyError(name)
        return self._derived(name)

    def _derived(self, name: str) -> Any:
        for known, value in self._values():
            if known == name:
                return value()
        raise KeyError(name)

    def _values(self) -> Iterator[tuple[str, Any]]:
        yield "hamiltonian", lambda: self.equation.master.hamiltonian
        yield self.model.distribution.letter, lambda: Op.scalar(1)
        yield "t", lambda: TIME
        yield from ((name, lambda: self.equation.unitary) for name in ("U", "unitary"))
        yield "flux", lambda: self.balance.flux
        yield "Pi_u", lambda: Average(self.balance.unitary)
        yield "Pi_d", lambda: Average(self.balance.production)
        for i, plane in enumerate(self._planes(self.model.letter)):
            total = sum((c.currents[i] for c in self.split.channels), Op({}))
            for tail, op in (("", total), *((f"_{k}", c.currents[i]) for k, c in enumerate(self.split.channels, 1))):
                yield f"J_{plane.name}{tail}", lambda op=op: op
                yield f"ratio_J_{plane.name}{tail}", lambda op=op: Average(Density.of(op))
        for k in range(1, len(self.split.channels) + 1):
            yield f"flux_{k}", lambda k=k: self.balance.channels[k - 1].flux
            yield f"Pi_d_{k}", lambda k=k: Average(self.balance.channels[k - 1].production)
        if self.model.size is not None:
            yield from self._limits()

    def _limits(self) -> Iterator[tuple[str, Any]]:
        yield "U_1", lambda: self.limit.unitary.get(1, Op({}))
        yield "U_0", lambda: self.limit.unitary.get(0, Op({}))
        yield "flux_ext", lambda: sum((c.external for c in self.limit.channels), constant(0))
        yield "flux_q", lambda: sum((c.flux for c in self.limit.channels), Op({}))
        yield "Pi_u_0", lambda: Average(self.limit.unitary_production()[0])
        yield "Pi_d_q", lambda: Average(sum((c.production for c in self.limit.channels), Density({})))
        for i, plane in enumerate(self._planes(self.model.displaced)):
            yield f"J_{plane.name}", lambda i=i: self.limit.currents[i]
            yield f"ratio_J_{plane.name}", lambda i=i: Average(Density.of(self.limit.currents[i]))

    def printed(self) -> dict[str, str]:
        """The printed names of parameters, modes, variables, derivatives and the distribution."""
        modes = {s.latex_symbol: s.name for s in self._modes}
        letter = self.model.distribution.letter
        found = (
            super().printed() | printed_abbreviations(self.model.model.definitions) | modes | {letter: letter, "t": "t"}
        )
        letters = (self.model.letter, *((self.model.displaced,) if self.model.size is not None else ()))
        for plane in (p for letter in letters for p in self._planes(letter)):
            own, bar = plane.latex_symbol, plane.latex_conjugate
            names = _variable_names(plane)
            found |= dict(zip((own, bar, rf"\partial_{{{own}}}", rf"\partial_{{{bar}}}"), names[:4], strict=True))
        return found

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Derivatives by the variables, conjugates and moduli in phase space."""

        def derivative(value: Any, variable: Any) -> Any:
            return self.rate(value) if variable == TIME else partial(value, variable)

        return {"derivative": derivative, "conj": conjugate, "abs": modulus}

    @property
    def style(self) -> Style:
        """The model's abbreviations."""
        return Style(self.model.model.definitions)

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        """The Fokker-Planck operator for the distribution (``hamiltonian`` or a bath alone as part); rates of means."""
        if isinstance(value, Grid):
            return value.map(lambda v: self.rate(v, part))
        if isinstance(value, Op) and not set(value.terms) - {IDENTITY}:
            return value.coefficient(IDENTITY) * self._contribution(part)
        if isinstance(value, Scalar) and not part:
            if self.model.size is not None:
                for mean, right in zip(self.limit.means, self.limit.motion, strict=True):
                    if mean and value == mean:
                        return right
            return constant(0)
        got = repr(value) + (f" of {', '.join(part)}" if part else "")
        raise ClaimError(f"model {self.model.name!r}", "a rate must be that of the distribution or of a mean", got)

    def _contribution(self, part: tuple[str, ...]) -> Op:
        if not part:
            return self.equation.operator
        own = {"hamiltonian": self.equation.unitary}
        own |= {b.name: op for b, op in zip(self.equation.master.baths, self.equation.dissipative, strict=True)}
        missing = [name for name in part if name not in own]
        if missing:
            known = ", ".join(own)
            raise ClaimError(f"model {self.model.name!r}", f"a contribution must be one of {known}", missing[0])
        return sum((own[name] for name in part), Op({}))

    @property
    def _plain(self) -> tuple[str, ...]:
        return "hamiltonian", self.model.distribution.letter, "U", "unitary", "flux", "Pi_u", "Pi_d"

    @property
    def _modes(self) -> tuple[Boson, ...]:
        return tuple(s for s in self.model.model.spaces if isinstance(s, Boson))

    def _planes(self, letter: str) -> tuple[Plane, ...]:
        """Variables before and after displacement, named after the modes."""
        return correspondence(self.model.distribution, self._modes, letter).planes


def _variable_names(plane: Plane) -> tuple[str, ...]:
    own = plane.name
    return own, f"conj_{own}", f"d_{own}", f"d_conj_{own}", f"dln_{own}", f"dln_conj_{own}"


def _current_names(plane: Plane) -> tuple[str, str]:
    return f"J_{plane.name}", f"ratio_J_{plane.name}"


def _variables(plane: Plane) -> dict[str, Any]:
    slopes = tuple(Average(Density({(first(plane, bar),): Op.scalar(1)})) for bar in (0, 1))
    return dict(zip(_variable_names(plane), (*variables(plane), *slopes), strict=True))
