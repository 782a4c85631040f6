r"""Fluctuations about a mean field, to quadratic order.

``a -> alpha + d`` gives H order by order in the fluctuations.  The linear terms, together with those that the baths
give, are the mean-field equations and vanish where these are stationary; quadratic terms are kept; cubic ones carry a
coupling g where the quadratic ones have g alpha, and are dropped where |alpha| is large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.operator import IDENTITY, Op
from derive.algebra.space import Space
from derive.conditions import Condition
from derive.driven.model import DrivenModel, mode_of
from derive.equations import HAMILTONIAN, Step
from derive.errors import ExactError, ModelError
from derive.exact.abbreviate import Abbreviation
from derive.exact.ring import Generator
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, substitute, symbols_of
from derive.expr import Name
from derive.kinds import need, need_mapping
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, symbol_of
from derive.rules.driven.displacement import above, displaced, of_order, renamed
from derive.rules.driven.frame import in_frame
from derive.rules.driven.linewidth import linewidth
from derive.rules.driven.meanfield import MeanField, mean_field, solved_for

Images = dict[Generator, Scalar]


def linearised(
    driven: DrivenModel,
    fluctuations: Mapping[Op, Op] | None = None,
    couplings: Mapping[Any, Any] | None = None,
    name: str = "",
    title: str = "",
    observables: tuple[Observable, ...] = (),
    definitions: tuple[Abbreviation, ...] = (),
) -> Model:
    """The quadratic model of the fluctuations about the mean field of a driven system.

    Parameters
    ----------
    driven : its frame must leave no explicit time; its ``means`` say which modes are displaced.
    fluctuations : names for what is left of the modes, ``{a: d_a}``; the modes' own by default.
    couplings : enhanced couplings to print, ``{G: g*alpha}``, each in place of one mean field.
    name, title, observables, definitions : of the new model.

    Raises
    ------
    ModelError
        for a frame that leaves time dependence, a coupling that names no mean field, a mean field left in the result
        without having been declared.
    """
    need("linearised", "driven", driven, DrivenModel, "write DrivenModel(name, hamiltonian, means={a: alpha}, ...)")
    model, mean = in_frame(driven), mean_field(driven)
    stated = {op.spaces[0]: value for op, value in driven.means.items()}
    names = _names(driven, fluctuations or {})
    images = _images(driven, couplings or {}, set(map(str, stated.values())))

    def image(op: Op) -> Op:
        return renamed(op, names).map(lambda c: substitute(c, images))

    _check_means(driven, mean)
    _check_channels(driven)
    full = displaced(model.hamiltonian, stated) + pulled([displaced(b.coupling, stated) for b in model.baths])
    kept, dropped = image(of_order(full, 2)), image(above(full, 2))
    lost = [(b, rest) for b in model.baths if (rest := image(above(displaced(b.operator, stated), 1)))]
    return Model(
        name or f"{driven.name}_linear",
        kept,
        tuple(_bath(b, image(of_order(displaced(b.operator, stated), 1))) for b in model.baths),
        tuple(_cascade(c, stated, image) for c in model.cascades),
        observables,
        definitions,
        title or f"{driven.title or driven.name}, linearised",
        driven.paper,
        driven.source,
        driven.notes,
        derived=(*model.derived, *_steps(mean, kept, dropped, lost, names)),
        conditions=(*_strong(stated, dropped, lost, images), *_shifts(mean, stated, images)),
        values=driven.values,
        expected=driven.expected,
    )


def _check_means(driven: DrivenModel, mean: MeanField) -> None:
    """A mode without declared mean must be one that nothing pushes: its mean would be dropped silently."""
    stated = {op.spaces[0] for op in driven.means}
    nothing = {
        g: constant(0)
        for m, value in zip(mean.modes, mean.means, strict=True)
        if m not in stated
        for g in value.generators
    }
    conjugates = {from_generator(g).conjugate().generators[0]: constant(0) for g in nothing}
    for mode, right in zip(mean.modes, mean.right, strict=True):
        if mode not in stated and (force := substitute(right, {**nothing, **conjugates})):
            raise ModelError(
                f"model {driven.name!r}, means",
                "a mode that is pushed must have a mean field",
                f"{mode.name}, on which {force} acts",
                f'add {mode.name} to `means` with complex_("..."), or to `neglected`',
            )


def _check_channels(driven: DrivenModel) -> None:
    for cascade in driven.cascades:
        for stage in cascade.stages:
            if above(stage, 1):
                todo = "state the channel's stages with single annihilation operators"
                must = "a one-way channel must be linear in the modes to be linearised"
                raise ModelError(f"model {driven.name!r}, cascades", must, str(stage), todo)


def pulled(couplings: Sequence[Op]) -> Op:
    """The Hamiltonian that the constant part of each coupling gives: ``D[L + c] = D[L] - i [i (c* L - c L.dag)/2, .]``.

    Emission and absorption give it with weights N + 1 and -N, so that occupations drop out; squeezing gives none.
    """
    total = Op({})
    for coupling in couplings:
        c = coupling.coefficient(IDENTITY)
        rest = coupling - Op.scalar(c)
        total = total + (I / 2) * (c.conjugate() * rest - c * rest.dag)
    return total


def _names(driven: DrivenModel, fluctuations: Mapping[Op, Op]) -> dict[Space, Space]:
    where, todo = f"model {driven.name!r}, fluctuations", "write {a: d_a} with d_a = boson(...)"
    need_mapping(where, "names of fluctuations", fluctuations, todo)
    names: dict[Space, Space] = {}
    for op, new in fluctuations.items():
        need(where, "the name of a fluctuation", new, Op, todo)
        names[mode_of(where, op, driven.static.spaces)] = mode_of(where, new, new.spaces)
    kept = [names.get(space, space) for space in driven.static.spaces]
    if twice := sorted({space.name for space in kept if kept.count(space) > 1}):
        raise ModelError(where, "every fluctuation must have a name of its own", f"{twice[0]!r} twice", "rename one")
    return names


def _images(driven: DrivenModel, couplings: Mapping[Any, Any], means: set[str]) -> Images:
    """Each mean field by the coupling that stands for it: ``alpha = G/g`` where ``G = g alpha``."""
    where, images = f"model {driven.name!r}, couplings", Images()
    need_mapping(where, "couplings", couplings, "write couplings={G_1: g_1 * alpha_1}")
    for coupling, product in couplings.items():
        value = as_scalar(product)
        if as_scalar(coupling) is None:
            raise ModelError(where, "a coupling must be a scalar", repr(coupling), 'declare it: positive("G_1")')
        mean = (
            next((from_generator(g) for g in value.generators if str(from_generator(g)) in means), None)
            if value
            else None
        )
        if value is None or mean is None:
            todo = "write couplings={G_1: g_1 * alpha_1}"
            raise ModelError(where, "a coupling must be a multiple of one mean field", str(product), todo)
        factor = value / mean
        if set(mean.generators) & set(factor.generators):
            raise ModelError(where, "a coupling must be linear in its mean field", str(product))
        images |= solved_for(mean, coupling / factor)
    return images


def _bath(bath: Bath, operator: Op) -> Bath:
    return Bath(operator, bath.rate, bath.occupation, bath.squeezing, bath.name, bath.latex)


def _cascade(cascade: Cascade, means: Mapping[Space, Scalar], image: Any) -> Cascade:
    stages = tuple(image(of_order(displaced(stage, means), 1)) for stage in cascade.stages)
    return Cascade(stages, cascade.phases, cascade.occupation, cascade.squeezing, cascade.name, cascade.latex)


def _rate_of(mean: Scalar) -> Name:
    symbol = symbol_of(mean)
    return Name(f"d{symbol.name}/dt", rf"\frac{{d}}{{dt}} {symbol.latex}")


def _steps(
    mean: MeanField, kept: Op, dropped: Op, rest: list[tuple[Bath, Op]], names: Mapping[Space, Space]
) -> tuple[Step, ...]:
    equations = tuple((_rate_of(value), right) for value, right in zip(mean.means, mean.right, strict=True))
    steps = [
        Step(
            "mean field",
            "Means of products are replaced by products of means; linear terms of the fluctuations vanish where these "
            "equations are stationary.",
            equations,
        )
    ]
    if mean.neglected:
        shifted = ", ".join(mode.name for mode, _ in mean.neglected)
        steps.append(
            Step("static shift", f"The mean of {shifted} is left out of the equations of the others, by assumption.")
        )
    moved = ", ".join(f"{old.name} -> mean + {new.name}" for old, new in names.items()) or "modes -> mean + fluctuation"
    lost: tuple[tuple[str, Op], ...] = (("dropped", dropped),) if dropped else ()
    lost += tuple((f"dropped of bath {bath.name or bath.operator}", op) for bath, op in rest)
    text = f"{moved}; terms of second order are kept."
    steps.append(Step("linearisation", text, ((HAMILTONIAN, kept), *lost)))
    return tuple(steps)


def _strong(means: Mapping[Space, Scalar], dropped: Op, lost: list[tuple[Bath, Op]], images: Images) -> list[Condition]:
    """Fluctuations of a displaced mode must be small beside its mean wherever cubic terms with it are dropped."""
    if not dropped and not lost:
        return []
    return [
        Condition(
            f"cubic terms are dropped: the mean field of {mode.name} must be large",
            constant(1),
            substitute(mean, images),
        )
        for mode, mean in means.items()
    ]


def _shifts(mean: MeanField, means: Mapping[Space, Scalar], images: Images) -> list[Condition]:
    """What a neglected mean changes of the quadratic terms, beside the linewidths of the modes it couples or shifts."""
    found: list[Condition] = []
    for mode, right in mean.neglected:
        value = _stationary(mode, right)
        if value is None:
            continue
        full = of_order(displaced(mean.model.hamiltonian, {**means, mode: value}), 2)
        shift = full - of_order(displaced(mean.model.hamiltonian, means), 2)
        seen: list[Op] = []
        for word, c in shift:
            term = Op({word: constant(1)})
            if term.dag in seen:
                continue
            seen.append(term)
            against = sum((linewidth(mean.model, space) for space in term.spaces), constant(0))
            text = f"the static shift of {_shifted(term)} by the mean of {mode.name} is left out"
            found.append(Condition(text, substitute(c, images), substitute(against, images)))
    return found


def _shifted(term: Op) -> str:
    """A mode by its name where its frequency is shifted, else the term that changes."""
    (space, element), *others = next(iter(term.terms))
    return space.name if not others and element == (1, 1) else str(term)


def _stationary(mode: Boson, right: Scalar) -> Scalar | None:
    """The neglected mean itself, from its own equation, which must be linear in it; else nothing is said."""
    symbol = next((s for s in symbols_of([right]) if s.name == f"mean_{mode.name}"), None)
    if symbol is None:
        return None
    g = next(x for x in right.generators if x.symbol == symbol and x.role.name == "VALUE")
    rest = substitute(right, {g: constant(0)})
    slope = substitute(right, {g: constant(1)}) - rest
    if rest + slope * from_generator(g) != right or symbol in symbols_of([rest, slope]):
        return None
    try:
        return -rest / slope
    except ExactError:
        return None
