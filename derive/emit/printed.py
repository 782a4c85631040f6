r"""A formula as somebody printed it, made fit to stand in a displayed equation of ours.

In: LaTeX of any origin.  Out: the same without numbers, labels and alignment of its own, or nothing where it holds a
command that is not known to compile there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho "
    "varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon "
    "Phi Psi Omega"
)
OTHER = (
    "frac dfrac tfrac sqrt bar hat tilde dot ddot vec overline underline mathrm mathcal mathbf mathbb "
    "boldsymbol text textrm operatorname Re Im hbar dagger ast star prime partial infty langle rangle lbrace "
    "rbrace left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr sum prod int oint lim sin cos tan "
    "sinh cosh tanh coth exp ln log arg min max det times cdot cdots ldots dots to rightarrow leftarrow equiv "
    "approx simeq sim propto neq ne le leq ge geq ll gg pm mp quad qquad limits nolimits displaystyle "
    "textstyle otimes oplus circ in forall ell perp parallel mid vert Vert begin end not"
)
KNOWN = frozenset((GREEK + " " + OTHER).split())
WITHIN = frozenset(["pmatrix", "bmatrix", "vmatrix", "matrix", "aligned", "gathered", "split", "cases", "array"])
AROUND = frozenset(["equation", "align", "gather", "multline", "eqnarray", "displaymath", "math"])
DROPPED = re.compile(r"\\(?:label|tag\*?)\s*\{[^{}]*\}|\\(?:nonumber|notag)\b")
SCRIPTS = re.compile(r"(?:'+\s*|[_^]\s*(?:\\[A-Za-z]+|[^\s{}\\])\s*){2,}")
WORDS = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{2,}\s+[A-Za-z]{2,}")


def as_displayed(latex: str) -> str | None:
    """The formula for a displayed equation; ``None`` where it is prose, or not certain to compile."""
    text = DROPPED.sub("", latex).strip()
    text = re.sub(r"^(?:\$\$?|\\\[)(.*?)(?:\$\$?|\\\])$", r"\1", text, flags=re.DOTALL).strip()
    names = "|".join(sorted(AROUND))
    text = re.sub(rf"\\(begin|end)\{{(?:{names})\*?\}}", lambda m: rf"\{m.group(1)}{{aligned}}", text)
    return text if _compiles(text) and not WORDS.search(re.sub(r"\\text\s*\{[^{}]*\}", "", text)) else None


def _compiles(text: str) -> bool:
    commands = re.findall(r"\\([A-Za-z]+)", text)
    outside = re.sub(r"\\begin\{(\w+)\}.*\\end\{\1\}", "", text, flags=re.DOTALL)
    return (
        bool(text)
        and text.isascii()
        and not re.search(r"[$%#~]", text.replace(r"\%", "").replace(r"\#", ""))
        and set(commands) <= KNOWN
        and set(re.findall(r"\\begin\{(\w+\*?)\}", text)) <= WITHIN
        and _balanced(text)
        and _scripts(text)
        and "&" not in outside.replace(r"\&", "")
        and r"\\" not in outside
        and commands.count("left") == commands.count("right")
    )


def _balanced(text: str) -> bool:
    """Whether braces and environments are closed in their order."""
    stack: list[str] = []
    for match in re.finditer(r"\\begin\{(\w+)\}|\\end\{(\w+)\}|\\.|([{}])", text, re.DOTALL):
        opened, closed, brace = match.groups()
        if opened or brace == "{":
            stack.append(opened or "}")
        elif (closed or brace) and (not stack or stack.pop() != (closed or "}")):
            return False
    return not stack


def _scripts(text: str) -> bool:
    """Whether no sub- or superscript is left open or doubled, in any group."""
    while True:
        if re.search(r"[_^]\s*(?:[_^}&]|$)", text):
            return False
        for run in SCRIPTS.findall(text):
            marks = re.findall(r"[_^']", run)
            if marks.count("_") > 1 or marks.count("^") + ("'" in marks) > 1:
                return False
        less = re.sub(r"\{[^{}]*\}", "o", text)
        if less == text:
            return True
        text = less


def chained(under: Iterable[str]) -> tuple[list[str], list[str]]:
    """Conventions in words, and relations in LaTeX; relations with one right-hand side as one: ``a = b = 0``."""
    words: list[str] = []
    relations: dict[str, list[str]] = {}
    for text in under:
        left, equal, right = (part.strip() for part in text.partition("="))
        if as_displayed(text) is None or not (equal or r"\to" in text):
            words.append(text)
        else:
            relations.setdefault(right, []).append(left)
    return words, [" = ".join([*lefts, right]) if right else ", ".join(lefts) for right, lefts in relations.items()]
