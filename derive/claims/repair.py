"""The nearest printed form that holds: one small edit of the formula, or two, found by residues and then proven.

Candidates are evaluated modulo a prime at one point (fast, almost never wrong about equality); the first that
agrees there is confirmed exactly before it is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from derive.errors import DeriveError
from derive.exact.collect import cost, product, total
from derive.exact.evaluate import evaluate
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, symbols_of
from derive.exact.shape import shaped
from derive.expr import ZERO, Call, Name, Node, Number, Power, Product, Quotient, Sum, children, rebuilt

PRIME = (1 << 61) - 31  # a prime of the form 4k + 1, so that -1 has a square root
SIMPLE = 8  # operations; a missing term with more is no repair
Path = tuple[int, ...]
Edit = tuple[Path, Node]


def nearest_repair(printed: Node, wanted: Scalar, value: Callable[[Node], Scalar]) -> Node | None:
    """An edited tree whose exact value is ``wanted``, or ``None``.

    ``value`` evaluates a tree exactly under the claim's reading and assumptions.
    """
    residues = _Residues(value)
    try:
        target = residues.of_scalar(wanted)
    except KeyError:
        return None
    for edits in _choices(list(_single_edits(printed, _candidates(printed, wanted)))):
        candidate = _edited(printed, edits)
        try:
            if residues.of(candidate) == target and value(candidate) == wanted:
                return candidate
        except (DeriveError, ZeroDivisionError, KeyError):
            continue
    return _missing_term(printed, wanted, value)


def _candidates(printed: Node, wanted: Scalar) -> list[Name]:
    """Names that may stand in another's place: those printed, and those of the parameters of the derived form."""
    derived = {Name(s.latex, s.latex) for s in symbols_of([wanted])}
    return sorted({n for n in _nodes(printed) if isinstance(n, Name)} | derived, key=lambda n: n.key)


def _choices(singles: list[tuple[str, Edit]]) -> Iterator[tuple[Edit, ...]]:
    """Single edits first; then pairs of terms doubled or halved, none inside the other."""
    for _, edit in singles:
        yield (edit,)
    scales = [edit for kind, edit in singles if kind == "double" or kind == "halve"]
    for first, second in combinations(scales, 2):
        if first[0] != second[0][: len(first[0])] and second[0] != first[0][: len(second[0])]:
            yield first, second


def _single_edits(tree: Node, names: Sequence[Name]) -> Iterator[tuple[str, Edit]]:
    """A sign or factor of a term, an exponent, a conjugate, real for imaginary part, a name for another."""
    for path, node, parent in _walk(tree, (), None):
        if isinstance(parent, Sum | Quotient) or parent is None:
            yield "double", (path, product([node], 2))
            yield "halve", (path, product([node], Fraction(1, 2)))
            for q in (Fraction(-1), Fraction(4), Fraction(1, 4), Fraction(-2)):
                yield "scale", (path, product([node], q))
        if isinstance(parent, Sum) and len(parent.terms) > 1:
            yield "drop", (path, ZERO)
        match node:
            case Power(base, Number(q)) if q > 1:
                yield "power", (path, base if q == 2 else Power(base, Number(q - 1)))
                yield "power", (path, Power(base, Number(q + 1)))
                if q == 2:
                    yield "modulus", (path, _other_square(base))
            case Name():
                yield "power", (path, Power(node, Number(Fraction(2))))
                for other in names:
                    if other != node and other.key != "I":
                        yield "name", (path, other)
            case Call("exp", (angle,)):
                yield "phase", (path, Call("exp", (product([angle], -1),)))
            case Call(("re" | "im") as part, arguments):
                yield "part", (path, Call("im" if part == "re" else "re", arguments))
            case Call("conj", (inner,)):
                yield "conj", (path, inner)


def _other_square(base: Node) -> Node:
    """``|z|^2`` for ``z^2``, and the reverse."""
    inner = base.arguments[0] if isinstance(base, Call) and base.function == "abs" else Call("abs", (base,))
    return Power(inner, Number(Fraction(2)))


def _missing_term(printed: Node, wanted: Scalar, value: Callable[[Node], Scalar]) -> Node | None:
    """The printed form plus a simple term, if the difference is one."""
    try:
        difference = shaped(wanted - value(printed))
    except DeriveError:
        return None
    return total([printed, difference]) if cost(difference) <= SIMPLE else None


def _nodes(tree: Node) -> Iterator[Node]:
    yield tree
    for part in children(tree):
        yield from _nodes(part)


