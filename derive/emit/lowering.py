"""From the tree a person would write to the values a program computes.

In: a `derive.emit.module.Function` and its module's parameters.  Out: a graph and one `Multiple` for each entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derive.emit import complexes, stable
from derive.emit.graph import ONE, Graph, Multiple, Scale
from derive.emit.module import IMAGINARY_UNIT, PI, Function, Parameter
from derive.errors import DeriveError
from derive.expr import Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum

PLAIN = {"sin", "cos", "tan", "sinh", "cosh", "tanh", "bose", "fermi"}
OF_TWO = {"mixing", "reciprocal_log1p"}
"""Functions of two arguments, real wherever they have a value."""


class Lowering:
    """The values of one function; its entries share them.

    Raises
    ------
    DeriveError : from `value`, for a name that is no argument, a function without a numerical form, a division by 0.
    """

    def __init__(self, function: Function, parameters: Iterable[Parameter]) -> None:
        self.graph = Graph()
        self.where = f"generated function {function.name!r}"
        self.is_complex = function.dtype == "complex"
        domains: Mapping[str, str] = {p.name: p.domain for p in parameters if p.name in function.arguments}
        self._domains = {**domains, **dict.fromkeys(function.state, function.state_dtype)}
        # The same tree object may be met many times, in a Jacobian for instance.
        self._done: dict[tuple[int, bool], tuple[Node, Multiple]] = {}

    def entry(self, node: Node) -> Multiple:
        """The value of one entry; its real part if the function is real and the tree does not show it is."""
        m = self.value(node, self.is_complex)
        return m if self.is_complex else complexes.real_part(self.graph, m)

    def value(self, node: Node, as_complex: bool) -> Multiple:
        """The value of a tree; ``as_complex``: roots and logarithms of negative numbers are wanted."""
        key = (id(node), as_complex)
        if key not in self._done:
            try:
                self._done[key] = (node, self._value(node, as_complex))
            except ZeroDivisionError:
                raise DeriveError(
                    self.where, "no denominator may be exactly 0", "a division by 0", "correct the formula it was given"
                ) from None
            except OverflowError:
                todo = "change the units"
                raise DeriveError(self.where, "numbers must be below 1e308", "a larger power", todo) from None
        return self._done[key][1]

    def _value(self, node: Node, as_complex: bool) -> Multiple:
        g = self.graph
        match node:
            case Number(q):
                return ONE.times(Scale(q))
            case Name(key, _):
                return self._name(key)
            case Sum(terms):
                return stable.add(g, [self.value(term, as_complex) for term in terms])
            case Product(factors):
                return stable.multiply(g, [self.value(factor, as_complex) for factor in factors])
            case Quotient(top, bottom):
                return stable.divide(g, self.value(top, as_complex), self.value(bottom, as_complex))
            case Power(base, exponent):
                return stable.power(g, self.value(base, as_complex), self.value(exponent, as_complex), as_complex)
            case Call(function, (argument,)):
                return self._call(function, argument, as_complex)
            case Call(function, (first, second)) if function in OF_TWO:
                return g.call(function, self.value(first, False), self.value(second, False), real=True)
            case Matrix():
                raise self._refused("a matrix inside a formula", "give its entries, or the product worked out")
        raise self._refused(f"{node.function!r} of {len(node.arguments)} arguments", "evaluate it before")

    def _name(self, key: str) -> Multiple:
        if key == IMAGINARY_UNIT.key:
            return ONE.times(Scale(turned=True))
        if key == PI.key:
            return self.graph.name("np.pi", True, True)
        if key not in self._domains:
            raise DeriveError(
                self.where, "every name must be one of its arguments or state components", repr(key), f"declare {key!r}"
            )
        domain = self._domains[key]
        return self.graph.name(key, domain != "complex", domain in {"positive", "nonnegative"})

    def _call(self, function: str, argument: Node, as_complex: bool) -> Multiple:
        g = self.graph
        parts = {
            "re": complexes.real_part,
            "im": complexes.imaginary_part,
            "conj": complexes.conjugate,
            "abs": complexes.modulus,
        }
        if function in parts or function == "arg":
            m = self.value(argument, True)
            return parts[function](g, m) if function in parts else g.call("arg", m, real=True)
        m = self.value(argument, as_complex)
        if function in PLAIN:
            return stable.function(g, function, m)
        match function:
            case "exp":
                return stable.exponential(g, m)
            case "sqrt":
                return stable.root(g, m, as_complex)
            case "threshold_root":
                return g.call("threshold_root", m, real=False)
            case "log":
                return stable.logarithm(g, m, as_complex)
            case "coth":
                return stable.divide(g, ONE, stable.function(g, "tanh", m))
        raise self._refused(repr(function), "evaluate it before, or write it with functions that have one")

    def _refused(self, got: str, todo: str) -> DeriveError:
        return DeriveError(self.where, "a formula must have a numerical form", got, todo)
