"""The statement of a scattering problem: a finite system, the contacts at which gas particles feel it, the gas.

hbar is kept: energies in joules, lengths in metres.  A contact in one dimension is ``strength*delta(q - position)``;
its strength is in J*m.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from derive.errors import ModelError
from derive.exact.scalar import Scalar, as_scalar, constant, symbols_of
from derive.golden.model import HBAR
from derive.parameters import positive
from derive.scattering.checks import check_names, positive_scalar, several
from derive.scattering.labels import check_labels
from derive.symbols import Symbol, check_model_name, natural_key

Matrix = tuple[tuple[Scalar, ...], ...]
MASS: Scalar = positive("mass", unit="kg", latex="m", meaning="mass of a gas particle")
BETA: Scalar = positive("beta", unit="1/J", meaning="inverse temperature of the gas")
DENSITY: Scalar = positive("nu", unit="1/m", meaning="number of gas particles per length")
DENSITIES: dict[int, Scalar] = {
    1: DENSITY,
    2: positive("nu", unit="1/m**2", meaning="number of gas particles per area"),
    3: positive("nu", unit="1/m**3", meaning="number of gas particles per volume"),
}
SCALE: Scalar = positive("mu", unit="kg*m/s", latex=r"\mu", meaning="momentum at which the coupling in d = 2 is stated")


@dataclass(frozen=True)
class Contact:
    """Where the gas particle feels the system.

    Parameters
    ----------
    site : the basis state that it couples to (counted from 0), or a Hermitian matrix in the basis of the Hamiltonian.
    strength : of the delta potential, real; 1 for a matrix that carries it.
    position : of the contact along the line; those of equal position are in one place.
    """

    site: Any
    strength: Any = 1
    position: Any = 0

    def __post_init__(self) -> None:
        for what in ("strength", "position"):
            value = as_scalar(getattr(self, what))
            if value is None or not value.is_real:
                raise ModelError("Contact", f"{what} must be real", repr(getattr(self, what)))
            object.__setattr__(self, what, value)
        if isinstance(self.site, bool):
            raise ModelError("Contact", "site must be a number from 0 or a Hermitian matrix", repr(self.site))
        if not isinstance(self.site, int):
            object.__setattr__(self, "site", matrix_of("Contact", self.site))


@dataclass(frozen=True)
class Gas:
    """Free particles at one temperature, so few that they come one by one.

    Parameters
    ----------
    mass, beta : of the particles (kg), of their temperature (1/J).
    density : particles per length, area or volume (1/m**d); `nu` when not given.
    dimension : d = 1, 2 or 3.  Strengths of contacts are in J m**d.
    cutoff : momentum (kg m/s) up to which contacts are felt, above that of every particle; strengths are then the bare
        ones.  Without it, in d = 2 and 3, they are the renormalised ones v_R, ``1/v_R = 1/v - D`` with what diverges
        with the cutoff in D; see `derive.rules.scattering.green`.
    scale : momentum (kg m/s) at which v_R is stated in d = 2, where D is a logarithm; `mu` when not given.

    Raises
    ------
    ModelError
        for another dimension, or values that are not positive for all values of their parameters.
    """

    mass: Any = MASS
    beta: Any = BETA
    density: Any = DENSITY
    dimension: int = 1
    cutoff: Any = None
    scale: Any = None

    def __post_init__(self) -> None:
        if type(self.dimension) is not int or self.dimension not in (1, 2, 3):
            raise ModelError("Gas", "dimension must be 1, 2 or 3", repr(self.dimension))
        if self.density is DENSITY:
            object.__setattr__(self, "density", DENSITIES[self.dimension])
        if self.scale is None and self.dimension == 2 and self.cutoff is None:
            object.__setattr__(self, "scale", SCALE)
        for what in ("mass", "beta", "density", "cutoff", "scale"):
            if what in ("cutoff", "scale") and getattr(self, what) is None:
                continue
            object.__setattr__(self, what, positive_scalar("Gas", what, getattr(self, what)))

    @property
    def is_plain(self) -> bool:
        """Whether it is in one dimension without a cutoff: nothing to renormalise."""
        return self.dimension == 1 and self.cutoff is None

    @property
    def scalars(self) -> tuple[Scalar, ...]:
        """All that it is stated with."""
        found = (self.mass, self.beta, self.density, self.cutoff, self.scale)
        return tuple(x for x in found if x is not None)


@dataclass(frozen=True)
class ScatteringModel:
    """A finite system in a dilute gas, as its user states it.

    Parameters
    ----------
    name : Python identifier; names the module.
    hamiltonian : Hermitian matrix over the localised basis (J), or ``None`` where ``levels`` are given.
    levels : energies of the levels (J) where the basis is that of the energies already.
    contacts : see `Contact`.
    gas : see `Gas`.
    labels : names of the levels, in the order of the levels or of the momenta of a cyclic Hamiltonian; ``0, 1, ...``
        when not given.

    Raises
    ------
    ModelError
        for matrices that are not square or not Hermitian, contacts outside the basis, labels that do not fit,
        parameters with one name or with that of a quantity which the derivation brings in (``E``, ``b_0``).
    """

    name: str
    contacts: tuple[Contact, ...]
    hamiltonian: Any = None
    levels: Any = ()
    gas: Gas = Gas()
    labels: tuple[str, ...] = ()
    title: str = ""
    paper: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_model_name("ScatteringModel", self.name)
        where = f"model {self.name!r}"
        levels = several(f"{where}, levels", self.levels, "energies")
        if (self.hamiltonian is None) == (not levels):
            raise self._refused("statement", "it must give a hamiltonian or levels, one of the two", "both or neither")
        rows = self.hamiltonian if self.hamiltonian is not None else _diagonal(levels)
        object.__setattr__(self, "hamiltonian", matrix_of(f"model {self.name!r}, hamiltonian", rows))
        object.__setattr__(self, "levels", ())  # the matrix says it now
        contacts = (self.contacts,) if isinstance(self.contacts, Contact) else self.contacts
        object.__setattr__(self, "contacts", several(f"{where}, contacts", contacts, "Contact objects"))
        labels = several(f"{where}, labels", self.labels, "texts")
        object.__setattr__(self, "labels", labels or tuple(map(str, range(self.size))))
        self._check()
        gas = symbols_of(x for x in (self.gas.cutoff, self.gas.scale) if x is not None)
        stated = [s for s in self.symbols if s not in gas]
        check_names(f"{where}, parameters", stated, self.labels, len({c.position for c in self.contacts}) - 1)

    def _refused(self, what: str, must: str, got: str) -> ModelError:
        return ModelError(f"model {self.name!r}, {what}", must, got)

    def _check(self) -> None:
        check_labels(f"model {self.name!r}, labels", self.labels, self.size)
        if not self.contacts:
            raise self._refused("contacts", "there must be at least one", "none")
        if not isinstance(self.gas, Gas):
            # Particles of several gases come one by one as well: their generators add.
            raise self._refused(
                "gas", "it must be one Gas; rates of several add up, each of a model of its own", repr(self.gas)
            )
        for contact in self.contacts:
            if not isinstance(contact, Contact):
                raise self._refused("contacts", "each must be a Contact", repr(contact))
        places = {contact.position for contact in self.contacts}
        if not self.gas.is_plain and len(places) > 1:
            must = "with a cutoff, and in two and three dimensions, they must be in one place"
            raise self._refused("contacts", must, f"{len(places)} positions")
        for contact in self.contacts:
            if isinstance(contact.site, int):
                if not 0 <= contact.site < self.size:
                    raise self._refused("contacts", f"a site must be 0 to {self.size - 1}", str(contact.site))
            elif len(contact.site) != self.size:
                raise self._refused("contacts", f"a matrix must be {self.size} by {self.size}", str(len(contact.site)))

    @property
    def size(self) -> int:
        """The number of levels."""
        return len(self.hamiltonian)

    def coupling_of(self, contact: Contact) -> Matrix:
        """The Hermitian matrix of a contact in the basis of the Hamiltonian."""
        if not isinstance(contact.site, int):
            return tuple(tuple(contact.strength * x for x in row) for row in contact.site)
        zero = constant(0)
        here = range(self.size)
        return tuple(tuple(contact.strength if i == j == contact.site else zero for j in here) for i in here)

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """All parameters, in natural order of their names."""
        scalars = [x for row in self.hamiltonian for x in row] + [HBAR, *self.gas.scalars]
        for contact in self.contacts:
            scalars += [contact.strength, contact.position]
            scalars += [] if isinstance(contact.site, int) else [x for row in contact.site for x in row]
        return tuple(sorted(symbols_of(scalars), key=lambda s: natural_key(s.name)))


def matrix_of(where: str, rows: Iterable[Iterable[Any]]) -> Matrix:
    """A Hermitian matrix of exact scalars; raises `ModelError` for anything else."""
    try:
        made = tuple(tuple(as_scalar(x) for x in row) for row in rows)
    except TypeError:
        raise ModelError(where, "a matrix must be rows of entries", repr(rows)) from None
    if not made or any(len(row) != len(made) for row in made):
        raise ModelError(where, "a matrix must be square", f"{len(made)} rows of {[len(r) for r in made]} entries")
    entries: list[list[Scalar]] = []
    for row in made:
        entries.append([])
        for x in row:
            if x is None:
                raise ModelError(where, "every entry must be a constant", repr(rows))
            entries[-1].append(x)
    for i, row_i in enumerate(entries):
        for j in range(i + 1):
            if row_i[j] != entries[j][i].conjugate():
                got = f"entry ({i}, {j}) = {row_i[j]} and entry ({j}, {i}) = {entries[j][i]}"
                raise ModelError(where, "the matrix must be Hermitian", got)
    return tuple(map(tuple, entries))


def _diagonal(levels: Sequence[Any]) -> list[list[Any]]:
    return [[level if i == j else 0 for j in range(len(levels))] for i, level in enumerate(levels)]
