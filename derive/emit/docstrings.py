"""The words of a generated module: docstrings and constants, in Python's notation.

Text of users enters here and nowhere else; whatever it holds, it stays inside its quotes.
"""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Iterable, Sequence

from derive.emit.layout import INDENT, WIDTH, listing
from derive.emit.module import Function, Module, shape
from derive.errors import DeriveError


def docstring(lines: Iterable[str], margin: str = "") -> list[str]:
    """A docstring; lines that are too long are broken at their blanks."""
    wrapped = [piece for line in lines for piece in _wrapped(_printable(line), WIDTH - len(margin) - 3)]
    text = [line.replace('"""', "'''") for line in wrapped]
    mark = 'r"""' if any("\\" in line for line in text) else '"""'
    if len(text) == 1 and text[0][-1:] not in {'"', "\\"} and len(text[0]) < WIDTH - len(margin) - 7:
        return [f'{margin}{mark}{text[0]}"""']
    first, *rest = text
    # A quotation mark at the start would lengthen the opening ones.
    first = f" {first}" if first.startswith('"') else first
    return [f"{margin}{mark}{first}", *(f"{margin}{line}".rstrip() for line in rest), f'{margin}"""']


def module_lines(module: Module) -> list[str]:
    """What the docstring of a module says."""
    lines = [module.title]
    if module.doc:
        lines += ["", *module.doc]
    if module.parameters:
        lines += ["", "Parameters", "----------", *_table(module)]
        lines += [
            "",
            "Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.",
        ]
    return [*lines, "", f"Made from the model with digest {module.digest}."]


def function_lines(function: Function) -> list[str]:
    """What the docstring of a function says."""
    axes = "".join(f", {n}" for n in shape(function.result))
    lines = [function.summary, ""]
    if function.details:
        lines += [*function.details, ""]
    if function.state:
        lines.append(f"y: {function.state_dtype}, shape (..., {len(function.state)}): {', '.join(function.state)}.")
    return [*lines, f"Returns: {function.dtype}, shape (...{axes})."]


def constant(name: str, value: object) -> list[str]:
    """The assignment of a constant.

    Raises
    ------
    DeriveError : for a value that has no fixed text: a set, a float that is no number, an object.
    """
    if isinstance(value, tuple | list):
        brackets = "()" if isinstance(value, tuple) else "[]"
        items = [_literal(name, item) for item in value]
        closing = "," + brackets[1] if isinstance(value, tuple) and len(items) == 1 else brackets[1]
        return listing(f"{name} = {brackets[0]}", items, closing)
    if isinstance(value, dict):
        pairs = [f"{_literal(name, key)}: {_literal(name, item)}" for key, item in value.items()]
        line = f"{name} = {{{', '.join(pairs)}}}"
        if len(line) <= WIDTH:
            return [line]
        return [f"{name} = {{", *(f"{INDENT}{pair}," for pair in pairs), "}"]
    return [f"{name} = {_literal(name, value)}"]


def _literal(name: str, value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value)
    if value is None or isinstance(value, bool | int):
        return repr(value)
    if isinstance(value, float) and math.isfinite(value):
        return repr(float(value))
    if isinstance(value, tuple):
        items = [_literal(name, item) for item in value]
        return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
    if isinstance(value, list):
        return f"[{', '.join(_literal(name, item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_literal(name, k)}: {_literal(name, v)}' for k, v in value.items())}}}"
    raise DeriveError(
        f"generated module, constant {name!r}",
        "a constant must be made of text, finite numbers, truth values, tuples, lists and dictionaries",
        repr(value),
        "sort a set into a tuple; write other objects as text",
    )


def _table(module: Module) -> list[str]:
    """Name, unit, domain, meaning and printed form, in columns."""
    rows = [(p.name, p.unit or "1", p.domain, p.meaning, p.latex) for p in module.parameters]
    widths = [max(len(row[k]) for row in rows) for k in range(3)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        last = "; ".join(filter(None, (row[3], row[4])))
        lines.append("  ".join([*cells, last]).rstrip())
    return lines


def _wrapped(line: str, width: int) -> Sequence[str]:
    if len(line) <= width:
        return [line.rstrip()]
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=indent + INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else " " for c in line)
