"""Values as Python statements: what is used twice gets a name, the rest is written where it is used.

In: shared operations and the entries wanted.  Out: assignments in an order in which each name is known when used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from derive.emit.graph import ONE, UNIT, Multiple, Operation, Scale
from derive.emit.layout import Chain, Enclosed, Expression, Level, Text, flat, operand, statement
from derive.emit.naming import name_of
from derive.emit.sharing import reachable
from derive.errors import DeriveError

ELEMENTARY = ("exp", "expm1", "log", "log1p", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "conj")
NUMPY = {**{name: f"np.{name}" for name in ELEMENTARY}, "arg": "np.angle"}
"""What a call is in NumPy; any other is a private function of the module."""
EXACT_INTEGERS = 2**53
LARGEST = 10**308


class Statements:
    """The statements of one function body.

    Parameters
    ----------
    operations, roots : from `derive.emit.sharing.shared`.
    taken : names that mean something else in the function.
    where : the function, for errors.
    """

    def __init__(
        self, operations: list[Operation], roots: Sequence[Multiple], taken: Iterable[str], where: str
    ) -> None:
        self.operations = operations
        self.where = where
        self.order = reachable(operations, roots)
        self._taken = set(taken)
        self._named: dict[int, str] = {}
        self._uses = self._counted(roots)
        self._bottoms = {operations[v].parts[1].value for v in self.order if operations[v].kind == "quotient"}

    def functions(self) -> set[str]:
        """The private functions of the module that are called."""
        calls = {self.operations[v].name for v in self.order if self.operations[v].kind == "call"}
        return calls - set(NUMPY) - {"re", "im", "as_complex"}

    def assignments(self, root: Multiple) -> Iterator[str]:
        """What must be computed before ``root`` can be written, and was not yet."""
        for value in reachable(self.operations, [root]):
            if self._uses[value] > 1 and value not in self._named and not self._trivial(value):
                expression = self._expression(value)
                self._named[value] = self._new_name(value)
                yield from statement(f"{self._named[value]} = ", expression)

    def named(self, value: int, wanted: str) -> str:
        """The name by which a value is referred to from here on; the caller writes the assignment."""
        self._named[value] = self._free(wanted)
        return self._named[value]

    def expression(self, m: Multiple) -> Expression:
        """A multiple of a value, in terms of the names assigned."""
        size = m.scale.size
        if m.value == ONE.value:
            return self._number(m.scale)
        bare = self._operand(m.value)
        if m.scale == UNIT:
            return bare
        sign, coefficient = ("-" if size < 0 else ""), Scale(abs(size), m.scale.turned)
        if coefficient == UNIT:
            links = bare.links if isinstance(bare, Chain) and bare.level == Level.PRODUCT else ()
            return Chain((("-", links[0][1]), *links[1:]) if links else (("-", operand(bare, Level.POWER)),), Level.SUM)
        links = self._scaled(coefficient, m.value, bare)
        return Chain(((sign, links[0][1]), *links[1:]), Level.SUM if sign else Level.PRODUCT)

    def _scaled(self, c: Scale, value: int, bare: Expression) -> tuple[tuple[str, Expression], ...]:
        """``c * value`` as the links of a product; constants are left to the compiler to fold."""
        operation = self.operations[value]
        inverse = not c.turned and c.size.numerator == 1 and not _dyadic(c.size)
        inverse = inverse and c.size.denominator < EXACT_INTEGERS
        if operation.kind == "quotient" and value not in self._named and operation.parts[0] == ONE:
            return (*self._literal(c), ("/", operand(self._operand(operation.parts[1].value), Level.POWER)))
        links = (
            bare.links
            if isinstance(bare, Chain) and bare.level == Level.PRODUCT
            else (("", operand(bare, Level.POWER)),)
        )
        if inverse and operation.kind != "quotient":
            return (*links, ("/", Text(str(c.size.denominator))))
        return (*self._literal(c), ("*", links[0][1]), *links[1:])

    def _number(self, scale: Scale) -> Expression:
        links = self._literal(Scale(abs(scale.size), scale.turned))
        sign = "-" if scale.size < 0 else ""
        level = Level.SUM if sign else Level.PRODUCT if len(links) > 1 else Level.ATOM
        return Text(flat(Chain(((sign, links[0][1]), *links[1:]), Level.PRODUCT)), level)

    def _literal(self, scale: Scale) -> tuple[tuple[str, Expression], ...]:
        """A non-negative number: an integer, a binary fraction, or a quotient of integers."""
        size, unit = scale.size, "j" if scale.turned else ""
        nearest = float(size) if size < LARGEST else 0.0
        if not nearest and size:
            digits = len(str(size.numerator)) - len(str(size.denominator))
            raise DeriveError(
                self.where, "every number must lie between 1e-308 and 1e308", f"about 1e{digits:+d}", "change the units"
            )
        if size.denominator == 1 and size < EXACT_INTEGERS:
            return (("", Text(f"{size.numerator}{unit}")),)
        if _dyadic(size) or max(size.numerator, size.denominator) >= EXACT_INTEGERS:
            return (("", Text(f"{nearest!r}{unit}")),)
        return (("", Text(f"{size.numerator}{unit}")), ("/", Text(str(size.denominator))))

    def _operand(self, value: int) -> Expression:
        return Text(self._named[value]) if value in self._named else self._expression(value)

    def _expression(self, value: int) -> Expression:
        operation = self.operations[value]
        parts = operation.parts
        match operation.kind:
            case "one":
                return Text("1")
            case "name":
                return Text(operation.name)
            case "sum":
                return self._sum(parts)
            case "product":
                return self._product(parts)
            case "quotient":
                top = operand(self._operand(parts[0].value), Level.PRODUCT)
                links = top.links if isinstance(top, Chain) else (("", top),)
                bottom = operand(self._operand(parts[1].value), Level.POWER)
                return Chain((*links, ("/", bottom)), Level.PRODUCT)
            case "power":
                base, exponent = (self.expression(part) for part in parts)
                return Chain((("", operand(base, Level.ATOM)), ("**", operand(exponent, Level.ATOM))), Level.POWER)
        if len(parts) > 1:
            return Text(f"_{operation.name}({', '.join(flat(self.expression(part)) for part in parts)})")
        return self._call(operation.name, self.expression(parts[0]))

    def _call(self, name: str, argument: Expression) -> Expression:
        if name in {"re", "im"}:
            after = ".real" if name == "re" else ".imag"
            bracketed = operand(argument, Level.ATOM)
            return (
                Enclosed("", bracketed, after) if isinstance(bracketed, Text) else Enclosed("(", argument, ")" + after)
            )
        if name == "as_complex":
            return Chain((("", argument), ("+", Text("0j"))), Level.SUM)
        return Enclosed(NUMPY.get(name, f"_{name}") + "(", argument, ")")

    def _sum(self, parts: tuple[Multiple, ...]) -> Expression:
        # A leading minus sign would be an operation of its own.
        lead = next((k for k, part in enumerate(parts) if part.scale.size > 0), 0)
        ordered = [parts[lead], *parts[:lead], *parts[lead + 1 :]]
        links: list[tuple[str, Expression]] = []
        for k, part in enumerate(ordered):
            negative = part.scale.size < 0
            term = self.expression(part.times(Scale(Fraction(-1))) if negative and k else part)
            if k == 0 and isinstance(term, Chain) and negative:
                links.append(("", term))
            else:
                links.append((("-" if negative else "+") if k else "", operand(term, Level.PRODUCT)))
        return Chain(tuple(links), Level.SUM)

    def _product(self, parts: tuple[Multiple, ...]) -> Expression:
        factors = [self.expression(part) for part in parts]
        links: list[tuple[str, Expression]] = []
        for k, factor in enumerate(factors):
            if k == 0 and isinstance(factor, Chain) and factor.level == Level.PRODUCT:
                links += factor.links
            else:
                links.append(("*" if k else "", operand(factor, Level.POWER)))
        return Chain(tuple(links), Level.PRODUCT)

    def _counted(self, roots: Sequence[Multiple]) -> Counter[int]:
        """How often each value is written; a part of a complex number counts as its number."""
        uses: Counter[int] = Counter()
        for root in dict.fromkeys(roots):
            uses[root.value] += 1
        for value in reversed(self.order):
            operation = self.operations[value]
            part = operation.kind == "call" and operation.name in {"re", "im"}
            for p in operation.parts:
                uses[p.value] += uses[value] if part else 1
        return uses

    def _trivial(self, value: int) -> bool:
        operation = self.operations[value]
        return operation.kind in {"one", "name"} or (operation.kind == "call" and operation.name in {"re", "im"})

    def _new_name(self, value: int) -> str:
        meaning = name_of(self.operations, value)
        if not meaning and value in self._bottoms:
            meaning = "denominator"
        return self._free(meaning)

    def _free(self, wanted: str) -> str:
        """``wanted``, or the first of x0, x1, ... that means nothing else here."""
        used = self._taken | set(self._named.values())
        names = (f"x{k}" for k in range(len(used) + 1))
        return wanted if wanted and wanted not in used else next(name for name in names if name not in used)


def _dyadic(q: Fraction) -> bool:
    """Whether a float holds the fraction exactly and prints it shortly."""
    return q.denominator & (q.denominator - 1) == 0 and q.denominator <= 64 and q.numerator < EXACT_INTEGERS
