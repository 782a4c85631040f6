"""A generated module as Python source: plain NumPy, documented, the same bytes for the same record.

In: a `derive.emit.module.Module`.  Out: text, or the module itself, in memory.
"""

from __future__ import annotations

import ast
import linecache
from types import ModuleType

from derive.emit.body import Body, body
from derive.emit.docstrings import constant, docstring, function_lines, module_lines
from derive.emit.layout import INDENT, listing
from derive.emit.module import Function, Module
from derive.emit.refusals import check
from derive.emit.statements import NUMPY
from derive.emit.support import CLOSED, sources
from derive.errors import DeriveError

HEADER = "# Written by ratesmith; edit the model and run it again."
"""The first line of every file that may be replaced or removed without asking."""
MATHEMATICAL = {*NUMPY.values(), *(f"_{name}" for name in CLOSED)}


def source(module: Module) -> str:
    """The text of a generated module.

    It imports NumPy alone and depends on nothing but ``module``.

    Raises
    ------
    DeriveError : for names that are no identifiers or mean something else, arguments missing or out of order,
        formulas without a numerical form, constants without a fixed text.
    """
    check(module)
    bodies = [(function, body(function, module.parameters)) for function in module.functions]
    helpers = set().union(*(b.helpers for _, b in bodies))
    if any(function.arguments for function in module.functions):
        helpers |= {"arrays"}
    blocks = [_assignments(module), *sources(helpers)]
    blocks += ["\n".join([*([*b.tables, "", ""] if b.tables else []), *_function(f, b)]) for f, b in bodies]
    imports = (["from functools import wraps", ""] if "arrays" in helpers else []) + ["import numpy as np"]
    opening = "\n".join([HEADER, *docstring(module_lines(module)), "", *imports])
    return opening + "\n\n" + "\n\n\n".join(blocks) + "\n"


def compile_module(module: Module) -> ModuleType:
    """The generated module, executed in memory; not registered under its name.

    Raises
    ------
    DeriveError : as `source`.
    """
    text = source(module)
    filename = f"<generated {module.name} {module.digest}>"
    compiled = ModuleType(module.name)
    exec(compile(text, filename, "exec"), compiled.__dict__)
    # Where tracebacks and inspect.getsource look for the lines of a file that does not exist.
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    return compiled


def operation_count(module: Module, name: str) -> int:
    """How many arithmetic operations and function calls one function of a module performs on its arguments.

    Counted in the source itself: operators between values that are not both constant, and calls of mathematical
    functions.  Real and imaginary parts are views and count nothing.

    Raises
    ------
    DeriveError : if the module has no such function.
    """
    function = next((f for f in module.functions if f.name == name), None)
    if function is None:
        known = ", ".join(f.name for f in module.functions)
        raise DeriveError(f"generated module {module.name!r}", f"the function must be one of {known}", repr(name))
    lines = _function(function, body(function, module.parameters))
    return sum(map(_counts, ast.walk(ast.parse("\n".join(lines)))))


def _counts(node: ast.AST) -> bool:
    """Whether a node of the syntax tree is an operation on values."""
    match node:
        case ast.Call():
            return ast.unparse(node.func) in MATHEMATICAL
        case ast.BinOp():
            return not (_is_constant(node.left) and _is_constant(node.right))
        case ast.UnaryOp():
            return not _is_constant(node.operand)
    return False


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_constant(node.left) and _is_constant(node.right)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.UnaryOp) and _is_constant(node.operand))


def _assignments(module: Module) -> str:
    lines = constant("DIGEST", module.digest)
    lines += constant("PARAMETERS", tuple(p.name for p in module.parameters))
    lines += constant("UNITS", {p.name: p.unit for p in module.parameters})
    lines += constant("DOMAINS", {p.name: p.domain for p in module.parameters})
    for name, value in module.constants:
        lines += constant(name, value)
    return "\n".join(lines)


def _function(function: Function, written: Body) -> list[str]:
    arguments = ["y"] if function.state else []
    arguments += ["*", *function.arguments] if function.arguments else []
    return [
        *(["@_arrays"] if function.arguments else []),
        *listing(f"def {function.name}(", arguments, "):"),
        *docstring(function_lines(function), INDENT),
        *written.lines,
    ]
