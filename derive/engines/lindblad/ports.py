"""The scattering matrix of a linear model for its derivation: what is shown of it, and what claims may say."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from derive.emit.blocks import Block, Formula, Paragraph
from derive.errors import DeriveError
from derive.exact.scalar import Scalar
from derive.expr import Name
from derive.model import Model
from derive.parameters import symbol_of
from derive.rules.network.frequency import Network, network

if TYPE_CHECKING:
    from derive.engines.lindblad.derivation import LindbladDerivation

LONGEST = 24
"""Terms up to which an entry is printed."""
LARGEST = 3
"""Modes up to which the entries are worked out for print; beyond, numbers serve (`numerics.network`)."""


def scattering_blocks(derivation: LindbladDerivation) -> list[Block]:
    """The entries of S(omega) between all ports, where they can be read; nothing for what is not linear."""
    found = ports_of(derivation.model) if derivation.langevin else None
    if found is None or not found.network.is_passive or len(found.network.linear.modes) > LARGEST:
        return []
    entries = [e for e, value in found.entries.items() if _terms(value) <= LONGEST]
    if not entries or len(entries) < len(found.entries):
        return []
    omega = symbol_of(found.network.frequency).latex
    text = "Outputs per input at a frequency in the model's frame, b_out = b_in + L, d/dt -> -i omega; "
    text += "|S_kl|^2 is the transmission from port l to port k. Ports: "
    text += ", ".join(f"{k} is {mode.name}" for k, mode in enumerate(found.network.linear.inputs, 1)) + "."
    blocks: list[Block] = [Paragraph(text)]
    for k, j in entries:
        left = Name(f"S_{k}_{j}", rf"S_{{{k}{j}}}({omega})")
        blocks.append(Formula(left, derivation.tree(found.entries[k, j])))
    return blocks


def _terms(value: Scalar) -> int:
    return len(value.re) + len(value.im) + len(value.den)


def ports_of(model: Model) -> Ports | None:
    """The scattering matrix of a model; ``None`` for one that is not linear."""
    try:
        return Ports(network(model))
    except DeriveError:
        return None


class Ports:
    """S(omega) by the positions of the ports, from 1, those of the channels last."""

    def __init__(self, found: Network):
        self.network = found

    @cached_property
    def entries(self) -> dict[tuple[int, int], Scalar]:
        """Amplitudes between annihilation operators, by output and input."""
        step = len(self.network.ports) // len(self.network.linear.inputs)
        size = range(len(self.network.linear.inputs))
        rows = self.network.scattering
        return {(k + 1, j + 1): rows[k * step][j * step] for k in size for j in size}
