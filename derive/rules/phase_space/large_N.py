r"""The thermodynamic limit of a driven system: ``a = alpha sqrt(N) + delta``, order by order in ``1/sqrt(N)``.

In the variable ``nu = mu - alpha sqrt(N)`` the Fokker-Planck operator is a sum of powers of ``sqrt(N)``.  The power one
is the drift of the means: it vanishes where ``dalpha/dt`` solves the mean-field equations, which are read off it.  The
power zero is the Gaussian theory.  Entropy flux and production split into a part extensive in N and what fluctuations
give [Goes, Fiore and Landi, Phys. Rev. Research 2, 013136 (2020), Eqs. (7), (8), (A3)-(A10)],

    Phi = Phi_ext + Phi_q + linear,    Pi = Pi_ext + Pi_u + Pi_d + linear,    Pi_ext = Phi_ext,

where ``linear`` is the same in both: proportional to the mean of delta, it vanishes for an alpha that is the exact mean
and is of order one for one that solves the mean-field equations only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property, reduce
from operator import mul

from derive.algebra.boson import Boson
from derive.algebra.differential import Plane, variables
from derive.algebra.operator import IDENTITY, Op
from derive.algebra.space import Space
from derive.driven.model import mode_of
from derive.equations import Step
from derive.errors import ModelError
from derive.exact.powers import by_power
from derive.exact.scalar import Scalar, constant
from derive.expr import Name, Node
from derive.model import Model
from derive.parameters import complex_, real, sqrt, symbol_of
from derive.rules.driven.displacement import displaced, renamed
from derive.rules.phase_space.correspondence import Correspondence, Distribution, correspondence, fokker_planck
from derive.rules.phase_space.entropy import Balance, ChannelEntropy, entropy_balance
from derive.rules.phase_space.integrals import Density, Dropped, against_logarithm, reduced
from derive.rules.phase_space.split import component

SOURCE = "Goes, Fiore and Landi, Phys. Rev. Research 2, 013136 (2020), Appendix A"
LOWEST = -2
"""The lowest power of sqrt(N) that is kept on record."""


class Mean(Enum):
    """What alpha is: the exact mean ``<a>/sqrt(N)``, or a solution of the mean-field equations."""

    EXACT = "exact mean"
    FIELD = "mean field"


@dataclass(frozen=True)
class Extensive:
    """One channel in the thermodynamic limit.

    Parameters
    ----------
    name : of the channel.
    external : ``Pi_ext = Phi_ext``, proportional to N.
    linear : the operator whose mean is added to Phi and to Pi alike; its mean vanishes with that of the fluctuations.
    flux : the operator of Phi_q, in the fluctuations.
    production : the density of Pi_d, in nu.
    """

    name: str
    external: Scalar
    linear: Op
    flux: Op
    production: Density


@dataclass(frozen=True)
class LargeN:
    """A Fokker-Planck equation and its entropy balance about the means, by powers of ``sqrt(N)``.

    Parameters
    ----------
    balance : exact, before displacement.
    size : N.
    means : alpha of every mode, in their order.
    mean : what alpha is.
    correspondence : the fluctuations ``delta`` and their planes ``nu``.
    unitary, dissipative : the parts of the Fokker-Planck operator by powers of ``sqrt(N)``, highest first.
    channels : the split of flux and production.
    """

    balance: Balance
    size: Scalar
    means: tuple[Scalar, ...]
    mean: Mean
    correspondence: Correspondence
    unitary: dict[int, Op]
    dissipative: tuple[dict[int, Op], ...]
    channels: tuple[Extensive, ...]

    @property
    def modes(self) -> tuple[Boson, ...]:
        """The modes of the fluctuations."""
        return self.correspondence.modes

    @property
    def planes(self) -> tuple[Plane, ...]:
        """The planes of nu."""
        return self.correspondence.planes

    def order(self, power: int) -> Op:
        """The whole Fokker-Planck operator at one power of ``sqrt(N)``."""
        return sum((part.get(power, Op({})) for part in self.dissipative), self.unitary.get(power, Op({})))

    @cached_property
    def motion(self) -> tuple[Scalar, ...]:
        """``dalpha/dt`` of every mode, for which the power one vanishes: the mean-field equations."""
        leading = self.order(1)
        return tuple(-leading.coefficient(((plane, (0, 0, 1, 0)),)) for plane in self.planes)

    @cached_property
    def currents(self) -> tuple[Op, ...]:
        """``J^nu`` of every variable, of all channels together: the currents without what moves the means."""
        own = [part.get(0, Op({})) for part in self.dissipative]
        return tuple(sum((component(op, plane) for op in own), Op({})) for plane in self.planes)

    def unitary_production(self, power: int = 0) -> tuple[Density, tuple[Dropped, ...]]:
        """Pi_u at one power of ``sqrt(N)``, with the boundary terms dropped; there is none at power one."""
        moved, first = against_logarithm(self.unitary.get(power, Op({})))
        density, second = reduced(moved)
        return density, tuple(dict.fromkeys((*first, *second)))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What was assumed, what was dropped, and what the means obey."""
        n = symbol_of(self.size)
        moved = tuple(
            (Name(f"{old.name}", old.latex_symbol), Op.scalar(mean * sqrt(self.size)) + Op.of(new, (0, 1)))
            for old, new, mean in zip(
                self.balance.equation.correspondence.modes, self.correspondence.modes, self.means, strict=True
            )
        )
        equations: tuple[tuple[str | Node, Scalar], ...] = tuple(
            (f"d({mean})/dt", right) for mean, right in zip(self.means, self.motion, strict=True)
        )
        rest = {power: self.order(power) for power in sorted(self.unitary, reverse=True) if power < 0}
        lost = tuple((f"dropped, of order {n.name}^({power}/2)", op) for power, op in rest.items() if op)
        meaning = {
            Mean.EXACT: "alpha is the exact mean <a>/sqrt(N): terms linear in the fluctuations average to zero.",
            Mean.FIELD: "alpha solves the mean-field equations: fluctuations have a mean of order 1/sqrt(N), and "
            "the linear terms of flux and production, equal to each other, are of order one.",
        }
        return (
            Step(
                "displacement", f"Modes about their means of order sqrt({n.name}). {meaning[self.mean]}", moved, SOURCE
            ),
            Step("mean field", f"The order sqrt({n.name}) of the Fokker-Planck operator moves the means.", equations),
            Step("thermodynamic limit", f"Powers of sqrt({n.name}) below zero are dropped.", lost, SOURCE),
        )


