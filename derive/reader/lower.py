"""From structure to meaning: a syntax tree becomes an expression tree, every symbol looked up in the table.

Conventions, none of them silent where another reading exists:

* The longest registered name wins; a name with its superscript wins over a power of the name without.
* ``\\Im\\{X\\}^2`` is ``(Im X)^2`` and ``f^2(x)`` is ``f(x)^2``; ``f^{-1}`` is refused.
* ``a/b`` ends a term: ``ab/c`` is ``(ab)/c``, and ``a/bc``, ``1/2x``, ``a/b \\cdot c``, ``a/b/c`` are refused; where
  ``bc`` is one name of the table, ``a/bc`` has one meaning.
* A ket of occupations is one name: its key is its normal spelling (`derive.reader.kets`).
* A sum, product, integral or limit reaches to the end of its term.
* A sum over ``k>j`` or ``j \\neq k`` runs over all pairs of known values for which that is true; where one of the
  letters is free outside the sum it is refused.  ``j'`` is another index than ``j``.
* A sign before a comma, the bar of ``<f|H|i>`` or a closing bracket is a label, and the whole bracket a name.
* ``\\int_{\\mathbb{R}^d} d^d x`` is an integral over one variable where the index d is 1; else it is refused.
* A function or a derivative without brackets takes one operand and must end the term (or meet the next function).
* Braces do not print, so ``{a+b}c`` and ``{ab}^2`` are refused.
* A quotient of two numbers is a number: ``\\frac{1}{2}`` is ``Number(1/2)``.
* ``i`` is the imaginary unit unless the table says otherwise; beside an index ``i`` the table must say so
  (an entry with key ``I``).
* ``\\dot{x}`` and ``\\frac{dx}{dt}`` are ``time_derivative(x)``; every other derivative, ``\\partial_t x`` as well, is
  ``derivative(x, variable)``.

What stays symbolic has its arguments in this order: ``sum(body, index[, lower, upper])``,
``integral(body, variable[, lower, upper])``, ``limit(body, variable, value[, 1 or -1])``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction as Rational

from derive.errors import LatexError
from derive.expr import Call, Matrix, Node, Number, Power, Product, Quotient, Sum, negative
from derive.reader import calculus, conditions, functions, kets, sums, superscripts, symbols
from derive.reader.brackets import paired
from derive.reader.names import Found, Scope, find_name
from derive.reader.source import DEPTH, Source
from derive.reader.syntax import Atom, Chain, Fraction, Grid, Group, Item, Part, Root, Total, braced_item, parse
from derive.reader.table import Kind, Table
from derive.reader.tokens import Tok

CONJUGATES = {"h.c.": "adjoint", "H.c.": "adjoint", "H.C.": "adjoint", "c.c.": "conj", "C.c.": "conj"}
FRACTION_TODO = (
    "write `\\frac{...}{...}`, put the denominator or the quotient in brackets, or enter what stands below in the "
    "symbol table as one name"
)


class Lowering:
    """Lowers one formula.  ``ranges`` holds the values of indices that sums and statements may leave open.

    ``used`` collects the free indices that occurred, ``summed`` those that a sum without limits ran over,
    ``doubtful`` the errors that hold only if a letter turns out to be a free index.  Every method raises
    `LatexError` and nothing else.
    """

    def __init__(self, source: Source, table: Table, ranges: Mapping[str, tuple[int, ...]]):
        self.source, self.table, self.ranges = source, table, ranges
        self.used: set[str] = set()
        self.doubtful: dict[str, LatexError] = {}
        self.summed: set[str] = set()
        self.depth = 0
        self.budget = conditions.MANY_TERMS

    def expression(self, chain: Chain, scope: Scope) -> Node:
        """An expression: a chain without relations."""
        if chain.relations:
            relation = chain.relations[0]
            raise self.source.error(relation.at, "an expression must hold no relation", f"`{relation.text}`")
        return self.total(chain.sides[0], scope)

    def total(self, total: Total, scope: Scope) -> Node:
        """Signed terms, in order."""
        sign, parts = total.terms[0]
        if len(total.terms) == len(parts) == sign == 1 and isinstance(parts[0], Item):
            atom = parts[0].atom
            if isinstance(atom, Group) and atom.opener.kind == "LBRACE" and parts[0].plain:
                return self.deeper(atom.members[0], scope)
        nodes: list[Node] = []
        for sign, parts in total.terms:
            if (function := _conjugate(parts)) is not None:
                nodes.append(self.conjugate(function, nodes, len(total.terms), sign, parts[0].at))
            else:
                node = self.term(parts, scope)
                nodes.append(node if sign > 0 else negative(node))
        return nodes[0] if len(nodes) == 1 else Sum(tuple(nodes))

    def deeper(self, chain: Chain, scope: Scope) -> Node:
        """An expression inside another."""
        self.enter(chain.at)
        node = self.expression(chain, scope)
        self.depth -= 1
        return node

    def enter(self, at: int) -> None:
        """One level deeper.  An error ends the reading, so that no level is ever left open."""
        self.depth += 1
        if self.depth > DEPTH:
            raise self.source.too_deep(at)

    def conjugate(self, function: str, before: Sequence[Node], terms: int, sign: int, at: int) -> Node:
        """``+ h.c.``: clear only after a single term."""
        if len(before) != 1 or terms != 2 or sign < 0:
            todo = "write `(X + \\text{h.c.})` with one term X, or write all terms out"
            raise self.source.error(at, "`+ h.c.` must follow a single term", "another place", todo)
        return Call(function, (before[0],))

    def term(self, parts: Sequence[Part], scope: Scope) -> Node:
        """Factors in order, possibly divided by one operand at the end."""
        factors: list[Node] = []
        place = 0
        while place < len(parts):
            part = parts[place]
            if isinstance(part, Item):
                self.check_number(parts, place)
                if _is_large(part) and find_name(self, parts, place, scope) is None:
                    self.enter(part.at)
                    factors.append(sums.large(self, part, parts[place + 1 :], scope))
                    self.depth -= 1
                    break
                node, place = self.operand(parts, place, scope)
                factors.append(node)
            elif part.kind == "SLASH":
                return self.division(product(factors), parts, place, scope)
            else:
                place += 1
        return product(factors)

    def check_number(self, parts: Sequence[Part], place: int) -> None:
        """``2 3`` and ``2\\frac{1}{2}`` print as other numbers than their product."""
        before, part = (parts[place - 1] if place else None), parts[place]
        if not isinstance(before, Item) or not isinstance(part, Item) or not _is_number(before.atom):
            return
        mixed = isinstance(part.atom, Fraction) and _lone_number(part.atom.top) and _lone_number(part.atom.bottom)
        if _is_number(part.atom) or mixed:
            todo = "write `\\cdot` for a product, or one number"
            raise self.source.error(part.at, "two numbers side by side must be joined", "a second number", todo)

    def division(self, top: Node, parts: Sequence[Part], place: int, scope: Scope) -> Node:
        """``a/b``, which must end its term."""
        bottom, end = self.operand(parts, place + 1, scope)
        if end < len(parts):
            got = "a quotient that goes on: what follows may stand below or beside it"
            raise self.source.error(parts[end].at, "a quotient `a/b` must end its term", got, FRACTION_TODO)
        return quotient(top, bottom)

    def operand(self, parts: Sequence[Part], place: int, scope: Scope) -> tuple[Node, int]:
        """The operand at ``place`` and the place after it: a name, an application, a derivative or an atom."""
        item = parts[place]
        if not isinstance(item, Item) or (_is_large(item) and find_name(self, parts, place, scope) is None):
            got = "a sum, an integral or an operator"
            raise self.source.error(item.at, "an operand must stand here", got, "put it in brackets")
        if (derived := calculus.derivative(self, parts, place, scope)) is not None:
            return derived
        if (found := find_name(self, parts, place, scope)) is not None:
            return self.named(found, parts, place, scope)
        if (applied := functions.applied(self, parts, place, scope)) is not None:
            return applied
        return self.atom(item, scope), place + 1

    def named(self, found: Found, parts: Sequence[Part], place: int, scope: Scope) -> tuple[Node, int]:
        """A name with what follows from its kind."""
        end = place + found.count
        if found.kind is Kind.FUNCTION:
            return functions.application(self, found.name.key, (), found.sup, parts, end, scope)
        following = parts[end] if end < len(parts) else None
        if isinstance(following, Item) and _is_lone_number_in_brackets(following):
            todo = (
                f"register `{found.name.latex}` as a function or `{found.name.latex}(...)` as a name, or write `\\cdot`"
            )
            must = "a number in brackets after a name must be an argument or a factor"
            raise self.source.error(following.at, must, "either", todo)
        first = parts[place]
        if found.sup and found.count == 1 and isinstance(first, Item) and symbols.is_exponential(first):
            todo = "write `\\exp(...)` for the exponential, `(e)^2` for a power"
            raise self.source.error(first.at, "`e^...` must have one meaning", "`e` of the symbol table", todo)
        return self.raised(found.name, found.sup, found.kind, scope), end

    def atom(self, item: Item, scope: Scope) -> Node:
        """An item that is no registered name, with its scripts."""
        if isinstance(item.atom, Tok) and item.atom.kind != "NUMBER":
            return symbols.symbol(self, item, scope)
        if item.sub or item.primes:
            todo = "enter the whole in the symbol table if it is a name"
            raise self.source.error(item.at, "a subscript or prime must belong to a symbol", "one on a bracket", todo)
        if (
            item.sup
            and isinstance(item.atom, Group)
            and item.atom.opener.kind == "LBRACE"
            and not braced_item(item.atom)
        ):
            todo = "write brackets instead of braces, which do not print"
            raise self.source.error(item.sup.at, "what a superscript belongs to must be clear", "braces", todo)
        return self.raised(self.bare(item.atom, scope), item.sup, _kind(item.atom), scope)

    def bare(self, atom: Atom, scope: Scope) -> Node:
        """An atom without its scripts."""
        match atom:
            case Tok(_, text):
                return Number(Rational(text))
            case Group():
                return self.group(atom, scope)
            case Fraction(_, top, bottom):
                return quotient(self.deeper(top, scope), self.deeper(bottom, scope))
            case Root(opener, body):
                inner = self.deeper(body, scope)
                if int(opener.text) == 0:
                    raise self.source.error(opener.at, "the degree of a root must be positive", "0")
                return (
                    Call("sqrt", (inner,))
                    if opener.text == "2"
                    else Power(inner, Number(Rational(1, int(opener.text))))
                )
            case Grid(opener, rows):
                if len({len(row) for row in rows}) > 1:
                    raise self.source.error(opener.at, "the rows of a matrix must be equally long", "different lengths")
                self.enter(opener.at)
                entries = tuple(tuple(self.total(entry, scope) for entry in row) for row in rows)
                self.depth -= 1
                return Matrix(entries)

    def group(self, group: Group, scope: Scope) -> Node:
        """Brackets: grouping, commutator, anticommutator, mean value or modulus."""
        opener, members = group.opener, group.members
        if opener.kind == "LKET":
            return kets.ket(self, group)
        if opener.kind == "LBRA":
            todo = r"register `|k\rangle\langle l|` as one name"
            raise self.source.error(opener.at, "a bra must be a part of a name", "one that is none", todo)
        if opener.kind == "LBRACE" and not _single_term(members[0]):
            todo = "write brackets instead of braces, which do not print"
            raise self.source.error(opener.at, "a sum inside a term must stand in brackets", "braces", todo)
        pair = {"LSQB": "commutator", "LCURLY": "anticommutator"}.get(opener.kind)
        if group.bars or len(members) > 2 or (len(members) == 2 and pair is None):
            todo = "register it as a name if it is one; a list in brackets is read only after a function"
            if group.bars:
                todo = "register the whole bracket as a name, or write `\\left| ... \\right|` for a modulus"
            raise self.source.error(opener.at, "brackets must hold one expression here", "several", todo)
        values = tuple(self.deeper(member, scope) for member in members)
        if len(values) == 2 and pair is not None:
            return Call(pair, values)
        function = {"LANGLE": "expectation", "LBAR": "abs"}.get(opener.kind)
        return Call(function, values) if function else values[0]

    def raised(self, node: Node, sup: Tok | None, kind: Kind | None, scope: Scope) -> Node:
        """Apply a superscript: conjugate, adjoint, transpose, or a power."""
        return superscripts.raised(self, node, sup, kind, scope)

    def script(self, tokens: Sequence[Tok], scope: Scope, what: str) -> Node:
        """The inside of a script as an expression."""
        first = tokens[0]
        if len(tokens) == 1 and first.kind == "NUMBER":
            return Number(Rational(first.text))
        relation = next((t for t in tokens if t.kind == "RELATION"), None)
        if relation is not None:
            todo = "enter the name with its superscript in the symbol table"
            raise self.source.error(relation.at, f"a script must be {what} or part of a name", "a relation", todo)
        return self.deeper(self.structure(tokens), scope)

    def structure(self, tokens: Sequence[Tok]) -> Chain:
        """The syntax tree of the inside of a script."""
        last = tokens[-1]
        return parse(self.source, paired(self.source, tokens), last.at + len(last.text))


def product(factors: Sequence[Node]) -> Node:
    """A product in the order given; of one factor, the factor."""
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def quotient(top: Node, bottom: Node) -> Node:
    """A quotient; of two numbers, the number."""
    if isinstance(top, Number) and isinstance(bottom, Number) and bottom.value:
        return Number(top.value / bottom.value)
    return Quotient(top, bottom)


def _conjugate(parts: Sequence[Part]) -> str | None:
    """The function behind a term ``h.c.`` or ``c.c.``."""
    first = parts[0]
    if len(parts) > 1 or not isinstance(first, Item) or not isinstance(first.atom, Tok) or first.atom.kind != "WORD":
        return None
    return CONJUGATES.get(first.atom.text) if first.plain else None


def _kind(atom: Atom) -> Kind | None:
    """The kind that an atom shows by itself."""
    if isinstance(atom, Group):
        inner = braced_item(atom)
        return Kind.SCALAR if atom.opener.kind in ("LBAR", "LANGLE") else _kind(inner.atom) if inner else None
    return Kind.MATRIX if isinstance(atom, Grid) else Kind.SCALAR if isinstance(atom, Tok) else None


def _is_large(item: Item) -> bool:
    return isinstance(item.atom, Tok) and item.atom.kind == "LARGE"


def _is_number(atom: Atom) -> bool:
    return isinstance(atom, Tok) and atom.kind == "NUMBER"


def _lone_number(chain: Chain) -> bool:
    """Whether a chain is one number without sign and scripts."""
    _, parts = chain.sides[0].terms[0]
    first = parts[0]
    return (
        _single_term(chain) and len(parts) == 1 and isinstance(first, Item) and _is_number(first.atom) and not first.sup
    )


def _single_term(chain: Chain) -> bool:
    return not chain.relations and len(chain.sides[0].terms) == 1 and chain.sides[0].terms[0][0] > 0


def _is_lone_number_in_brackets(item: Item) -> bool:
    atom = item.atom
    return (
        isinstance(atom, Group)
        and atom.opener.kind == "LPAR"
        and len(atom.members) == 1
        and _lone_number(atom.members[0])
    )
