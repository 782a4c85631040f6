"""Reading a claim: from printed LaTeX to exact values, under a symbol map and one choice of conventions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from derive.claims import integrals, operations
from derive.claims.claim import Claim, ClaimSet, Convention
from derive.claims.kets import is_ket, read_ket
from derive.claims.quantities import Quantities
from derive.claims.values import Grid, Mean
from derive.errors import ClaimError
from derive.exact.roots import sqrt
from derive.exact.scalar import constant
from derive.expr import Call, Name, Node, children, fold
from derive.near import nearest
from derive.parameters import I, value_of
from derive.reader.reader import Relation, read, read_expression
from derive.reader.table import Entry, Kind, Table, spelling

PRINTED_I = "printed I"
"""The key of a printed ``I`` that the symbol map gives another meaning than the imaginary unit."""
KINDS = {kind.value: kind for kind in Kind}


class Reading:
    """One way to read the claims of a set: its symbol map with the conventions in force.

    Values are exact: `Scalar`, `Op`, `Mean` or `Grid`.
    """

    def __init__(self, claims: ClaimSet, models: Mapping[str, Quantities], main: Quantities):
        self.claims, self.models, self.main = claims, models, main
        # What the model has itself is no other thing because the set declares it, too.
        own = main.names()
        self.symbols = {s.name: s for s in claims.symbols if own.get(s.name) != "scalar"}

    def relations(self, claim: Claim, conventions: tuple[Convention, ...] = ()) -> tuple[Relation, ...]:
        """The statements of a claim."""
        names = self._names(claim, conventions)
        text, where = claim.reads or claim.latex, f"claim {claim.tag}"
        return read(text, self._table(names), where, claim.indices, claim.stands_for)

    def assumptions(self, claim: Claim) -> tuple[Relation, ...]:
        """The relations under which a claim is printed; conventions do not touch them."""
        table = self._table(self._names(claim, ()))
        where = f"claim {claim.tag}, assumption"
        return tuple(relation for text in claim.assume for relation in read(text, table, where, claim.indices))

    def spoken(self, claim: Claim, nodes: Iterable[Node]) -> frozenset[str]:
        """The names of the model's quantities that trees lead to, by way of the symbol map's definitions."""
        names = self._names(claim, ())
        waiting, seen, found = list(nodes), set(), set()
        while waiting:
            for printed in _printed(waiting.pop()):
                target = names.get(printed, "")
                if target.startswith("=") and target not in seen:
                    waiting.append(read_expression(target[1:], self._table(names), f"definition {target[1:]}"))
                elif target and not target.startswith("="):
                    found.add(target)
                seen.add(target)
        return frozenset(found)

    def value(
        self,
        node: Node,
        claim: Claim,
        conventions: tuple[Convention, ...],
        moving: bool,
        within: tuple[str, ...] = (),
    ) -> Any:
        """The exact value of a tree; ``within`` are the definitions of the symbol map that led to it."""
        bound = integrals.bound_names(node)
        names = _Names(self, self._names(claim, conventions), bound, claim, moving, within)
        try:
            functions = self._functions(claim, names.names, moving)
            return fold(node, names, functions, constant, lambda rows: Grid(tuple(map(tuple, rows))))
        except TypeError as error:
            # The values' operators say so when they do not join: 1/operator, a power that is no number.
            raise ClaimError(
                f"claim {claim.tag}",
                "every operation must have an exact meaning for what it joins",
                f"one that has none ({error})",
                "check the printed formula, or mark the claim as a definition",
            ) from None
        except KeyError as missing:
            raise ClaimError(
                f"claim {claim.tag}",
                "every symbol and function must have an exact meaning here",
                f"{missing.args[0]!r}, which has none",
                "map the name in [names], or mark the claim as a definition",
            ) from None

    def entry(self, text: str, claim: Claim, moving: bool, within: tuple[str, ...] = ()) -> Any:
        """What the symbol map's right side stands for: a derived name, or LaTeX after ``=``."""
        if text.startswith("="):
            return self._defined(text, claim, moving, within)
        model, _, name = text.rpartition(".")
        if not model and name in self.symbols:
            return value_of(self.symbols[name])
        if model and model not in self.models:
            raise self._foreign(claim, text, model)
        derived = self.models[model] if model else self.main
        try:
            return derived.value(name, moving)
        except KeyError:
            raise self._unknown(claim, text, derived) from None

    def _defined(self, text: str, claim: Claim, moving: bool, within: tuple[str, ...]) -> Any:
        """The value of a name that LaTeX defines."""
        if text in within:
            raise ClaimError(
                f"claim {claim.tag}",
                "a definition of the symbol map must not lead back to itself",
                " -> ".join(repr(t[1:]) for t in (*within, text)),
                "define one of the names by quantities of the model",
            )
        # The definition is read with the paper's own names: a convention must not be applied twice.
        node = read_expression(text[1:], self._table(self._names(claim, ())), f"definition {text[1:]}")
        return self.value(node, claim, (), moving, (*within, text))

    def _names(self, claim: Claim, conventions: tuple[Convention, ...]) -> dict[str, str]:
        """Printed name -> what it stands for: the model's own names, the set's, the claim's, the conventions'."""
        stated = {s.latex: s.name for s in self.claims.symbols} | dict(self.claims.names) | dict(claim.names)
        spelled = set(map(spelling, stated))
        names = {latex: name for latex, name in self.main.printed().items() if spelling(latex) not in spelled} | stated
        for convention in conventions:
            names |= {printed: f"={latex}" for printed, latex in convention.names.items()}
        return names

    def _table(self, names: Mapping[str, str]) -> Table:
        kinds = {latex: self._kind(target, names) for latex, target in names.items()}
        return Table(Entry(latex, _key(latex, target, kinds[latex]), kinds[latex]) for latex, target in names.items())

    def _kind(self, target: str, names: Mapping[str, str], depth: int = 0) -> Kind:
        """Scalar, operator or matrix; a name defined by LaTeX is an operator if a name in it is."""
        if target.startswith("="):
            inside = [t for printed, t in names.items() if printed in target and t != target]
            kinds = {self._kind(t, names, depth + 1) for t in inside} if depth < 3 else set()
            return next((k for k in (Kind.MATRIX, Kind.OPERATOR) if k in kinds), Kind.SCALAR)
        model, _, name = target.rpartition(".")
        # A model that does not exist is refused where the name is used.
        return KINDS[self.models.get(model, self.main).names().get(name, "scalar")]

    def _unknown(self, claim: Claim, name: str, derived: Quantities) -> ClaimError:
        known = ", ".join(sorted(derived.names()))
        return ClaimError(
            f"claim {claim.tag}",
            f"a name of the symbol map must be a quantity of model {derived.model.name!r} ({known})",
            repr(name),
            "correct the map, or add the quantity to the model's observables",
        )

    def _foreign(self, claim: Claim, name: str, model: str) -> ClaimError:
        return ClaimError(
            f"claim {claim.tag}",
            "a name `model.quantity` of the symbol map must name a model of the study",
            repr(name),
            nearest(model, self.models),
        )

    def _functions(self, claim: Claim, names: Mapping[str, str], moving: bool) -> dict[str, Callable[..., Any]]:
        """The functions of every formula, then the model's own, by the reader's names and by those printed."""
        own = self.main.functions()
        return {
            "re": operations.real_part,
            "im": operations.imaginary_part,
            "conj": operations.conjugate,
            "abs": operations.modulus,
            "sqrt": sqrt,
            **operations.ELEMENTARY,
            **integrals.BINDING,
            "adjoint": operations.adjoint,
            "transpose": operations.transpose,
            "trace": operations.trace,
            "commutator": operations.commutator,
            "anticommutator": operations.anticommutator,
            "expectation": operations.expectation(Mean if moving else self.main.mean),
            "time_derivative": lambda value: self.main.rate(value, claim.part),
            "derivative": operations.partial,
            **own,
            **{printed: own[target] for printed, target in names.items() if target in own},
        }


