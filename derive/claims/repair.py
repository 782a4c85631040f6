"""The nearest printed form that holds: one small edit of the formula, or two, found by residues and then proven.

Candidates are evaluated modulo a prime at one point (fast, almost never wrong about equality); the first that
agrees there is confirmed exactly before it is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import chain, combinations, islice

from derive.claims.residues import Pair, Path, Residues, edited
from derive.errors import DeriveError
from derive.exact.collect import cost, product, total
from derive.exact.scalar import Scalar, symbols_of
from derive.exact.shape import shaped
from derive.expr import ZERO, Call, Name, Node, Number, Power, Product, Quotient, Sum, children, rebuilt

UNIT = Name("I", "i")
SIMPLE = 8  # operations; a missing term with more is no repair
LONG = 2000  # parts of a formula; in a longer one the search would take minutes
EXPANDED = 200  # terms of an expanded numerator and denominator; a simple missing term never has more
PAIRS = 4000  # pairs of edits that are tried: all of them in a formula of about forty terms
Edit = tuple[Path, Node]


def nearest_repair(printed: Node, wanted: Scalar, value: Callable[[Node], Scalar]) -> Node | None:
    """An edited tree whose exact value is ``wanted``, or ``None``; formulas of more than `LONG` parts are not searched.

    ``value`` evaluates a tree exactly under the claim's reading and assumptions.
    """
    if sum(1 for _ in _nodes(printed)) > LONG:
        return None
    try:
        residues = Residues(printed, value, _rebuilt)
        target = residues.of_scalar(wanted)
    except (DeriveError, ZeroDivisionError, KeyError):
        return None
    singles = list(_single_edits(printed, _candidates(printed, wanted)))
    right = partial(_confirmed, wanted, value)
    # Of several single edits the one that leaves the shortest formula.
    matching = [edited(printed, edits, _rebuilt) for edits in _matching(residues, target, [[e] for _, e in singles])]
    found = next(filter(right, sorted(matching, key=cost)), None)
    if found is None:
        several = chain(_everywhere(singles), _pairs(singles))
        pairs = (edited(printed, edits, _rebuilt) for edits in _matching(residues, target, several))
        found = next(filter(right, pairs), None)
    return _missing_term(printed, wanted, value) if found is None else found


def _matching(residues: Residues, target: Pair, choices: Iterable[Iterable[Edit]]) -> Iterator[dict[Path, Node]]:
    """The choices of edits under which the formula has the residue wanted."""
    for edits in map(dict, choices):
        try:
            if residues.edited(edits) == target:
                yield edits
        except (DeriveError, ZeroDivisionError, KeyError):
            continue


def _confirmed(wanted: Scalar, value: Callable[[Node], Scalar], candidate: Node) -> bool:
    """Whether a candidate has exactly the value wanted."""
    try:
        return value(candidate) == wanted
    except DeriveError:
        return False


def _candidates(printed: Node, wanted: Scalar) -> list[Name]:
    """Names that may stand in another's place: those printed, and those of the parameters of the derived form."""
    derived = {Name(s.latex, s.latex) for s in symbols_of([wanted])}
    return sorted({n for n in _nodes(printed) if isinstance(n, Name)} | derived, key=lambda n: n.key)


def _everywhere(singles: list[tuple[str, Edit]]) -> Iterator[list[Edit]]:
    """A sum squared wherever it stands, or two sums; two places alone where they are others."""
    squares = [edit for kind, edit in singles if kind == "square"]
    alike: dict[Node, list[Edit]] = {}
    for path, node in squares:
        alike.setdefault(node, []).append((path, node))
    yield from alike.values()
    yield from (list(pair) for pair in islice(combinations(squares, 2), PAIRS))
    yield from ([*a, *b] for a, b in islice(combinations(alike.values(), 2), PAIRS))


def _pairs(singles: list[tuple[str, Edit]]) -> Iterator[tuple[Edit, Edit]]:
    """Pairs of terms doubled or halved, none inside the other."""
    scales = [edit for kind, edit in singles if kind in ("double", "halve")]
    for first, second in islice(combinations(scales, 2), PAIRS):
        if first[0] != second[0][: len(first[0])] and second[0] != first[0][: len(second[0])]:
            yield first, second


def _single_edits(tree: Node, names: Sequence[Name]) -> Iterator[tuple[str, Edit]]:
    """A sign or factor of a term, an exponent, a square or a factor left out, a conjugate, a part, another name."""
    for path, node, parent in _walk(tree, (), None):
        if isinstance(parent, Sum | Quotient) or parent is None:
            yield "double", (path, product([node], 2))
            yield "halve", (path, product([node], Fraction(1, 2)))
            for q in (Fraction(-1), Fraction(4), Fraction(1, 4), Fraction(-2)):
                yield "scale", (path, product([node], q))
            if not isinstance(node, Sum | Number):
                yield from (("factor", (path, product([node, name]))) for name in names if name not in (node, UNIT))
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
            case Sum() if isinstance(parent, Product):
                yield "square", (path, Power(node, Number(Fraction(2))))
            case Call("exp", (angle,)):
                for q in (Fraction(-1), Fraction(1, 2), Fraction(2)):
                    yield "phase", (path, Call("exp", (product([angle], q),)))
            case Call("sqrt", (inner,)):
                yield "root", (path, Call("sqrt", (product([inner], 2),)))
                yield "root", (path, Call("sqrt", (product([inner], Fraction(1, 2)),)))
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
        missing = wanted - value(printed)
    except DeriveError:
        return None
    if len(missing.re) + len(missing.im) + len(missing.den) > EXPANDED:
        return None
    difference = _as_printed(shaped(missing))
    whole = total([printed, difference])
    # "Printed plus all the rest" mends anything: a missing term is small beside what was printed.
    small = printed != ZERO and cost(difference) <= min(SIMPLE, max(1, cost(printed) // 2))
    return whole if small and _confirmed(wanted, value, whole) else None


def _as_printed(tree: Node) -> Node:
    """A derived form with its names as a formula read from print has them: by their LaTeX."""
    if isinstance(tree, Name) and tree.key != "I":
        return Name(tree.latex, tree.latex)
    return rebuilt(tree, tuple(map(_as_printed, children(tree))))


def _nodes(tree: Node) -> Iterator[Node]:
    yield tree
    for part in children(tree):
        yield from _nodes(part)


def _walk(tree: Node, path: Path, parent: Node | None) -> Iterator[tuple[Path, Node, Node | None]]:
    yield path, tree, parent
    for k, part in enumerate(children(tree)):
        yield from _walk(part, (*path, k), tree)


def _rebuilt(node: Node, parts: tuple[Node, ...]) -> Node:
    """The same kind of node with other parts, as one would print it: flat, numbers in front, no zero term."""
    if isinstance(node, Product):
        return product(parts)
    if isinstance(node, Sum) and (kept := [p for p in parts if p != ZERO]):
        return total(kept)
    return rebuilt(node, parts)