def large_N(
    model: Model,
    size: Scalar,
    means: Mapping[Op, Scalar],
    mean: Mean = Mean.EXACT,
    distribution: Distribution = Distribution.HUSIMI,
    letter: str = "nu",
) -> LargeN:
    """A model about means that grow as ``sqrt(N)``.

    Parameters
    ----------
    model : its parameters scale with ``size`` as they stand: ``u/(2*N)*a.dag**2*a**2``, ``epsilon*sqrt(N)*a``.
    size : N, a positive parameter.
    means : by annihilation operator, the complex parameter alpha; modes left out have none.
    mean : what alpha is, see `Mean`.
    distribution, letter : of the fluctuations.

    Raises
    ------
    ModelError
        where the Hamiltonian is not extensive at the means: its coefficients must scale as ``N^(1 - (r+s)/2)``.
    """
    balance = entropy_balance(fokker_planck(model, distribution))
    known = {mode_of(f"model {model.name!r}, means", op, model.spaces): value for op, value in means.items()}
    modes = balance.equation.correspondence.modes
    alphas = tuple(known.get(mode, constant(0)) for mode in modes)
    shifts: dict[Space, Scalar] = {m: alpha * sqrt(size) for m, alpha in zip(modes, alphas, strict=True)}
    fluctuations = tuple(Boson(f"delta_{m.name}", rf"\delta {m.latex_symbol}") for m in modes)
    map_ = Correspondence(distribution, fluctuations, correspondence(distribution, modes, letter).planes)
    planes = dict(
        zip(balance.equation.correspondence.planes, zip(map_.planes, shifts.values(), strict=True), strict=True)
    )
    unitary = powers(translated(balance.equation.unitary, planes), size)
    _check_extensive(model, unitary)
    dissipative = tuple(powers(translated(op, planes), size) for op in balance.equation.dissipative)
    names: dict[Space, Space] = dict(zip(modes, fluctuations, strict=True))
    channels = tuple(_extensive(c, shifts, names, planes, size) for c in balance.channels)
    return LargeN(balance, size, alphas, mean, map_, unitary, dissipative, channels)


