"""The one way Ratesmith says no: where it is, what must hold, what was got, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class DeriveError(Exception):
    """A finding that the user can act on; printed as it stands, without a traceback.

    Parameters
    ----------
    where : the place, in the user's words: ``model 'cascade', hamiltonian`` or ``claims.toml, tag C1``.
    must : what has to hold there.
    got : what was found instead.
    todo : what settles it.
    """

    where: str
    must: str
    got: str
    todo: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.must}, but got {self.got}"
        return f"{text}\n  to do: {self.todo}" if self.todo else text


class ModelError(DeriveError):
    """The statement of a model does not make sense: symbols, spaces, hermiticity, rates."""


class ExactError(DeriveError):
    """An exact operation has no exact answer here: a division by zero, a root outside the field."""


class ClosureError(DeriveError):
    """The equations asked for do not close; ``got`` names the moments that are missing."""


class SteadyStateError(DeriveError):
    """The steady state does not exist or is not unique; ``got`` names the conserved quantity."""


class ClaimError(DeriveError):
    """A claim cannot be judged as it is stated: unknown tag, quantity, or contradictory assumptions."""


class WriteError(DeriveError):
    """A file or folder could not be written; what stood there before is untouched."""


class UsageError(DeriveError):
    """The command line asks for something that does not exist."""


class LatexError(DeriveError):
    """A formula could not be read.  ``pointer`` shows the line with a caret under the token."""

    def __init__(self, where: str, must: str, got: str, todo: str = "", pointer: str = ""):
        super().__init__(where, must, got, todo)
        self.pointer = pointer

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text}\n{self.pointer}" if self.pointer else text
