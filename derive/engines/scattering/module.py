"""From a solved scattering problem to the record of a NumPy module: levels, couplings, T; numerics integrates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derive.emit.module import CONSTANTS, Function, Module, Parameter, Result, needed
from derive.emit.plain import plain
from derive.engines.engine import notes, used_alone
from derive.engines.scattering.naming import ENERGY, population
from derive.engines.scattering.space import conventions, propagator, unit
from derive.engines.scattering.statement import digest, statement
from derive.exact.collect import product, quotient
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.exact.shape import is_printable
from derive.expr import ZERO, Call, Matrix, Node, negative
from derive.golden.model import HBAR
from derive.parameters import symbol_of
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.rates import rate
from derive.scattering.model import Matrix as Rows
from derive.symbols import Symbol, natural_key

BY_NUMBERS = (
    "There is no T in closed form here: numbers solve for it at every energy. Rates, ratios and currents are",
    "    from numerics.gas import in_gas",
    "    found = in_gas(module, beta, **parameters)        # mass, hbar and nu, the particles per length, among them",
    "    found.rates, found.ratios, found.currents()       # a[k, l] from l to k",
    "and numerics.scattering has T and S, of Scatterer(levels, couplings, positions, mass, hbar).",
)
if TYPE_CHECKING:
    from derive.engines.scattering.derivation import ScatteringDerivation

CONVENTIONS = (
    "H_tot = H_S + p**2/(2*mass) + sum of v*delta(q - position) over the contacts, v a matrix, in one dimension.",
    "hbar is kept; energies are in J, lengths in m. Momentum states have <p|p'> = delta(p - p').",
    "A channel is a level with the particle beside it, at a total energy E. What a contact sends out in it is -i b_j "
    "at the contact, with b_j = sqrt(mass/(2*(E - E_j + i0)))/hbar: positive where the channel is open, -i times a "
    "positive number where it is closed. T is analytic in the b_j: with complex b_j one formula serves all energies.",
    "<p' k|T|p l> = t[k, l]/(2*pi*hbar) with t = v (1 + i B v)^(-1) and B = diag(b_j), for contacts in one place; "
    "k is the final level (row), l the initial one (column), v the coupling in the basis of the levels.",
    "Rates: a[k, l] = rate_factor * integral of exp(-beta*(E - E_l)) b_k b_l |t[k, l]|**2 over E above E_k and E_l.",
    "Populations: dp_k/dt = sum over l of a[k, l] p_l - a[l, k] p_k.",
)


def module_of(derivation: ScatteringDerivation) -> Module:
    """The module of a scattering model: levels, couplings, propagators, T, its determinant, the factor of the rates."""
    writer = _Writer(derivation)
    functions = [*writer.system(), *writer.contacts(), *writer.momenta(), *writer.solution(), *writer.factor()]
    model = derivation.model
    return used_alone(model, _doc(derivation), digest(model), _constants(derivation), writer.parameters, functions)


def _constants(derivation: ScatteringDerivation) -> tuple[tuple[str, object], ...]:
    labels = derivation.model.labels
    names: tuple[str, ...] = ()
    if derivation.analytic:
        names = tuple(symbol_of(c.strength).name for c in derivation.analytic.channels)
    return (
        ("LABELS", labels),
        ("STATES", tuple(population(label).name for label in labels)),
        ("BASIS", "levels" if derivation.spectrum else "sites"),
        ("PLACES", len(derivation.places)),
        ("PROPAGATORS", names),
    )


def _doc(derivation: ScatteringDerivation) -> tuple[str, ...]:
    model = derivation.model
    lines = [f"Source: {model.source}", ""] if model.source else []
    told = CONVENTIONS if model.gas.is_plain else conventions(model.gas)
    if not derivation.solved:
        told = (*(line for line in told if not line.startswith(("<p' k|T", "Rates:"))), *BY_NUMBERS)
    lines += ["Model:", *(f"    {line}" for line in statement(model)), ""]
    lines += ["Conventions:", *(f"    {line}" for line in told)]
    if derivation.analytic:
        lines += ["", "Determinant:", f"    D = {plain(derivation.tree(derivation.analytic.determinant))}"]
    return (*lines, *notes(derivation))


class _Writer:
    """Turns what was derived into functions."""

    def __init__(self, derivation: ScatteringDerivation):
        self.derivation, self.model = derivation, derivation.model
        self.parameters = tuple(map(Parameter.of, _symbols(derivation)))

    def function(self, name: str, summary: str, details: Sequence[str], result: Result, dtype: str) -> Function:
        """A function that takes just the parameters its result needs."""
        return Function(name, summary, tuple(details), needed(result, self.parameters), (), result, dtype)

    def matrix(self, rows: Rows) -> Matrix:
        """A matrix of trees."""
        return Matrix(tuple(tuple(map(self.derivation.tree, row)) for row in rows))

    def system(self) -> list[Function]:
        """Levels and states where they are exact, else the Hamiltonian."""
        found = self.derivation.spectrum
        if found is None:
            about = "J, in the basis in which it is stated; no exact form of its levels was found."
            return [
                self.function(
                    "hamiltonian", "The system's Hamiltonian.", (about,), self.matrix(self.model.hamiltonian), "complex"
                )
            ]
        energies = tuple(map(self.derivation.tree, found.energies))
        columns = f"Column j is the level LABELS[j]; {found.method}."
        return [
            self.function("levels", "Energies of the levels, ordered as LABELS.", ("J.",), energies, "real"),
            self.function(
                "states", "The levels in the basis of H_S.", (columns,), self.matrix(found.states), "complex"
            ),
        ]

    def contacts(self) -> list[Function]:
        """Couplings of each place; where there are several, their positions."""
        places = self.derivation.places
        basis = "levels, ordered as LABELS" if self.derivation.spectrum else "sites of the Hamiltonian"
        details = (f"{unit(self.model.gas)}, Hermitian, between the {basis}; all contacts of one place together.",)
        summary = "Coupling matrix of the gas particle where it meets the system"
        if len(places) == 1:
            return [self.function("couplings", f"{summary}.", details, self.matrix(places[0][1]), "complex")]
        found = [
            self.function(f"couplings_{k}", f"{summary}, at place {k}.", details, self.matrix(matrix), "complex")
            for k, (_, matrix) in enumerate(places, 1)
        ]
        where = tuple(self.derivation.tree(position) for position, _ in places)
        listed = "m, in the order of `couplings_1`, `couplings_2`, ..."
        return [*found, self.function("positions", "Where the contacts are.", (listed,), where, "real")]

    def momenta(self) -> list[Function]:
        """``b_j`` at a total energy, on its branch."""
        if self.derivation.spectrum is None:
            return []
        result = tuple(
            propagator(self.model.gas, self.derivation.tree(e), self.derivation.tree)
            for e in self.derivation.spectrum.energies
        )
        gas = self.model.gas
        about = "positive above the threshold E_j, -i times a positive number below, infinite at the threshold."
        limit = "At the threshold itself the number is that of 1e-100 J above it: T takes its limit from above there."
        if not gas.is_plain:
            about, limit = "its real part is pi times the density of states above the threshold E_j, zero below.", ""
        details = tuple(filter(None, (f"1/({unit(gas)}), ordered as LABELS; {about}", limit)))
        return [self.function("propagators", "b_j at a total energy E.", details, result, "complex")]

    def solution(self) -> list[Function]:
        """T from complex b_j, as numerators over one determinant, and what breaks the balance."""
        found = self.derivation.analytic
        if found is None:
            return []
        below = self.derivation.tree(found.determinant)
        rows = tuple(tuple(_over(self.derivation.tree(x), below) for x in row) for row in found.numerators)
        of_t = unit(self.model.gas)
        details = (
            f"{of_t}, (..., final, initial), from the b_j named in PROPAGATORS: t = v (1 + i B v)^(-1).",
            "`dict(zip(PROPAGATORS, np.moveaxis(propagators(...), -1, 0)))` gives these at a total energy.",
        )
        zeros = "Its zeros are the bound states, below all thresholds, and the resonances."
        functions = [
            self.function("determinant", "det(1 + i B v).", (zeros,), below, "complex"),
            self.function(
                "t_matrix",
                "The reduced T matrix, 2*pi*hbar*<p' k|T|p l>."
                if self.model.gas.dimension == 1
                else f"The reduced T matrix, (2*pi*hbar)**{self.model.gas.dimension}*<p' k|T|p l>.",
                details,
                Matrix(rows),
                "complex",
            ),
        ]
        return functions + self._asymmetry(found, below)

    def _asymmetry(self, found: Scattering, below: Node) -> list[Function]:
        """``|t_kl|^2 - |t_lk|^2`` without a difference of near-equal numbers."""
        from derive.engines.scattering.derivation import unbalanced

        above = {pair: unbalanced(found, *pair) for pair in self.derivation.pairs}
        if not any(above.values()) or not all(map(is_printable, above.values())):
            return []
        size = range(self.model.size)
        square = product([below, Call("conj", (below,))])
        entries = {(k, j): _over(self.derivation.tree(x), square) for (k, j), x in above.items() if x}
        entries |= {(j, k): negative(x) for (k, j), x in entries.items()}
        rows = tuple(tuple(entries.get((k, j), ZERO) for j in size) for k in size)
        details = (
            f"({unit(self.model.gas)})**2, antisymmetric; the difference is worked out, so that no digits cancel.",
            "A pair is in detailed balance if it is zero at all energies at which both channels are open.",
        )
        summary = "|t[k, l]|**2 - |t[l, k]|**2 of the reduced T matrix."
        return [self.function("asymmetry", summary, details, Matrix(rows), "real")]

    def factor(self) -> list[Function]:
        """What stands before the integral of every rate."""
        if self.derivation.solved is None:
            return []
        strengths = "b_k b_l" if self.model.gas.is_plain else "Re(b_k) Re(b_l)"
        about = f"For an integral over E in J of exp(-beta*(E - E_l)) {strengths} |t[k, l]|**2; the rate is in 1/s."
        result = self.derivation.tree(rate(self.derivation.solved, 0, 0).prefactor)
        return [self.function("rate_factor", "What stands before the integral of a rate.", (about,), result, "real")]


def _over(above: Node, below: Node) -> Node:
    return above if above == ZERO else quotient(above, below)


def _symbols(derivation: ScatteringDerivation) -> list[Symbol]:
    """The total energy, the b_j, then the model's own parameters by name."""
    scalars: list[Scalar] = [constant(0)]
    if derivation.analytic:
        scalars += [c.strength for c in derivation.analytic.channels]
    own = {*derivation.model.symbols, symbol_of(HBAR)}
    channels = sorted(symbols_of(scalars), key=lambda s: natural_key(s.name))
    kept = sorted((s for s in own if s.name not in CONSTANTS), key=lambda s: natural_key(s.name))
    return [ENERGY, *channels, *kept]
