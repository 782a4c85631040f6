r"""Densities in plain text and in LaTeX, as fractions of derivatives of the distribution: ``(d Q)^2/Q``."""

from __future__ import annotations

from derive.algebra.differential import Directions
from derive.algebra.operator import Op
from derive.expr import Name, Node
from derive.rules.phase_space.integrals import Density, Dropped, Jets


def density_text(density: Density, letter: str = "Q") -> str:
    """Plain text of the integrand."""
    pieces = [f"{_bracketed(repr(c))}{_factor_text(jets, letter)}" for jets, c in density]
    return " + ".join(pieces) or "0"


def density_latex(density: Density, letter: str = "Q") -> str:
    """LaTeX of the integrand."""
    return " + ".join(_term_latex(c, jets, letter) for jets, c in density) or "0"


def integral(density: Density, modes: int, letter: str = "Q") -> Node:
    """The integral over the phase space of some modes as one name, to stand in an equation."""
    if not density:
        return Name("0", "0")
    measure = r"d^2\mu" if modes == 1 else rf"d^{{{2 * modes}}}\mu"
    body = density_latex(density, letter)
    body = body if len(density.terms) == 1 else rf"\left[ {body} \right]"
    return Name(f"int ({density_text(density, letter)})", rf"\int {measure}\, {body}")


def dropped_text(dropped: Dropped, letter: str = "Q") -> str:
    """The boundary term in plain text, with the derivative that was moved."""
    log = f" ln {letter}" if dropped.logarithm else ""
    return f"{_direction(dropped.direction)} of {density_text(dropped.flux, letter)}{log}"


def _factor_text(jets: Jets, letter: str) -> str:
    if not jets:
        return letter
    if all(_order(jet) == 1 for jet in jets):
        below = len(jets) - 1
        above = "*".join(f"{_direction(jet)} {letter}" for jet in jets)
        return f"{above}" + (f"/{letter}" + (f"**{below}" if below > 1 else "") if below else "")
    return f"{letter}*" + "*".join(f"{_direction(jet)} ln {letter}" for jet in jets)


def _term_latex(c: Op, jets: Jets, letter: str) -> str:
    factor = "" if c == 1 else rf"\left( {c.latex()} \right) "
    if not jets:
        return f"{factor}{letter}"
    if all(_order(jet) == 1 for jet in jets):
        above = _powers([rf"(\partial_{{{_letter(jet)}}} {letter})" for jet in jets])
        below = len(jets) - 1
        if not below:
            return f"{factor}{above}"
        return rf"{factor}\frac{{{above}}}{{{letter}{f'^{{{below}}}' if below > 1 else ''}}}"
    return rf"{factor}{letter} " + " ".join(rf"({_derivative_latex(jet)} \ln {letter})" for jet in jets)


def _powers(factors: list[str]) -> str:
    """Equal neighbours as powers."""
    counts = {f: factors.count(f) for f in factors}
    return " ".join(f if n == 1 else f"{f}^{{{n}}}" for f, n in counts.items())


def _letter(jet: Directions) -> str:
    plane, m, _ = jet[0]
    return plane.latex_symbol if m else plane.latex((0, 1, 0, 0))


def _derivative_latex(jet: Directions) -> str:
    return " ".join(plane.latex((0, 0, m, n)) for plane, m, n in jet)


def _direction(jet: Directions) -> str:
    return "*".join(plane.text((0, 0, m, n)) for plane, m, n in jet)


def _bracketed(text: str) -> str:
    return "" if text == "1" else f"({text})*"


def _order(jet: Directions) -> int:
    return sum(m + n for _, m, n in jet)


def dropped_node(dropped: Dropped, letter: str = "Q") -> Node:
    """A boundary term as it is printed: what flows out through a sphere at infinity."""
    log = rf" \ln {letter}" if dropped.logarithm else ""
    body = density_latex(dropped.flux, letter)
    body = rf"\left[ {body} \right]" if log and len(dropped.flux.terms) > 1 else body
    moved = _derivative_latex(dropped.direction)
    return Name(dropped_text(dropped, letter), rf"{moved} \left( {body}{log} \right)")
