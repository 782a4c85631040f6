"""A scattering model in plain text: what its module's docstring says of it, and what its digest is taken of."""

from __future__ import annotations

from derive.engines.engine import digest as digest_of
from derive.scattering.model import Contact, Matrix, ScatteringModel

VOLUMES = {1: "length", 2: "area", 3: "volume"}
DIMENSIONS = {1: "one dimension", 2: "two dimensions", 3: "three dimensions"}


def statement(model: ScatteringModel) -> tuple[str, ...]:
    """The model line by line: Hamiltonian, contacts, gas, labels.

    Canonical: two statements are equal exactly if the models are.  The order of the basis and of the labels means
    something; that of the contacts does not, so they are sorted.
    """
    lines = [f"H_S = {matrix_text(model.hamiltonian)}"]
    lines += sorted(_contact(contact) for contact in model.contacts)
    gas = model.gas
    words = f"mass {gas.mass}, particles per {VOLUMES[gas.dimension]} {gas.density}, inverse temperature {gas.beta}"
    words += f", cutoff {gas.cutoff}" if gas.cutoff is not None else ""
    words += f", coupling at the momentum {gas.scale}" if gas.scale is not None else ""
    lines.append(f"gas in {DIMENSIONS[gas.dimension]}: {words}")
    return (*lines, f"levels {', '.join(model.labels)}")


def digest(model: ScatteringModel) -> str:
    """SHA-256 of the statement and of the declarations of the symbols."""
    return digest_of(model, statement(model), printed(model))


def printed(model: ScatteringModel) -> tuple[str, ...]:
    """Words and printed forms that the statement leaves out: none beside those of the symbols."""
    return ()


def matrix_text(matrix: Matrix) -> str:
    """A matrix in one line, row by row."""
    return "[" + ", ".join(f"[{', '.join(map(str, row))}]" for row in matrix) + "]"


def _contact(contact: Contact) -> str:
    where = f"at q = {contact.position}"
    if isinstance(contact.site, int):
        return f"contact of strength {contact.strength} with basis state {contact.site}, {where}"
    scaled = "" if contact.strength == 1 else f"{contact.strength} times "
    return f"contact {scaled}{matrix_text(contact.site)}, {where}"
