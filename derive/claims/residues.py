"""Values of a formula's parts modulo a prime at one point, so that an edited formula costs only what was edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from derive.errors import DeriveError
from derive.exact.evaluate import evaluate
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar
from derive.expr import Call, Node, Number, Power, Product, Quotient, Sum, children

PRIME = (1 << 61) - 31  # a prime of the form 4k + 1, so that -1 has a square root
Path = tuple[int, ...]
Pair = tuple[int, int]
"""A value and that of its complex conjugate."""


class Residues:
    """The parts of one tree.

    Parameters
    ----------
    tree : the formula.
    value : evaluates a tree exactly; its errors pass through where the part they concern is not edited away.
    rebuilt : the same kind of node with other parts, as `derive.expr.rebuilt`.
    """

    def __init__(self, tree: Node, value: Callable[[Node], Scalar], rebuilt: Callable[[Node, tuple[Node, ...]], Node]):
        self.tree, self.value, self.rebuilt = tree, value, rebuilt
        self.i = _root_of_minus_one()
        self.leaves: dict[Node, Pair] = {}
        # By identity: equal parts are met again as the same object inside the edits of the tree, which is kept.
        self.parts: dict[int, Pair | None] = {}
        self._remember(tree)

    def of_scalar(self, scalar: Scalar) -> Pair:
        """A scalar and its conjugate at the point, which depends on the parameters' names alone.

        Raises
        ------
        KeyError
            for a root of a sum, whose value is not free.
        """
        return self._at(scalar), self._at(scalar.conjugate())

    def of(self, node: Node) -> Pair:
        """The pair of any tree; parts of the formula are known already."""
        known = self.parts.get(id(node))
        return known if known is not None else self._joined(node, [self.of(part) for part in _operands(node)])

    def edited(self, edits: Mapping[Path, Node]) -> Pair:
        """The pair of the formula with other trees at some paths, none inside the other."""
        above = {path[:k] for path in edits for k in range(len(path))}

        def pair(node: Node, path: Path) -> Pair:
            if path in edits:
                return self.of(edits[path])
            if path not in above:
                return self.of(node)
            if not _operands(node):
                return self.of(edited(node, edits, self.rebuilt, path))
            return self._joined(node, [pair(part, (*path, k)) for k, part in enumerate(_operands(node))])

        return pair(self.tree, ())

    def _remember(self, node: Node) -> Pair | None:
        """Keep the pairs of all parts; ``None`` for a part without one."""
        pairs = [self._remember(part) for part in _operands(node)]
        known = [pair for pair in pairs if pair is not None]
        try:
            self.parts[id(node)] = self._joined(node, known) if len(known) == len(pairs) else None
        except (DeriveError, ZeroDivisionError, KeyError):
            self.parts[id(node)] = None
        return self.parts[id(node)]

    def _joined(self, node: Node, pairs: Sequence[Pair]) -> Pair:
        """The pair of a node from those of its operands."""
        match node:
            case Number(q):
                here = q.numerator * _inverse(q.denominator) % PRIME
                return here, here
            case Sum():
                return sum(a for a, _ in pairs) % PRIME, sum(b for _, b in pairs) % PRIME
            case Product():
                return _product(pairs)
            case Quotient():
                (a, b), (c, d) = pairs
                return a * _inverse(c) % PRIME, b * _inverse(d) % PRIME
            case Power(base, Number(q)) if pairs:
                return _power(pairs[0], int(q), isinstance(base, Call) and base.function == "abs")
            case Call(function, _) if pairs:
                return self._part(function, pairs[0])
        if node not in self.leaves:
            self.leaves[node] = self.of_scalar(self.value(node))
        return self.leaves[node]

    def _part(self, function: str, pair: Pair) -> Pair:
        a, b = pair
        if function == "re":
            half = (a + b) * _inverse(2) % PRIME
            return half, half
        if function == "im":
            half = (a - b) * _inverse(2 * self.i) % PRIME
            return half, half
        # A modulus stands for what is inside: its even powers are a*b, and of a positive parameter it is itself.
        return (b, a) if function == "conj" else pair

    def _at(self, scalar: Scalar) -> int:
        point = {g: _Residue(_seed(g)) for g in scalar.ring.generators}
        return int(evaluate(scalar, point, _Residue(1), _Residue(self.i)))


def edited(
    tree: Node, edits: Mapping[Path, Node], rebuilt: Callable[[Node, tuple[Node, ...]], Node], path: Path = ()
) -> Node:
    """The tree with other trees at some paths."""
    if path in edits:
        return edits[path]
    if not any(p[: len(path)] == path for p in edits):
        return tree
    return rebuilt(tree, tuple(edited(part, edits, rebuilt, (*path, k)) for k, part in enumerate(children(tree))))


def _operands(node: Node) -> tuple[Node, ...]:
    """The parts whose values give the node's; none where only exact evaluation does."""
    match node:
        case Sum() | Product() | Quotient():
            return children(node)
        case Power(base, Number(q)) if q.denominator == 1:
            return (base,)
        case Call("re" | "im" | "conj" | "abs", arguments):
            return arguments
    return ()


def _product(pairs: Sequence[Pair]) -> Pair:
    left = right = 1
    for a, b in pairs:
        left, right = left * a % PRIME, right * b % PRIME
    return left, right


def _power(pair: Pair, q: int, of_modulus: bool) -> Pair:
    a, b = pair
    if of_modulus:
        if q % 2:
            return _power(pair, q, False)
        a, b, q = a * b % PRIME, a * b % PRIME, q // 2
    if q < 0:
        a, b, q = _inverse(a), _inverse(b), -q
    return pow(a, q, PRIME), pow(b, q, PRIME)


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
