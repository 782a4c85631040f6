r"""Effective models: frequency-dependent coefficients of a reduced network held at one frequency.

Constants ``drift(Omega)`` and ``noise(Omega)`` are a quantum model only if they keep the commutators.  The couplings
are read off the noise, ``noise of c = -[c, L.dag] b + [c, L] b.dag``; what remains of the drift must be ``i [H, c]``
with a Hermitian H, and that is checked exactly.  The coefficients may be held where they change little over the width
of the kept modes and over the distance of their resonances from Omega.
"""

from __future__ import annotations

from derive.algebra.operator import Op
from derive.conditions import Condition
from derive.equations import HAMILTONIAN, Step
from derive.errors import ModelError
from derive.exact.abbreviate import Abbreviation
from derive.exact.evaluate import derivative
from derive.exact.scalar import Scalar, as_scalar, constant, substitute
from derive.kinds import need
from derive.model import Bath, Model, Observable
from derive.parameters import I, symbol_of
from derive.rules.gaussian import langevin
from derive.rules.lindblad import generator
from derive.rules.network.elimination import Reduced


def frozen(
    reduced: Reduced,
    at: Scalar,
    name: str = "",
    title: str = "",
    bandwidth: Scalar | None = None,
    observables: tuple[Observable, ...] = (),
    definitions: tuple[Abbreviation, ...] = (),
) -> Model:
    """The model whose constant coefficients are those of the reduced network at one frequency.

    Parameters
    ----------
    reduced : see `derive.rules.network.elimination.eliminated`.
    at : the frequency, a real scalar.
    bandwidth : width of the signal in angular frequency, for a condition of its own; none by default.
    name, title, observables, definitions : of the new model.

    Raises
    ------
    ModelError
        when the constant coefficients do not keep the commutators: no Hamiltonian and baths give them.  Also where
        annihilation and creation operators mix, at a frequency other than the one midway between them.
    """
    need("frozen", "reduced", reduced, Reduced, "write frozen(eliminated(model, (b,)), at=Omega)")
    here = _Here(reduced, at)
    here.check_conjugate()
    couplings = here.couplings()
    baths = tuple(
        Bath(op, 1, bath.occupation, bath.squeezing, bath.name, bath.latex)
        for op, bath in zip(couplings, generator(reduced.model).baths, strict=True)
    )
    hamiltonian = here.hamiltonian(baths)
    source = reduced.model
    return Model(
        name or f"{source.name}_effective",
        hamiltonian,
        tuple(b for b in baths if b.operator),
        (),
        observables,
        definitions,
        title or f"{source.title or source.name}, coefficients held at {at}",
        source.paper,
        source.source,
        source.notes,
        derived=(*source.derived, _step(reduced, at, hamiltonian)),
        conditions=(*source.conditions, *here.conditions(bandwidth)),
        values=source.values,
        expected=source.expected,
    )


