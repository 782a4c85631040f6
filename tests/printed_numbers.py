"""Numbers out of a verdict's witness, read back so that they can be put into formulas by hand."""

from __future__ import annotations

import re
from fractions import Fraction

from tests.evaluation import Gaussian

RATIONAL = r"\d+(?:/\d+)?"
COMPLEX = re.compile(rf"(?P<re>-?{RATIONAL}(?! i))?(?: ?(?P<sign>[+-]) ?)?(?P<im>(?:{RATIONAL} )?i)?")
WITNESS = re.compile(r"at (?P<where>.*): (?P<first>\w+) (?P<left>[^,]*), (?P<second>\w+) (?P<right>.*)")


def exact(text: str) -> Gaussian:
    """``3``, ``-1/2``, ``i``, ``-2/3 i``, ``1/2 - 3 i``."""
    match = COMPLEX.fullmatch(text)
    if match is None or not (match["re"] or match["im"]):
        raise ValueError(f"no exact number: {text!r}")
    size = Fraction((match["im"] or "0").removesuffix("i").strip() or 1)
    return Gaussian(Fraction(match["re"] or 0), -size if match["sign"] == "-" else size)


def witness_of(text: str) -> tuple[dict[str, Gaussian], Gaussian, Gaussian]:
    """The point of a witness by parameter (an angle's is its phase factor), the derived and the printed value."""
    match = WITNESS.fullmatch(text)
    if match is None or (match["first"], match["second"]) != ("derived", "printed"):
        raise ValueError(f"no witness: {text!r}")
    point = {}
    for setting in match["where"].split(", "):
        name, equal, value = setting.partition(" = ")
        if equal:
            point[re.sub(r"exp\(i (\w+)\)", r"\1", name)] = exact(value)
    return point, exact(match["left"]), exact(match["right"])
