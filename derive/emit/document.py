r"""A LaTeX article: sections of plain text, equations and tables, for pdflatex with the base packages only.

In: inert records.  Out: the text of one ``.tex`` file.  Nothing runs off the page: long formulas are broken, table
columns have widths, and what cannot be broken is made smaller by ``\fitted``, which measures before it scales.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from derive.emit.blocks import Block, Cell, Equation, Formula, Paragraph, Section, Table
from derive.emit.linebreak import broken, width
from derive.errors import DeriveError

HEADER = "% Written by ratesmith; edit the model and run it again."
PAGE = 43.0
"""Width of the text in em: 16 cm at 10 pt, with room for an equation's number taken off where there is one."""
TAG = 4.0
CELL = 56.0
r"""Width of the text in em of ``\footnotesize``, the size of tables."""
GAP = 1.5
LETTER = 0.54
BOLD = 1.3
"""How much wider a heading is than its cells."""
LONGEST_WORD = 12.0
NARROWEST = 4.0
PREAMBLE = r"""\documentclass[10pt,a4paper]{article}
\usepackage{amsmath,amssymb,array,graphicx,longtable}
\usepackage[margin=25mm]{geometry}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\setlength{\LTleft}{0pt}
\setlength{\emergencystretch}{3em}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
% A formula at its own size where that fits, else just small enough.
\newcommand{\fitted}[2]{\sbox0{$\displaystyle #2$}%
  \ifdim\wd0>#1\resizebox{#1}{!}{\usebox0}\else\usebox0\fi}"""
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_\allowbreak{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", "[": "{[}", "]": "{]}", "/": r"/\allowbreak{}", "-": "-{}",
    "`": "`{}", "'": "'{}", "\u2013": "--", "\u2014": "---", "\u00d7": r"$\times$", "\u2212": "$-$",
    "\u2192": r"$\to$", "\u2020": r"$\dagger$", "\u221e": r"$\infty$", "\u2264": r"$\leq$", "\u2265": r"$\geq$",
    "\u27e8": r"$\langle$", "\u27e9": r"$\rangle$", "\u00b7": r"$\cdot$", "\u00b1": r"$\pm$", "\u2026": r"\dots{}",
    "\u2018": "`", "\u2019": "'", "\u201c": "``", "\u201d": "''", "\u00a0": "~", "\u00df": r"\ss{}",
    "\u0131": r"\i{}", "\u00f8": r"\o{}", "\u00d8": r"\O{}", "\u0142": r"\l{}", "\u0141": r"\L{}",
    "\u00e6": r"\ae{}", "\u00c6": r"\AE{}", "\u00e5": r"\aa{}", "\u00c5": r"\AA{}", "\u00b0": r"$^{\circ}$",
}  # fmt: skip
ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0327": "c",
}  # fmt: skip
GREEK = {
    "GREEK SMALL LETTER ": str.lower,
    "GREEK CAPITAL LETTER ": str.capitalize,
}


def document(title: str, sections: Sequence[Section]) -> str:
    """A complete article.

    Raises
    ------
    DeriveError : for a table row with more or fewer cells than there are columns.
    """
    parts = [HEADER, PREAMBLE, rf"\title{{{escaped(title)}}}", r"\date{}", r"\begin{document}", r"\maketitle"]
    for section in sections:
        parts += ["", rf"\section{{{escaped(section.title)}}}"]
        for block in section.blocks:
            parts += ["", _block(block, section.title)]
    return "\n".join([*parts, "", r"\end{document}", ""])


def escaped(text: str) -> str:
    """Plain text with everything replaced that LaTeX would take for a command or could not print."""
    pieces = []
    for character in unicodedata.normalize("NFC", text):
        if character in SPECIAL:
            pieces.append(SPECIAL[character])
        elif character.isascii():
            pieces.append(character if character.isprintable() or character in "\n\t" else " ")
        else:
            pieces.append(_unicode(character))
    return "".join(pieces)


def _unicode(character: str) -> str:
    name = unicodedata.name(character, "")
    for prefix, case in GREEK.items():
        word = name.removeprefix(prefix).replace("LAMDA", "LAMBDA")
        if name.startswith(prefix) and word.isalpha():
            return _greek(case(word))
    base, *marks = list(unicodedata.normalize("NFD", character))
    if base.isascii() and len(marks) == 1 and marks[0] in ACCENTS:
        return rf"\{ACCENTS[marks[0]]}{{{base}}}"
    return f"{{[}}U+{ord(character):04X}{{]}}"


def _greek(word: str) -> str:
    """Capitals that look Latin have no command of their own."""
    latin = {"Alpha": "A", "Beta": "B", "Epsilon": "E", "Zeta": "Z", "Eta": "H", "Iota": "I", "Kappa": "K", "Mu": "M"}
    latin |= {"Nu": "N", "Omicron": "O", "omicron": "o", "Rho": "P", "Tau": "T", "Chi": "X"}
    return f"$\\mathrm{{{latin[word]}}}$" if word in latin else f"$\\{word}$"


