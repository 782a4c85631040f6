"""Bodies of generated functions: closed forms, sparse arrays, and index arrays where a system is large.

In: a `derive.emit.module.Function`.  Out: `Body`, its statements and what they need at the module's level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.emit.graph import NONE, ONE, UNIT, Multiple, Operation, Scale
from derive.emit.layout import INDENT, WIDTH, Chain, Enclosed, Level, Text, flat, listing, statement
from derive.emit.lowering import Lowering
from derive.emit.module import Function, Monomial, Parameter, Polynomial, entries, names, shape
from derive.emit.refusals import USED
from derive.emit.sharing import shared
from derive.emit.statements import Statements

STRUCTURED_FROM = 60
"""Entries or monomials beyond which index arrays are shorter, and faster, than one statement each."""
LONGEST_ITEM = 60
"""A longer coefficient is computed on a line of its own."""


@dataclass(frozen=True)
class Body:
    """``lines`` of the body, private ``helpers`` they call, ``tables`` of indices that stand before the function."""

    lines: list[str]
    helpers: set[str]
    tables: list[str]


def body(function: Function, parameters: Sequence[Parameter]) -> Body:
    """The body of a function, its docstring excepted.

    Raises
    ------
    DeriveError : for a formula without a numerical form; see `derive.emit.lowering.Lowering`.
    """
    lowering = Lowering(function, parameters)
    if isinstance(function.result, Polynomial):
        monomials = _monomials(function.result, lowering)
        if len(monomials) > STRUCTURED_FROM:
            return _summed(function, lowering, monomials)
    roots = {place: lowering.entry(node) for place, node in entries(function).items()}
    roots = {place: root for place, root in roots.items() if root.scale.size}
    if not shape(function.result):
        return _scalar(function, lowering, roots.get((), ONE.times(NONE)))
    distinct = len({root.value for root in roots.values()})
    if len(roots) > STRUCTURED_FROM and 2 * distinct <= len(roots):
        return _gathered(function, lowering, roots)
    return _written_out(function, lowering, roots)


def _statements(function: Function, lowering: Lowering, roots: Sequence[Multiple]) -> tuple[Statements, list[Multiple]]:
    operations, final = shared(lowering.graph, roots)
    taken = {*USED, *function.arguments, *function.state}
    return Statements(operations, final, taken, lowering.where), final


def _scalar(function: Function, lowering: Lowering, root: Multiple) -> Body:
    statements, (root,) = _statements(function, lowering, [root])
    lines = [*_unpacked(function), *statements.assignments(root)]
    expression = statements.expression(root)
    operation = statements.operations[root.value]
    if operation.kind == "quotient" and len(statement("return ", expression)) > 1:
        for part, name in zip(operation.parts, ("numerator", "denominator"), strict=True):
            written = statements.expression(part)
            if len(flat(written)) > len(name):
                lines += statement(f"{statements.named(part.value, name)} = ", written)
        expression = statements.expression(root)
    elif root.value == ONE.value:
        expression = Text(_plain_number(root.scale, function.dtype))
    elif root.scale == UNIT and _is_argument(statements.operations, root.value):
        # An argument, or a view into one, must not be handed back as it is.
        expression = Enclosed("np.positive(", expression, ")")
    helpers = statements.functions() | ({"state"} if function.state else set())
    if _has_lost_arguments(function, statements):
        zeros = Enclosed("_zeros(", Text(", ".join(_zeros_arguments(function))), ")")
        expression, helpers = Chain((("", zeros), ("+", expression)), Level.SUM), helpers | {"zeros"}
    lines += statement("return ", expression)
    return Body(lines, helpers, [])


def _written_out(function: Function, lowering: Lowering, roots: dict[tuple[int, ...], Multiple]) -> Body:
    places: dict[Multiple, list[tuple[int, ...]]] = {}
    statements, final = _statements(function, lowering, list(roots.values()))
    for place, root in zip(roots, final, strict=True):
        places.setdefault(root, []).append(place)
    lines = [*_unpacked(function), *_zeros(function)]
    for root, where in places.items():
        lines += statements.assignments(root)
        targets = "".join(f"out[..., {', '.join(map(str, place))}] = " for place in where)
        lines += statement(targets, statements.expression(root))
    lines.append(f"{INDENT}return out")
    return Body(lines, statements.functions() | _array_helpers(function), [])


def _gathered(function: Function, lowering: Lowering, roots: dict[tuple[int, ...], Multiple]) -> Body:
    """Distinct values once, their places and factors as index arrays."""
    values, lines, helpers = _weights(function, lowering, list(roots.values()))
    name = f"_{function.name.upper()}"
    rank = len(shape(function.result))
    axes = ("ROWS", "COLUMNS")[:rank] if rank <= 2 else tuple(f"AXIS_{k}" for k in range(rank))
    tables = [
        *_table(f"{name}_FACTORS", [root.scale for root in roots.values()]),
        *_table(f"{name}_WEIGHTS", values),
    ]
    for k, axis in enumerate(axes):
        tables += _table(f"{name}_{axis}", [place[k] for place in roots])
    target = ", ".join(f"{name}_{axis}" for axis in axes)
    lines = [
        *_unpacked(function),
        *lines,
        *_zeros(function),
        f"{INDENT}out[..., {target}] = {name}_FACTORS * weights[..., {name}_WEIGHTS]",
        f"{INDENT}return out",
    ]
    return Body(lines, helpers | _array_helpers(function) | {"stack"}, tables)


def _monomials(polynomial: Polynomial, lowering: Lowering) -> list[tuple[Monomial, Multiple]]:
    """The monomials that are not zero, by row, with the values of their coefficients."""
    found = [(m, lowering.value(m.coefficient, lowering.is_complex)) for m in polynomial.monomials]
    return sorted(((m, value) for m, value in found if value.scale.size), key=lambda pair: pair[0].row)


def _summed(function: Function, lowering: Lowering, monomials: list[tuple[Monomial, Multiple]]) -> Body:
    """Every monomial as factor * weight * powers of y, added up row by row."""
    roots = [value for _, value in monomials]
    values, lines, helpers = _weights(function, lowering, roots)
    name = f"_{function.name.upper()}"
    degree = max(1, max(len(m.powers) for m, _ in monomials))
    is_real = function.state_dtype == "real" and all(map(lowering.graph.real, roots))
    part = "" if lowering.is_complex or is_real else ".real"
    lines = [
        _checked_state(function),
        *lines,
        f"{INDENT}padded = np.concatenate([y, np.ones_like(y[..., :1])], axis=-1)",
        f"{INDENT}powers = padded[..., {name}_POWERS]" + ("" if degree == 1 else ".prod(axis=-1)"),
        f"{INDENT}terms = {name}_FACTORS * weights[..., {name}_WEIGHTS] * powers",
        *_zeros(function),
        f"{INDENT}out[..., {name}_ROWS] = np.add.reduceat(terms, {name}_STARTS, axis=-1){part}",
        f"{INDENT}return out",
    ]
    tables = _table(f"{name}_FACTORS", [root.scale for root in roots]) + _table(f"{name}_WEIGHTS", values)
    tables += _index_tables(name, [m for m, _ in monomials], degree, len(function.state))
    return Body(lines, helpers | _array_helpers(function) | {"stack"}, tables)


def _index_tables(name: str, monomials: list[Monomial], degree: int, states: int) -> list[str]:
    rows = [m.row for m in monomials]
    starts = [k for k, row in enumerate(rows) if k == 0 or rows[k - 1] != row]
    # The state is padded with a 1 at its end, so that all monomials have the same number of factors.
    padded = [(*m.powers, *[states] * (degree - len(m.powers))) for m in monomials]
    return [
        *_table(f"{name}_POWERS", [p[0] for p in padded] if degree == 1 else padded),
        *_table(f"{name}_STARTS", starts),
        *_table(f"{name}_ROWS", [rows[k] for k in starts]),
    ]


def _weights(
    function: Function, lowering: Lowering, roots: Sequence[Multiple]
) -> tuple[list[int], list[str], set[str]]:
    """For each root the position of its value among the distinct ones; the statements that compute those."""
    distinct = list(dict.fromkeys(Multiple(root.value) for root in roots))
    position = {m.value: k for k, m in enumerate(distinct)}
    statements, final = _statements(function, lowering, distinct)
    lines: list[str] = []
    written: list[str] = []
    for root in final:
        lines += statements.assignments(root)
        expression = statements.expression(root)
        if len(flat(expression)) > LONGEST_ITEM:
            name = statements.named(root.value, "")
            lines += statement(f"{name} = ", expression)
            expression = Text(name)
        written.append(flat(expression))
    lines += listing("weights = _stack(", written, ")", INDENT)
    return [position[root.value] for root in roots], lines, statements.functions()


def _unpacked(function: Function) -> list[str]:
    if not function.state:
        return []
    if not _reads_state(function):
        return [_checked_state(function)]
    components, value = list(function.state), "np.ascontiguousarray(np.moveaxis(y, -1, 0))"
    one_line = f"{INDENT}{', '.join(components)} = {value}"
    if len(components) == 1:
        unpacked = [f"{INDENT}({components[0]},) = {value}"]
    else:
        unpacked = [one_line] if len(one_line) <= WIDTH else listing("(", components, f") = {value}", INDENT)
    return [_checked_state(function), *unpacked]


def _checked_state(function: Function) -> str:
    return f'{INDENT}y = _state(y, {len(function.state)}, "{function.state_dtype}")'


def _reads_state(function: Function) -> bool:
    if isinstance(function.result, Polynomial):
        return any(m.powers for m in function.result.monomials)
    return not set(function.state).isdisjoint(names(function.result))


def _zeros(function: Function) -> list[str]:
    return listing("out = _zeros(", _zeros_arguments(function), ")", INDENT)


def _zeros_arguments(function: Function) -> list[str]:
    axes = shape(function.result)
    size = f"({axes[0]},)" if len(axes) == 1 else f"({', '.join(map(str, axes))})"
    leading = ["y[..., 0]"] if function.state else []
    dtype = "float" if function.dtype == "real" else "complex"
    return [size, dtype, *leading, *function.arguments]


def _array_helpers(function: Function) -> set[str]:
    return {"zeros", "state"} if function.state else {"zeros"}


def _table(name: str, values: Sequence[int | Scale | tuple[int, ...]]) -> list[str]:
    texts = [_factor(v) if isinstance(v, Scale) else str(v) for v in values]
    return listing(f"{name} = np.array([", texts, "])")


def _has_lost_arguments(function: Function, statements: Statements) -> bool:
    """Whether an argument cancels, so that the value alone would not have its shape."""
    found = {statements.operations[v].name for v in statements.order}
    return not found.issuperset(function.arguments) or bool(function.state and found.isdisjoint(function.state))


def _is_argument(operations: Sequence[Operation], value: int) -> bool:
    operation = operations[value]
    if operation.kind == "call" and operation.name in {"re", "im"}:
        return _is_argument(operations, operation.parts[0].value)
    return operation.kind == "name"


def _plain_number(scale: Scale, dtype: str) -> str:
    size = float(scale.size)
    return repr(size if dtype == "real" else complex(0, size) if scale.turned else complex(size))


def _factor(scale: Scale) -> str:
    q = scale.size
    whole = f"{q.numerator}" if q.denominator == 1 else f"{q.numerator} / {q.denominator}"
    return f"1j * {whole}" if scale.turned else whole