class _Here:
    """A reduced network at one frequency; only the rows of annihilation operators are used."""

    def __init__(self, reduced: Reduced, at: Scalar):
        self.reduced, self.symbol = reduced, symbol_of(reduced.frequency)
        value = as_scalar(at)
        if value is None or not value.is_real:
            raise ModelError(f"model {reduced.model.name!r}, frozen", "a frequency must be a real scalar", repr(at))
        self.at = value

    def held(self, value: Scalar) -> Scalar:
        """A coefficient at the frequency."""
        return substitute(value, {g: self.at for g in self.reduced.frequency.generators})

    def check_conjugate(self) -> None:
        """Creation operators at one frequency are annihilation operators at the opposite one.

        Where kept modes enter one equation both ways, the rows of the two must be each other's conjugates: one constant
        cannot be held at both frequencies else.  Inputs are white, and enter as they like.
        """
        size = range(2 * len(self.reduced.modes))
        drift = [[self.held(x) for x in row] for row in self.reduced.drift]
        if not any(drift[i][j] for i in size[::2] for j in size[1::2]):
            return
        noise = [[self.held(x) for x in row] for row in self.reduced.noise]
        for rows in (drift, noise):
            if any(rows[i + 1][j ^ 1] != x.conjugate() for i in size[::2] for j, x in enumerate(rows[i])):
                raise ModelError(
                    f"model {self.reduced.model.name!r}, frozen",
                    "where creation operators enter the equations, a frequency and its opposite must be held together",
                    f"coefficients at {self.at} that are not those at the opposite frequency",
                    "hold them at frequency zero, in a frame in which the signal is at rest",
                )

    def couplings(self) -> tuple[Op, ...]:
        """One coupling operator for each input, from the noise."""
        found = []
        for k in range(len(self.reduced.inputs)):
            total = Op({})
            for i, mode in enumerate(self.reduced.modes):
                lowers, raises = (self.held(self.reduced.noise[2 * i][2 * k + s]) for s in (0, 1))
                total = total - lowers.conjugate() * Op.of(mode, (0, 1)) + raises * Op.of(mode, (1, 0))
            found.append(total)
        return tuple(found)

    def hamiltonian(self, baths: tuple[Bath, ...]) -> Op:
        """What of the drift the baths do not give, as a Hamiltonian over hbar."""
        modes = self.reduced.modes
        rest = self._rest(baths)
        quadratic, squeezing = Op({}), Op({})
        for i, left in enumerate(modes):
            for j, right in enumerate(modes):
                quadratic = quadratic + (I * rest[i][2 * j]) * Op.of(left, (1, 0)) * Op.of(right, (0, 1))
                pair = Op.of(left, (1, 0)) * Op.of(right, (1, 0))
                squeezing = squeezing + (I * rest[i][2 * j + 1] / 2) * pair
        total = quadratic + squeezing + squeezing.dag
        if not quadratic.is_hermitian or self._asymmetric(rest):
            raise ModelError(
                f"model {self.reduced.model.name!r}, frozen",
                "constant coefficients must keep the commutators",
                f"a remainder of the drift that no Hermitian Hamiltonian gives: {quadratic - quadratic.dag}",
                "keep the mode, or hold the coefficients at a real frequency of a passive network",
            )
        return total

    def _rest(self, baths: tuple[Bath, ...]) -> list[list[Scalar]]:
        modes = self.reduced.modes
        still = sum((Op.of(m, (1, 1)) for m in modes), Op({}))
        # A common frequency, taken out again, makes every mode one of the bare model's.
        bare = langevin(Model("bare", still, tuple(b for b in baths if b.operator)))
        place = {mode: 2 * bare.modes.index(mode) for mode in modes}
        rows = []
        for i, mode in enumerate(modes):
            row = []
            for j, other in enumerate(modes):
                for s in (0, 1):
                    given = bare.drift[place[mode]][place[other] + s] + (I if i == j and not s else constant(0))
                    row.append(self.held(self.reduced.drift[2 * i][2 * j + s]) - given)
            rows.append(row)
        return rows

    def _asymmetric(self, rest: list[list[Scalar]]) -> bool:
        size = range(len(self.reduced.modes))
        return any(rest[i][2 * j + 1] != rest[j][2 * i + 1] for i in size for j in size)

    def conditions(self, bandwidth: Scalar | None) -> list[Condition]:
        """How much each coefficient changes over the width of the kept modes, beside the coefficient itself."""
        found: list[Condition] = []
        for text, width in self._widths(bandwidth):
            for value in self._moving():
                slope = self.held(derivative(value, self.symbol))
                if not slope:
                    # At an extremum it changes in second order alone.
                    continue
                scale = self.held(value) / slope
                condition = Condition(f"coefficients are constant over {text}", width, scale)
                if condition not in found:
                    found.append(condition)
        return found

    def _widths(self, bandwidth: Scalar | None) -> list[tuple[str, Scalar]]:
        widths = [] if bandwidth is None else [("the signal's bandwidth", bandwidth)]
        for i, mode in enumerate(self.reduced.modes):
            own = self.held(self.reduced.drift[2 * i][2 * i])
            widths.append((f"the linewidth of {mode.name}", -2 * own.real_part()))
            if distance := -own.imaginary_part() - self.at:
                widths.append((f"the distance of {mode.name} from {self.at}", distance))
        return widths

    def _moving(self) -> list[Scalar]:
        """What the eliminated modes give: the entries of their susceptibility that depend on frequency."""
        entries: list[Scalar] = []
        for i in range(0, len(self.reduced.susceptibility), 2):
            for value in self.reduced.susceptibility[i]:
                if value and derivative(value, self.symbol) and value not in entries:
                    entries.append(value)
        return entries


def _step(reduced: Reduced, at: Scalar, hamiltonian: Op) -> Step:
    gone = ", ".join(mode.name for mode in reduced.eliminated)
    text = (
        f"{gone} eliminated in the frequency domain; coefficients held at {at}. They keep the commutators exactly, so "
        "that they are those of a Hamiltonian and of baths."
    )
    return Step("effective model", text, ((HAMILTONIAN, hamiltonian),))
