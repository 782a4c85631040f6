"""Mean-field equations: expectation values of products replaced by products of expectation values.

``d<a>/dt = <generator(a)>`` with every normal-ordered word replaced by its value at ``a -> alpha``: the zeroth order of
the displaced generator, exact where the state is coherent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.algebra.boson import Boson
from derive.algebra.operator import IDENTITY, Op
from derive.algebra.space import Space
from derive.driven.model import DrivenModel
from derive.errors import ClosureError, ModelError
from derive.exact.linear import Singular, solve
from derive.exact.ring import Generator
from derive.exact.scalar import Scalar, constant, from_generator, substitute
from derive.kinds import need
from derive.model import Model
from derive.parameters import complex_, value_of
from derive.rules.driven.displacement import displaced
from derive.rules.driven.frame import in_frame
from derive.rules.lindblad import generator
from derive.symbols import Domain, Symbol


@dataclass(frozen=True)
class MeanField:
    """``d alpha_k/dt = right_k(alpha, alpha*)`` for the modes of a model in a frame without explicit time.

    ``means`` are the parameters that stand for the mean fields; a mode whose mean is left out has none, and what that
    neglects of the other equations is ``neglected``, by mode, with the equation of the neglected mean itself.
    """

    model: Model
    modes: tuple[Boson, ...]
    means: tuple[Scalar, ...]
    right: tuple[Scalar, ...]
    neglected: tuple[tuple[Boson, Scalar], ...] = ()

    @cached_property
    def stationary(self) -> dict[Boson, Scalar]:
        """The stationary mean fields, where the equations are linear in them and their conjugates apart.

        Raises
        ------
        ClosureError
            where they are not linear: the branches are a matter of numbers, see the generated module.
        """
        own = [_generator(mean) for mean in self.means]
        zero = dict.fromkeys(own, constant(0))
        rows: list[dict[int, Scalar]] = []
        for right in self.right:
            rest = substitute(right, zero)
            slopes = {j: substitute(right, {**zero, g: constant(1)}) - rest for j, g in enumerate(own)}
            linear = sum((c * from_generator(own[j]) for j, c in slopes.items()), rest)
            if linear != right:
                raise ClosureError(
                    f"model {self.model.name!r}, stationary mean field",
                    "the equations must be linear in the mean fields to be solved in closed form",
                    f"d alpha/dt = {right}",
                    "find the branches with the generated module (numerics.relaxation.rest), or neglect a static shift",
                )
            rows.append({j: c for j, c in slopes.items() if c})
        sources = [-substitute(right, zero) for right in self.right]
        try:
            return dict(zip(self.modes, solve(rows, sources), strict=True))
        except Singular:
            todo = "add a bath or a detuning"
            raise ClosureError(
                f"model {self.model.name!r}, stationary mean field", "it must be unique", "singular equations", todo
            ) from None


def mean_field(driven: DrivenModel) -> MeanField:
    """The mean-field equations of a driven system in its frame.

    Modes without a declared mean get a complex parameter ``mean_<name>``, unless their mean is neglected.
    """
    need("mean_field", "driven", driven, DrivenModel, "write DrivenModel(name, hamiltonian, means={a: alpha}, ...)")
    model = in_frame(driven)
    neglected = {op.spaces[0] for op in driven.neglected}
    stated = {op.spaces[0]: mean for op, mean in driven.means.items()}
    modes = tuple(s for s in model.spaces if isinstance(s, Boson))
    if len(modes) < len(model.spaces):
        raise ModelError(
            f"model {driven.name!r}, mean field", "every space must be a bosonic mode", "levels among them"
        )
    every: dict[Space, Scalar] = {mode: stated.get(mode) or _parameter(mode) for mode in modes}
    kept = {mode: every[mode] for mode in modes if mode not in neglected}
    master = generator(model)
    rates = {mode: master(Op.of(mode, (0, 1))) for mode in modes}
    right = tuple(
        displaced(rates[mode], {**every, **dict.fromkeys(neglected, constant(0))}).coefficient(IDENTITY)
        for mode in kept
    )
    left_out = tuple((mode, displaced(rates[mode], every).coefficient(IDENTITY)) for mode in modes if mode in neglected)
    return MeanField(model, tuple(kept), tuple(kept.values()), right, left_out)


def _parameter(mode: Boson) -> Scalar:
    made: Scalar = complex_(f"mean_{mode.name}", latex=rf"\langle{mode.latex_symbol.replace(' ', '')}\rangle")
    return made


def _generator(mean: Scalar) -> Generator:
    if len(mean.generators) != 1 or mean != from_generator(mean.generators[0]):
        raise ModelError("mean field", "a mean must be a single complex parameter", str(mean), 'complex_("alpha")')
    return mean.generators[0]


def solved_for(mean: Scalar, value: Scalar) -> dict[Generator, Scalar]:
    """Images that put a value in for a mean field and its conjugate."""
    g = _generator(mean)
    symbol: Symbol | None = g.symbol
    if symbol is None or symbol.domain is not Domain.COMPLEX:
        raise ModelError("mean field", "a mean must be a complex parameter", str(mean), 'complex_("alpha")')
    conjugate = value_of(symbol).conjugate().generators[0]
    return {g: value, conjugate: value.conjugate()}