class _Names(Mapping[str, Any]):
    """The values of printed names, looked up when needed; ``bound`` are those that the formula itself introduces."""

    def __init__(
        self,
        reading: Reading,
        names: Mapping[str, str],
        bound: Mapping[str, Any],
        claim: Claim,
        moving: bool,
        within: tuple[str, ...],
    ):
        self.reading, self.names, self.bound = reading, names, bound
        self.claim, self.moving, self.within = claim, moving, within

    def __getitem__(self, key: str) -> Any:
        if key == "I":
            return I
        key = "I" if key == PRINTED_I else key
        if key not in self.names:
            return read_ket(key) if is_ket(key) else self.bound[key]
        return self.reading.entry(self.names[key], self.claim, self.moving, self.within)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _key(latex: str, target: str, kind: Kind) -> str:
    """What the reader calls a name: its LaTeX, except that ``I`` is the reader's imaginary unit."""
    if target == "I":
        return "I"
    return PRINTED_I if latex == "I" and kind is not Kind.FUNCTION else latex


def _printed(node: Node) -> Iterator[str]:
    """The names and functions of a tree, as often as they occur."""
    # A name "I" is the reader's imaginary unit, whatever a function of that name is.
    if isinstance(node, Name) and node.key != "I":
        yield "I" if node.key == PRINTED_I else node.key
    if isinstance(node, Call):
        yield node.function
    for part in children(node):
        yield from _printed(part)


def is_moving(node: Node) -> bool:
    """Whether a tree speaks of time derivatives."""
    return (isinstance(node, Call) and node.function == "time_derivative") or any(map(is_moving, children(node)))
