"""What claims may say of counting statistics: currents, cumulants, the Riccati equation at a covariance of symbols.

``k`` is the position of a bath, from 1, those of the channels last.  The counting field is the symbol
``counting_field`` (printed s), the covariance's entries are ``V_i_j``; both are parameters of no model.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from derive.claims.values import Grid
from derive.exact.exponential import exponential
from derive.exact.gauge import ungauged
from derive.exact.scalar import Scalar, constant
from derive.parameters import real
from derive.rules.counting.cumulants import Cumulants
from derive.rules.counting.currents import current_operator, heat_operator
from derive.rules.counting.riccati import Counted, Riccati, riccati_of
from derive.rules.counting.single import quadratic
from derive.rules.gaussian import Rows

if TYPE_CHECKING:
    from derive.engines.lindblad.quantities import LindbladQuantities

HIGHEST = 4
"""The highest order of cumulants that have a name."""
PARTS: dict[str, Callable[[Counted], Rows]] = {
    "quadratic": lambda term: term.quadratic,
    "linear": lambda term: term.linear,
    "constant": lambda term: term.constant,
}
SHAPE = re.compile(r"(?P<what>[a-z_]+?)_(?P<first>\d+)(?:_(?P<second>\d+))?")


class CountingQuantities:
    """The quantities of counting by name.

    ``eta_k``, ``heat_k``
        stationary current of quanta and of energy into bath k.
    ``cumulant_k_n``, ``noise_j_k``
        cumulant of order n of one bath; joint cumulant of first order in each of two.
    ``riccati_k``, ``theta_at_V_k``
        dV/dt and theta with bath k counted, at the covariance ``tilted_covariance`` and the field ``counting_field``.
    ``tilt_quadratic_k``, ``tilt_linear_k``, ``tilt_constant_k``
        Q(s), X(s), C(s) of ``dV/dt = A V + V A^T + N + V Q V + X V + V X^T + C``; with ``_slope`` before the number
        their derivatives at s = 0.
    ``theta_k``
        theta(s) in closed form, for one mode.
    """

    def __init__(self, of: LindbladQuantities):
        self.of = of

    def names(self) -> dict[str, str]:
        """Every name with its kind."""
        found = {"counting_field": "scalar", "tilted_covariance": "matrix"}
        for k, _ in enumerate(self.of.master.baths, 1):
            found |= {f"{what}_{k}": "scalar" for what in ("eta", "heat", "theta", "theta_at_V")}
            found |= {f"cumulant_{k}_{n}": "scalar" for n in range(1, HIGHEST + 1)}
            found |= {f"noise_{j}_{k}": "scalar" for j, _ in enumerate(self.of.master.baths, 1) if j != k}
            found |= {f"riccati_{k}": "matrix"}
            found |= {f"tilt_{part}{slope}_{k}": "matrix" for part in PARTS for slope in ("", "_slope")}
        return found

    def value(self, name: str) -> Any:
        """What a name stands for.

        Raises
        ------
        KeyError
            for a name that is not among `names`.
        """
        if name not in self.names():
            raise KeyError(name)
        if name == "counting_field":
            return self.field
        if name == "tilted_covariance":
            return Grid(self.covariance)
        what, first, second = self._parts(name)
        bath = first - 1
        match what:
            case "eta":
                return ungauged(self.of.mean(current_operator(self.of.master, bath)))
            case "heat":
                return ungauged(self.of.mean(heat_operator(self.of.master, bath)))
            case "cumulant":
                return self._cumulant({bath: second})
            case "noise":
                return self._cumulant({bath: 1, second - 1: 1})
            case "theta":
                return quadratic(self.riccati, self._fields(bath)).value()
            case "theta_at_v":
                return self.riccati.theta(self.covariance, self._fields(bath))
            case "riccati":
                return Grid(self.riccati.right(self.covariance, self._fields(bath)))
        part = what.removeprefix("tilt_").removesuffix("_slope")
        return self._tilt(PARTS[part], bath, what.endswith("_slope"))

    @staticmethod
    def _parts(name: str) -> tuple[str, int, int]:
        match = SHAPE.fullmatch(name.lower())
        if match is None:
            raise KeyError(name)
        return match["what"], int(match["first"]), int(match["second"] or 0)

    @cached_property
    def field(self) -> Scalar:
        """The symbol s."""
        made: Scalar = real("counting_field", latex="s", meaning="counting field")
        return made

    @cached_property
    def covariance(self) -> Rows:
        """A symmetric matrix of symbols."""
        size = range(1, 2 * len(self.of.langevin.modes) + 1)
        entries = {(i, j): real(f"V_{i}_{j}", latex=f"V_{{{i},{j}}}") for i in size for j in size if i <= j}
        return tuple(tuple(entries[min(i, j), max(i, j)] for j in size) for i in size)

    @cached_property
    def riccati(self) -> Riccati:
        """The Riccati equation with all baths counted that can be."""
        return riccati_of(self.of.langevin, self.of.master)

    @cached_property
    def cumulants(self) -> Cumulants:
        """The cumulants."""
        return Cumulants(self.riccati)

    def _cumulant(self, orders: dict[int, int]) -> Scalar:
        return ungauged(self.cumulants.cumulant(orders))

    def _fields(self, bath: int) -> dict[int, Scalar]:
        return {bath: exponential(-self.field)}

    def _tilt(self, part: Callable[[Counted], Rows], bath: int, slope: bool) -> Grid:
        z, size = exponential(-self.field), range(2 * len(self.of.langevin.modes))
        total = [[constant(0)] * len(size) for _ in size]
        for term in self.riccati.terms:
            if term.bath == bath:
                # d/ds (exp(-+s) - 1) = -+1 at s = 0: less what the bath gains.
                factor = constant(-term.direction.value) if slope else term.direction.factor(z) - 1
                rows = part(term)
                total = [[total[i][j] + factor * rows[i][j] for j in size] for i in size]
        return Grid(tuple(map(tuple, total)))
