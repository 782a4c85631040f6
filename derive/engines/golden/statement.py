"""A rate model in plain text: what its module's docstring says of it, and what its digest is taken of."""

from __future__ import annotations

from derive.engines.engine import digest as digest_of
from derive.golden.assumptions import Assumption, Empty, Equal, Incoherent, Neglect
from derive.golden.model import Constant, RateModel
from derive.golden.species import Continuum, Line, Species


def statement(model: RateModel) -> tuple[str, ...]:
    """The model line by line: coupling, species, lines, assumptions, order, names of constants, defaults.

    Canonical: two statements are equal exactly if the models are.  The order of the species is that of the equations;
    that of assumptions means nothing, so they are sorted.
    """
    lines = list(system(model))
    lines += sorted(assumption_text(a) for a in model.assumptions)
    lines += [_constant(c) for c in model.constants]
    lines += [f"default {d.parameter} = {d.value!r}" for d in model.defaults]
    return tuple(lines)


def system(model: RateModel) -> tuple[str, ...]:
    """The part of the statement that is neither assumed nor named: coupling, species, lines, band and order."""
    lines = [f"H_int = {model.coupling}"]
    lines += [_species(s) for s in model.species]
    lines += [_line(line) for line in model.lines]
    lines += [f"band of width {model.band} around {model.frequency}", f"order {model.order} in the coupling"]
    return tuple(lines)


def digest(model: RateModel) -> str:
    """SHA-256 of the statement and of the declarations of symbols, species and constants."""
    return digest_of(model, statement(model), printed(model))


def printed(model: RateModel) -> tuple[str, ...]:
    """Words and printed forms that the statement leaves out."""
    lines = []
    for s in model.species:
        count = s.modes if isinstance(s, Continuum) else s.number
        lines.append(f"{s.name} {s.label} {s.latex} {s.letter} {_declared(count)} {s.space}")
    lines += [f"{c.name} {c.latex}" for c in model.constants]
    lines += [f"{d.parameter}: {d.reason}" for d in model.defaults]
    return (*lines, *(f"{a.key}: {a.reason}" for a in model.find(Neglect)))


def _declared(value: object) -> str:
    generators = getattr(value, "generators", ())
    return ", ".join(f"{g.symbol.latex} {g.symbol.unit} {g.symbol.meaning}" for g in generators if g.symbol)


def _species(species: Species) -> str:
    where = "" if species.frequency is None else f" at {species.frequency}"
    if isinstance(species, Continuum):
        modes = f"{species.modes} modes of density {species.density}"
        return f"{species.name}: continuum of {modes}{where}, {species.occupation} quanta in each"
    width = f" of linewidth {species.linewidth}" if species.linewidth else ""
    return f"{species.name}: {species.number} emitters{width}{where}, {species.excited} of them excited"


def _line(line: Line) -> str:
    directions = [("right", line.right), ("left", line.left)]
    moving = ", ".join(f"{_names(found)} to the {which}" for which, found in directions if found)
    return f"{'closed' if line.closed else 'open'} line along {_names(line.along)}: {moving}"


def assumption_text(assumption: Assumption) -> str:
    """An assumption in one line, its reasons apart; equal texts are equal assumptions."""
    match assumption:
        case Incoherent():
            return f"assumed incoherent: {_names(sorted(assumption.through, key=lambda s: s.name))}"
        case Empty():
            return f"assumed empty: {_names(sorted(assumption.continua, key=lambda s: s.name))}"
        case Equal():
            return f"assumed equal: {' = '.join([*sorted(map(str, assumption.symbols)), str(assumption.value)])}"
        case Neglect() if assumption.through:
            return f"neglected: through {assumption.through.name}"
        case Neglect():
            return f"neglected: between {_names(sorted(assumption.between, key=lambda s: s.name))}"
    return f"assumed: {assumption.key}"


def _constant(c: Constant) -> str:
    via = f" via {_names(c.via) or 'nothing'}" if c.via is not None else ""
    return f"{c.name}: rate of {_names(c.start)} -> {_names(c.end)}{via}, per {c.per.name}"


def _names(species: object) -> str:
    return ", ".join(s.name for s in species)  # type: ignore[attr-defined]
