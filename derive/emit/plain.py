"""Expression trees as plain text for terminals: ``(N_1*kappa_1 + N_3)/(2*gamma_1)``; never parsed again."""

from __future__ import annotations

from fractions import Fraction

from derive.expr import Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum, negative

SUM, PRODUCT, POWER, ATOM = range(4)


def plain(node: Node) -> str:
    """One line of text."""
    return _text(node)[0]


def _text(node: Node) -> tuple[str, int]:
    """The text, and how tightly it is bound."""
    match node:
        case Number(q):
            return _number(q)
        case Name(key, _):
            return key, ATOM
        case Sum(terms):
            return _sum(terms), SUM
        case Product(factors):
            return _product(factors)
        case Quotient(top, bottom):
            return f"{_bound(top, PRODUCT)}/{_bound(bottom, POWER)}", PRODUCT
        case Power(base, exponent):
            return f"{_bound(base, ATOM)}**{_bound(exponent, ATOM)}", POWER
        case Call(function, arguments):
            return f"{function}({', '.join(map(plain, arguments))})", ATOM
        case Matrix(rows):
            return "[" + ", ".join(f"[{', '.join(map(plain, row))}]" for row in rows) + "]", ATOM


def _number(q: Fraction) -> tuple[str, int]:
    if q < 0:
        return str(q), SUM
    return str(q), ATOM if q.denominator == 1 else PRODUCT


def _bound(node: Node, least: int) -> str:
    text, strength = _text(node)
    return text if strength >= least else f"({text})"


def _sum(terms: tuple[Node, ...]) -> str:
    pieces: list[str] = []
    for term in terms:
        minus = _is_negative(term)
        text = _bound(negative(term) if minus else term, PRODUCT)
        pieces.append((f"-{text}" if minus else text) if not pieces else f" {'-' if minus else '+'} {text}")
    return "".join(pieces)


def _is_negative(node: Node) -> bool:
    first = node.factors[0] if isinstance(node, Product) and len(node.factors) > 1 else node
    return isinstance(first, Number) and first.value < 0


def _product(factors: tuple[Node, ...]) -> tuple[str, int]:
    if len(factors) == 1:
        return _text(factors[0])
    if isinstance(factors[0], Number) and factors[0].value < 0:
        return f"-{_bound(negative(Product(factors)), PRODUCT)}", SUM
    first, rest = factors[0], factors[1:]
    if isinstance(first, Number) and first.value.denominator > 1:
        above = rest if first.value.numerator == 1 else (Number(Fraction(first.value.numerator)), *rest)
        return f"{_bound(Product(above), PRODUCT)}/{first.value.denominator}", PRODUCT
    return "*".join([_bound(first, PRODUCT), *(_bound(f, POWER) for f in rest)]), PRODUCT
