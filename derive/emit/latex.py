r"""A tree as LaTeX, the way a physicist would print it, and so that it can be read back as the same formula.

In: trees of `derive.expr`.  Out: mathematics without ``$``.  Brackets stand where the structure needs them, and are
``\left( \right)`` only around what is taller than a line; moduli that a reader could pair otherwise are
``\left| \right|``.  Long formulas are broken by `latex_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from fractions import Fraction

from derive.emit.linebreak import broken
from derive.errors import DeriveError
from derive.expr import Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum, children, negative

TALL = re.compile(r"\\(frac|begin|sum|int|lim|left)\b")
LOOKS_LIKE_OPERATOR = {"d", "D", r"\partial", r"\Delta", r"\delta"}
NAMED = {name: rf"\{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "coth", "arg")} | {
    "log": r"\ln",
    "bose": r"n_{\mathrm{B}}",
    "fermi": r"n_{\mathrm{F}}",
}
"""Functions printed as a name before a bracket."""
BINDING = ("integral", "limit", "sum")
"""Functions that bind a variable; their first argument is what they act on, the second the variable."""
RAISED = {"conj": "*", "adjoint": r"\dagger", "transpose": r"\mathsf{T}"}
IN_BRACES = {"re": r"\Re", "im": r"\Im", "trace": r"\mathrm{Tr}"}


class Level(IntEnum):
    """What a printed form may stand in without brackets."""

    SUM = 1
    PRODUCT = 2
    FACTOR = 3
    ATOM = 4


def latex(node: Node) -> str:
    """The tree in LaTeX.

    Raises
    ------
    DeriveError : for a function that has no printed form.
    """
    return _printed(node)[0]


def latex_lines(node: Node, width: float) -> list[str]:
    r"""The tree in LaTeX, on lines of at most ``width`` em where it can be broken.

    A line after the first begins with an operator or continues a bracket; put them into ``aligned`` or ``split``
    behind ``&``.  Sums in brackets are opened; a fraction keeps its bar, with a numerator of several lines.
    """
    return broken(latex(node), width)


def _printed(node: Node) -> tuple[str, Level]:
    node = _opened(node)
    match node:
        case Number(q):
            return _number(q)
        case Name(_, name):
            return name, Level.FACTOR if _has_superscript(name) else Level.ATOM
        case Sum(terms):
            return _sum(terms), Level.SUM
        case Product(factors):
            return _product(factors)
        case Quotient(top, bottom):
            return rf"\frac{{{latex(top)}}}{{{latex(bottom)}}}", Level.FACTOR
        case Power(base, exponent):
            return _power(base, exponent)
        case Matrix(rows):
            body = r" \\ ".join(" & ".join(map(latex, row)) for row in rows)
            return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}", Level.ATOM
    return _call(node)


def _number(q: Fraction) -> tuple[str, Level]:
    if q < 0:
        return f"-{_number(-q)[0]}", Level.SUM
    if q.denominator == 1:
        return str(q.numerator), Level.ATOM
    return rf"\frac{{{q.numerator}}}{{{q.denominator}}}", Level.FACTOR


def _sum(terms: Sequence[Node]) -> str:
    text = ""
    for term in map(_opened, terms):
        sign = "-" if _is_negative(term) else "+"
        inner = negative(term) if sign == "-" else term
        written = _term(inner)
        text += (sign if sign == "-" else "") + written if not text else f" {sign} {written}"
    return text


def _opened(node: Node) -> Node:
    """A product of products as one, so that its sign is its first number's."""
    while isinstance(node, Product) and any(isinstance(factor, Product) for factor in node.factors):
        parts = (children(factor) if isinstance(factor, Product) else (factor,) for factor in node.factors)
        node = Product(tuple(factor for part in parts for factor in part))
    return node


def _term(node: Node) -> str:
    """What may stand behind a sign."""
    text = latex(node)
    return bracketed(text) if isinstance(node, Sum) or _is_negative(_opened(node)) else text


def _is_negative(node: Node) -> bool:
    first = node.factors[0] if isinstance(node, Product) else node
    return isinstance(first, Number) and first.value < 0


def _product(factors: Sequence[Node]) -> tuple[str, Level]:
    if _is_negative(factors[0]):
        return "-" + _term(negative(Product(tuple(factors)))), Level.SUM
    kept = factors[1:] if factors[0] == Number(Fraction(1)) and len(factors) > 1 else factors
    if len(kept) == 1:
        return _printed(kept[0])
    written = ""
    for k, factor in enumerate(kept):
        last = k == len(kept) - 1
        text, level = _printed(factor)
        if isinstance(factor, Call) and factor.function == "abs" and not last:
            text = _modulus(factor.arguments[0], certain=True)
        text = text if level >= Level.PRODUCT or (last and k and _reaches_far(factor)) else bracketed(text)
        written += (_joint(kept[k - 1], factor, text) if k else "") + text
    return written, Level.SUM if _reaches_far(kept[-1]) else Level.PRODUCT


def _joint(left: Node, right: Node, after: str) -> str:
    r"""What stands between two factors: mostly nothing, shown as a blank.

    Two numbers side by side would be another number; ``\Delta n`` a change of n where a product is meant.
    """
    mixed = isinstance(left, Number) and isinstance(right, Quotient) and isinstance(right.numerator, Number)
    if after[0].isdigit() or isinstance(right, Number) or mixed:
        return r" \cdot "
    if isinstance(left, Name) and isinstance(right, Name):
        if left.latex in LOOKS_LIKE_OPERATOR:
            return r" \cdot "
        if left.latex.startswith(r"\mathrm") or right.latex.startswith(r"\mathrm"):
            return r"\, "
    return " "