def _block(block: Block, place: str) -> str:
    match block:
        case Paragraph(text, lead):
            paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
            heading = rf"\textbf{{{escaped(_capital(lead))}.}} " if lead else ""
            return heading + "\n\n".join(escaped(part) for part in paragraphs if part)
        case Equation():
            return _equation(block)
        case Formula():
            return "\n\n".join(_block(part, place) for part in block.inert)
        case Table():
            return _table(block, place)


def _capital(lead: str) -> str:
    """A heading with a capital, behind its number if it has one: ``2. Moments``."""
    number, dot, words = lead.rpartition(". ")
    return f"{number}{dot}{words[:1].upper()}{words[1:]}"


def _equation(equation: Equation) -> str:
    room = PAGE - (TAG if equation.tag else 0)
    lines = _lines(equation.latex, room)
    marks = (rf"\tag{{{escaped(equation.tag)}}}" if equation.tag else "") + (
        rf"\label{{{equation.label}}}" if equation.label else ""
    )
    kind = "equation" if marks else "equation*"
    size = r"\dimexpr\linewidth-4em\relax" if equation.tag else r"\linewidth"
    fitted = [_fitted(line, room, size) for line in lines]
    split = "\\begin{split}\n& " + " \\\\\n& \\quad ".join(fitted) + "\n\\end{split}"
    body = fitted[0] if len(fitted) == 1 else split
    return f"\\begin{{{kind}}}{marks}\n{body}\n\\end{{{kind}}}"


def _lines(latex: str | tuple[str, ...], room: float) -> list[str]:
    if isinstance(latex, tuple):
        return list(latex)
    # The lines after the first are indented.
    return [latex.strip()] if width(latex) <= room else broken(latex, room - 1)


def _fitted(line: str, room: float, size: str) -> str:
    """The line, measured by TeX if by our estimate it may be too long."""
    if width(line) < 0.9 * room:
        return line
    # In a box of its own a leading sign would be set as that of a number.
    inner = f"{{}}{line}" if line[0] in "+-=" else line
    return rf"\fitted{{{size}}}{{{inner}}}"


def _table(table: Table, place: str) -> str:
    for row in table.rows:
        if len(row) != len(table.columns):
            raise DeriveError(
                f"document, section {place!r}",
                f"every row of a table must have {len(table.columns)} cells",
                f"{len(row)} cells, the first {row[0] if row else ''!r}",
            )
    widths = _widths(table)
    total = sum(widths) + GAP * len(widths)
    columns = "".join(rf"L{{{w / max(total, CELL) * 0.99:.3f}\linewidth}}" for w in widths)
    heading = " & ".join(rf"\textbf{{{escaped(c)}}}" for c in table.columns) + r" \\ \hline\noalign{\vskip 3pt}"
    rows = [_row([_cell(c, w) for c, w in zip(row, widths, strict=True)]) for row in table.rows]
    return "\n".join([
        r"{\footnotesize\setlength{\tabcolsep}{0.7em}",
        rf"\begin{{longtable}}{{@{{}}{columns}@{{}}}}",
        rf"{heading}\endhead",
        *rows,
        r"\end{longtable}}",
    ])  # fmt: skip


def _row(cells: list[str]) -> str:
    """A row and the space to the next: more where a formula is taller than a line."""
    text = " & ".join(cells)
    space = 6 if r"\frac" in text or r"\begin" in text else 2
    return rf"{text} \\\noalign{{\vskip {space}pt}}"


def _widths(table: Table) -> list[float]:
    """Column widths in em: what each would take on one line, the widest cut to what the others leave."""
    columns = list(zip(table.columns, *table.rows, strict=True))
    natural = [max([BOLD * _natural(name), *map(_natural, cells)]) for name, *cells in columns]
    left, ceiling = CELL - GAP * len(natural), CELL
    for k, wide in enumerate(sorted(natural)):
        share = left / (len(natural) - k)
        if wide > share:
            ceiling = max(share, NARROWEST)
            break
        left -= wide
    words = [max([BOLD * _longest_word(name), *map(_longest_word, cells)]) for name, *cells in columns]
    return [min(w, max(ceiling, word)) for w, word in zip(natural, words, strict=True)]


def _longest_word(cell: Cell) -> float:
    """What cannot be broken, unless it is very long."""
    return min(LONGEST_WORD, LETTER * max(map(len, cell.split()), default=0)) if isinstance(cell, str) else NARROWEST


def _natural(cell: Cell) -> float:
    if isinstance(cell, str):
        return max(NARROWEST, LETTER * max((len(line) for line in cell.split("\n")), default=0))
    lines = cell.latex if isinstance(cell.latex, tuple) else (cell.latex,)
    return max(NARROWEST, *(1.05 * width(line) + 0.5 for line in lines))


def _cell(cell: Cell, room: float) -> str:
    if isinstance(cell, str):
        return escaped(" ".join(cell.split()))
    lines = [_fitted(line, room, r"\linewidth") for line in _lines(cell.latex, room)]
    if len(lines) == 1:
        return rf"$\displaystyle {lines[0]}$"
    return r"$\begin{aligned}[t] & " + r" \\ & ".join(lines) + r" \end{aligned}$"
