"""Printed LaTeX to relations between expression trees, driven by a symbol table.

    text -> tokens -> paired brackets -> statements -> structure (grammar.lark) -> expression trees

Nothing is guessed: a token that is unknown, or that fits two readings, is a `LatexError` that points at it and says
what would settle it.  The conventions are listed in `derive.reader.lower`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from derive.errors import LatexError
from derive.expr import Node
from derive.reader.brackets import paired
from derive.reader.layout import layout
from derive.reader.lower import Lowering
from derive.reader.names import DOTS, Scope
from derive.reader.source import Source
from derive.reader.sums import index_choices
from derive.reader.syntax import Chain, Item, Total, parse
from derive.reader.table import Table
from derive.reader.tokens import Tok, scan
from derive.reader.vocabulary import RELATIONS

NO_INDICES: Mapping[str, tuple[int, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class Relation:
    """One statement: ``sides[0] kind sides[1] kind sides[2] ...``.

    ``kind`` is one of ``= := =: equiv < > <= >= to approx leftrightarrow gg ll``.  A chain of mixed kinds is several
    relations that share a side: ``a = b =: c`` is ``a = b`` and ``b =: c``.  Several expressions without any relation
    are one statement of kind ``list``: it names things and says nothing of them.
    ``open``: a side ends in ``+ \\dots``, so that its printed terms are some of its terms.
    """

    kind: str
    sides: tuple[Node, ...]
    open: bool = False


def read(
    latex: str,
    table: Table,
    where: str = "formula",
    indices: Mapping[str, tuple[int, ...]] = NO_INDICES,
    stands_for: Sequence[str] = (),
) -> tuple[Relation, ...]:
    """All statements of a formula, in the order printed.

    Parameters
    ----------
    latex : the formula as printed, with or without ``$``, tags, trailing punctuation, aligned rows.
    table : what the names stand for.
    where : the place of the formula, for errors.
    indices : the values of index letters.  A statement with free indices in subscripts is repeated for each choice
        of values, the last index running fastest.  A remark ``(i = 1, 2)`` at the end of the formula does the same.
    stands_for : for a formula of expressions without relations, LaTeX of what each stands for; it is read as the left
        side of an equation.

    Raises `LatexError`; no other exception.
    """
    source = _source(latex, where)
    page = layout(source, paired(source, scan(source)))
    chains = [_parsed(source, tokens) for tokens in page.statements]
    ranges = _merged(source, indices, page.indices)
    chains = _named(source, table, ranges, chains, stands_for) if stands_for else chains
    relations: list[Relation] = []
    used: set[str] = set()
    if len(chains) > 1 and not any(chain.relations for chain in chains):
        lowering = Lowering(source, table, {})
        return (Relation("list", tuple(lowering.expression(chain, Scope()) for chain in chains)),)
    for chain in chains:
        found, letters = _statement(source, table, chain, ranges)
        relations += found
        used |= letters
    for letter, at in page.remarks.items():
        if letter not in used:
            todo = "state a condition as an assumption of its own"
            raise source.error(at, "a remark in brackets must give the values of an index", f"`{letter}`, none", todo)
    return tuple(relations)


def read_expression(latex: str, table: Table, where: str = "formula") -> Node:
    """The one expression that a formula without relation is.  Raises `LatexError`; no other exception."""
    source = _source(latex, where)
    return Lowering(source, table, {}).expression(_alone(source), Scope())


def _alone(source: Source) -> Chain:
    """The structure of the one statement that a text holds."""
    statements = layout(source, paired(source, scan(source))).statements
    if len(statements) > 1:
        raise source.error(statements[1][0].at, "one expression must stand alone", "a second one")
    return _parsed(source, statements[0])


def _source(latex: str, where: str) -> Source:
    if not isinstance(latex, str):
        raise LatexError(where, "a formula must be a string of LaTeX", type(latex).__name__)
    return Source(latex, where)


def _merged(
    source: Source, given: Mapping[str, tuple[int, ...]], printed: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """The values of indices, given and printed; they must agree."""
    for letter, values in printed.items():
        if letter in given and tuple(given[letter]) != values:
            got = f"{tuple(given[letter])} given and {values} printed"
            raise LatexError(source.where, f"the values of index `{letter}` must agree", got, "leave one away")
    merged = {letter: tuple(values) for letter, values in (*given.items(), *printed.items())}
    for letter, values in merged.items():
        if not values or any(type(v) is not int for v in values):
            raise LatexError(source.where, f"index `{letter}` must have whole numbers as values", repr(values))
    return merged


def _named(
    source: Source,
    table: Table,
    ranges: dict[str, tuple[int, ...]],
    chains: Sequence[Chain],
    stands_for: Sequence[str],
) -> list[Chain]:
    """Expressions as equations with what each stands for."""
    if len(chains) != len(stands_for) or any(chain.relations for chain in chains):
        got = f"{len(stands_for)} names for {len(chains)} statements"
        todo = "give one for each statement, if none has a relation"
        raise source.error(0, "what stands for expressions must be one name for each", got, todo)
    first = {letter: str(values[0]) for letter, values in ranges.items()}
    named = []
    for chain, text in zip(chains, stands_for, strict=True):
        own = _source(text, f"{source.where}, what it stands for")
        head = _alone(own)
        # Read here once, so that an error points into this text and not into the formula.
        Lowering(own, table, ranges).expression(head, Scope(first, frozenset(first)))
        named.append(Chain((*head.sides, *chain.sides), (Tok("RELATION", "=", chain.at),)))
    return named


def _parsed(source: Source, tokens: Sequence[Tok]) -> Chain:
    last = tokens[-1]
    return parse(source, tokens, last.at + len(last.text))


def _statement(
    source: Source, table: Table, chain: Chain, ranges: dict[str, tuple[int, ...]]
) -> tuple[list[Relation], set[str]]:
    """The relations of one statement, repeated for the values of its free indices, and the indices in it."""
    if not chain.relations:
        raise source.error(chain.at, "a statement must hold a relation", "an expression", "write both sides of it")
    first = {letter: str(values[0]) for letter, values in ranges.items()}
    lowering = Lowering(source, table, ranges)
    relations = _relations(lowering, chain, Scope(first, frozenset(first)))
    for letter, error in lowering.doubtful.items():
        if letter in lowering.used:
            raise error
    if lowering.used:
        relations = []
        for values in index_choices(ranges, lowering.used):
            relations += _relations(Lowering(source, table, ranges), chain, Scope(values, frozenset(values)))
    return relations, lowering.used | lowering.summed


def _relations(lowering: Lowering, chain: Chain, scope: Scope) -> list[Relation]:
    printed = [_without_dots(side) for side in chain.sides]
    sides = [lowering.total(side, scope) for side in printed]
    dotted = [short is not side for short, side in zip(printed, chain.sides, strict=True)]
    kinds = [RELATIONS[token.text] for token in chain.relations]
    relations: list[Relation] = []
    for i, kind in enumerate(kinds):
        if relations and kinds[i - 1] == kind:
            last = relations[-1]
            relations[-1] = Relation(kind, (*last.sides, sides[i + 1]), last.open or dotted[i + 1])
        else:
            relations.append(Relation(kind, (sides[i], sides[i + 1]), dotted[i] or dotted[i + 1]))
    return relations


def _without_dots(side: Total) -> Total:
    """A side without the dots that end it as a term of their own; dots anywhere else stay, and are refused."""
    _, parts = side.terms[-1]
    atom = parts[0].atom if len(parts) == 1 and isinstance(parts[0], Item) and parts[0].plain else None
    dotted = len(side.terms) > 1 and isinstance(atom, Tok) and atom.text in DOTS
    return Total(side.terms[:-1]) if dotted else side