def _walk(tree: Node, path: Path, parent: Node | None) -> Iterator[tuple[Path, Node, Node | None]]:
    yield path, tree, parent
    for k, part in enumerate(children(tree)):
        yield from _walk(part, (*path, k), tree)


def _edited(tree: Node, edits: tuple[Edit, ...]) -> Node:
    for path, new in edits:
        tree = _replaced(tree, path, new)
    return tree


def _replaced(tree: Node, path: Path, new: Node) -> Node:
    if not path:
        return new
    parts = list(children(tree))
    parts[path[0]] = _replaced(parts[path[0]], path[1:], new)
    if isinstance(tree, Product):
        return product(parts)
    if isinstance(tree, Sum) and (kept := [p for p in parts if p != ZERO]):
        return total(kept)
    return rebuilt(tree, tuple(parts))


class _Residues:
    """Values modulo a prime, each with the value of its complex conjugate."""

    def __init__(self, value: Callable[[Node], Scalar]):
        self.value = value
        self.known: dict[Node, tuple[int, int]] = {}
        self.i = _root_of_minus_one()

    def of_scalar(self, scalar: Scalar) -> tuple[int, int]:
        """A scalar and its conjugate at the point; residues of generators depend on their labels alone."""
        return self._at(scalar), self._at(scalar.conjugate())

    def _at(self, scalar: Scalar) -> int:
        point = {g: _Residue(_seed(g)) for g in scalar.ring.generators}
        return int(evaluate(scalar, point, _Residue(1), _Residue(self.i)))

    def of(self, node: Node) -> tuple[int, int]:
        """The pair of a tree."""
        match node:
            case Number(q):
                here = q.numerator * pow(q.denominator, -1, PRIME) % PRIME
                return here, here
            case Sum(terms):
                pairs = [self.of(t) for t in terms]
                return sum(p[0] for p in pairs) % PRIME, sum(p[1] for p in pairs) % PRIME
            case Product(factors):
                left = right = 1
                for a, b in map(self.of, factors):
                    left, right = left * a % PRIME, right * b % PRIME
                return left, right
            case Quotient(top, bottom):
                (a, b), (c, d) = self.of(top), self.of(bottom)
                return a * _inverse(c) % PRIME, b * _inverse(d) % PRIME
            case Power(Call("abs", (inner,)), Number(q)) if q == 2:
                a, b = self.of(inner)
                return a * b % PRIME, a * b % PRIME
            case Power(base, Number(q)) if q.denominator == 1 and q > 0:
                a, b = self.of(base)
                return pow(a, int(q), PRIME), pow(b, int(q), PRIME)
            case Call("conj", (inner,)):
                a, b = self.of(inner)
                return b, a
            case Call("re", (inner,)):
                a, b = self.of(inner)
                half = (a + b) * _inverse(2) % PRIME
                return half, half
            case Call("im", (inner,)):
                a, b = self.of(inner)
                half = (a - b) * _inverse(2 * self.i) % PRIME
                return half, half
        if node not in self.known:
            self.known[node] = self.of_scalar(self.value(node))
        return self.known[node]


class _Residue:
    """An integer modulo the prime with the field's operations."""

    def __init__(self, value: int):
        self.value = value % PRIME

    def __int__(self) -> int:
        return self.value

    def __add__(self, other: _Residue | int) -> _Residue:
        return _Residue(int(self) + int(other))

    __radd__ = __add__

    def __mul__(self, other: _Residue | int) -> _Residue:
        return _Residue(int(self) * int(other))

    __rmul__ = __mul__

    def __truediv__(self, other: _Residue | int) -> _Residue:
        return _Residue(int(self) * _inverse(int(other)))

    def __pow__(self, exponent: int) -> _Residue:
        return _Residue(pow(int(self), exponent, PRIME))


def _inverse(n: int) -> int:
    if n % PRIME == 0:
        raise ZeroDivisionError
    return pow(n, -1, PRIME)


def _seed(g: Generator) -> int:
    """A residue from the generator's label; a radical has no free value and is refused."""
    if g.role is Role.RADICAL:
        raise KeyError(g.label)
    seed = 1469598103934665603
    for byte in g.label.encode():
        seed = (seed ^ byte) * 1099511628211 % PRIME
    return seed


def _root_of_minus_one() -> int:
    """A square root of -1 modulo the prime: a non-residue to the power (p - 1)/4."""
    for base in range(2, 50):
        root = pow(base, (PRIME - 1) // 4, PRIME)
        if root * root % PRIME == PRIME - 1:
            return root
    raise ArithmeticError("no square root of -1: the modulus is not a prime of the form 4k + 1")