Shifts = Mapping[Plane, tuple[Plane, Scalar]]
"""For each plane the one of the displaced variable, and the displacement."""


def translated(op: Op, shifts: Shifts) -> Op:
    """A differential operator in the variables ``nu = mu - shift``; derivatives are the same."""
    total = Op({})
    for word, c in op.terms.items():
        image = Op.scalar(c)
        for space, element in word:
            plane, shift = shifts[space]  # type: ignore[index]
            nu, bar, d, d_bar = variables(plane)
            factors = (nu + shift, bar + shift.conjugate(), d, d_bar)
            image = reduce(mul, (f**n for f, n in zip(factors, element, strict=True) if n), image)
        total = total + image
    return total


def powers(op: Op, size: Scalar, lowest: int = LOWEST) -> dict[int, Op]:
    """An operator by powers of ``sqrt(N)``, highest first, without zeros."""
    found: dict[int, Op] = {}
    for word, c in op:
        for power, weight in by_power(c, symbol_of(size), lowest).items():
            found[power] = found.get(power, Op({})) + Op({word: weight})
    return {power: found[power] for power in sorted(found, reverse=True) if found[power]}


def extensive_hamiltonian(a: Op, size: Scalar, order: int, letter: str = "h") -> Op:
    """``N sum h_rs (a.dag/sqrt(N))^r (a/sqrt(N))^s`` for ``1 <= r + s <= order``, Eq. (A3).

    ``h_rs`` for r > s is a complex parameter, ``h_sr`` its conjugate, ``h_rr`` is real.
    """
    total = Op({})
    for r in range(order + 1):
        for s in range(min(r, order - r) + 1):
            if r + s:
                name = f"{letter}_{r}{s}"
                h: Scalar = real(name) if r == s else complex_(name)
                term = h * size ** Fraction(2 - r - s, 2) * (a.dag**r * a**s)
                total = total + (term if r == s else term + term.dag)
    return total


def _check_extensive(model: Model, unitary: Mapping[int, Op]) -> None:
    high = max(unitary, default=0)
    if high > 1:
        word, c = next(iter(unitary[high]))
        raise ModelError(
            f"model {model.name!r}, thermodynamic limit",
            "the Hamiltonian must be extensive at the means: the coefficient of a.dag**r*a**s of order N**(1-(r+s)/2)",
            f"{Op({word: c})} in the Fokker-Planck operator at order N**({high}/2)",
            "write u/N for the coefficient of a.dag**2*a**2, epsilon*sqrt(N) for that of a",
        )


def _extensive(
    entropy: ChannelEntropy,
    shifts: Mapping[Space, Scalar],
    names: Mapping[Space, Space],
    planes: Shifts,
    size: Scalar,
) -> Extensive:
    """Flux by powers of ``sqrt(N)``; production with the displaced currents, whose drift has no constant part."""
    by = powers(renamed(displaced(entropy.flux, shifts), names), size)
    external = by.get(2, Op({})).coefficient(IDENTITY) * size
    linear = by.get(1, Op({})) * sqrt(size)
    production = Density({})
    for (i, j), k in entropy.inverse.items():
        left, right = (_displaced_current(entropy, direction, planes, size) for direction in (i, j))
        production = production + (left * right).times(k)
    return Extensive(entropy.channel.name, external, linear, by.get(0, Op({})), production)


def _displaced_current(entropy: ChannelEntropy, direction: tuple[Plane, int], planes: Shifts, size: Scalar) -> Density:
    """``J^nu``: the current without the part ``sqrt(N) A(alpha) Q`` that moves the means."""
    return Density.of(powers(translated(entropy.channel.current(direction), planes), size).get(0, Op({})))