def _reaches_far(node: Node) -> bool:
    """Whether what follows the printed form would be read as a part of it."""
    return isinstance(node, Call) and node.function in {"time_derivative", "derivative", *BINDING}


def _power(base: Node, exponent: Node) -> tuple[str, Level]:
    if exponent == Number(Fraction(1, 2)):
        return rf"\sqrt{{{latex(base)}}}", Level.ATOM
    if isinstance(exponent, Number) and exponent.value.denominator > 1:
        script = f"{exponent.value.numerator}/{exponent.value.denominator}"
    else:
        script = latex(exponent)
    script = f"^{script}" if len(script) == 1 else f"^{{{script}}}"
    if isinstance(base, Call) and base.function in NAMED and len(script) == 2 and script[1].isdigit():
        return f"{NAMED[base.function]}{script}{bracketed(latex(base.arguments[0]))}", Level.FACTOR
    text, level = _printed(base)
    return (text if level == Level.ATOM else bracketed(text)) + script, Level.FACTOR


def _call(node: Call) -> tuple[str, Level]:
    function, arguments = node.function, node.arguments
    printed = None
    if len(arguments) == 1:
        printed = _of_one(function, arguments[0])
    elif function in BINDING:
        printed = _binding(function, *arguments)
    elif len(arguments) == 2:
        printed = _of_two(function, *arguments)
    if printed is None:
        got = f"{function!r} of {len(arguments)} arguments"
        raise DeriveError("LaTeX", "a function must have a printed form", got, "evaluate it before")
    return printed


def _binding(function: str, body: Node, variable: Node, *bounds: Node) -> tuple[str, Level]:
    """Integrals, limits and sums: the sign with its variable and bounds, and then the body."""
    inner, level = _printed(body)
    inner = inner if level >= Level.PRODUCT else bracketed(inner)
    name, written = latex(variable), [latex(b) for b in bounds]
    if function == "limit":
        return rf"\lim_{{{name} \to {written[0]}}} {inner}", Level.SUM
    if function == "sum":
        ends = rf"_{{{name}={written[0]}}}^{{{written[1]}}}" if len(written) > 1 else f"_{{{name}}}"
        return rf"\sum{ends} {inner}", Level.SUM
    ends = f"_{{{written[0]}}}^{{{written[1]}}}" if len(written) > 1 else ""
    return rf"\int{ends} d{name} \, {inner}", Level.SUM


def _of_one(function: str, argument: Node) -> tuple[str, Level] | None:
    inner, level = _printed(argument)
    if function in RAISED:
        base = inner if level == Level.ATOM else bracketed(inner)
        return f"{base}^{{{RAISED[function]}}}", Level.FACTOR
    if function in NAMED:
        return NAMED[function] + bracketed(inner), Level.FACTOR
    if function in IN_BRACES:
        return IN_BRACES[function] + _enclosed(r"\{", inner, r"\}"), Level.ATOM
    match function:
        case "abs":
            return _modulus(argument, certain=False), Level.ATOM
        case "sqrt":
            return rf"\sqrt{{{inner}}}", Level.ATOM
        case "exp":
            return rf"\exp{bracketed(inner)}" if TALL.search(inner) else f"e^{{{inner}}}", Level.FACTOR
        case "expectation":
            return _enclosed(r"\langle ", inner, r" \rangle"), Level.ATOM
        case "time_derivative":
            return rf"\frac{{d}}{{dt}} {_after_operator(argument)}", Level.SUM
    return None


def _of_two(function: str, first: Node, second: Node) -> tuple[str, Level] | None:
    match function:
        case "commutator":
            return _enclosed("[", f"{latex(first)}, {latex(second)}", "]"), Level.ATOM
        case "anticommutator":
            return _enclosed(r"\{", f"{latex(first)}, {latex(second)}", r"\}"), Level.ATOM
        case "derivative":
            return rf"\frac{{\partial}}{{\partial {latex(second)}}} {_after_operator(first)}", Level.SUM
    return None


def _after_operator(node: Node) -> str:
    text, level = _printed(node)
    return text if level >= Level.FACTOR else bracketed(text)


def _modulus(node: Node, certain: bool) -> str:
    """``|F|``; ``certain`` where what follows could be taken into the bars, as in ``|F| x |G|``."""
    inner = latex(node)
    return f"|{inner}|" if isinstance(node, Name) and not certain else rf"\left|{inner}\right|"


def bracketed(text: str) -> str:
    """Brackets around a formula: square ones around round ones, growing ones around what is tall."""
    opening, closing = ("[", "]") if "(" in text and "[" not in text and "," not in text else ("(", ")")
    return _enclosed(opening, text, closing)


def _enclosed(opening: str, text: str, closing: str) -> str:
    return rf"\left{opening}{text}\right{closing}" if TALL.search(text) else f"{opening}{text}{closing}"


def _has_superscript(name: str) -> bool:
    r"""Whether a second superscript would be too many; those inside braces and ``\langle \rangle`` do not count."""
    outside = re.sub(r"\\langle.*\\rangle", "", name)
    while (less := re.sub(r"\{[^{}]*\}", "", outside)) != outside:
        outside = less
    return "^" in outside or "'" in outside
