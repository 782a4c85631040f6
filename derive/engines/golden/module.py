"""From rate equations to the record of a NumPy module: which functions it has and what they return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from derive.emit.module import CONSTANTS, Function, Module, Parameter, Result, needed
from derive.emit.plain import plain
from derive.engines.engine import notes, used_alone
from derive.engines.golden.statement import digest, system
from derive.exact.collect import name_of, product, total
from derive.exact.scalar import Scalar, symbols_of
from derive.expr import ZERO, Call, Matrix, Node
from derive.golden.species import Continuum
from derive.parameters import symbol_of, value_of
from derive.rules.golden_rule.linear import EIGENVALUE, Decay
from derive.symbols import Symbol, natural_key

if TYPE_CHECKING:
    from derive.engines.golden.derivation import GoldenDerivation


def module_of(derivation: GoldenDerivation) -> Module:
    """The module of a rate model: equations, Jacobian, events, constants, entropy, temperatures, late times."""
    writer = _Writer(derivation)
    functions = [*writer.motion(), writer.events(), *writer.constants(), *writer.thermal()]
    if derivation.decay:
        functions += writer.late(derivation.decay)
    model = derivation.model
    return used_alone(model, _doc(derivation), digest(model), _constants(derivation), writer.parameters, functions)


def _constants(derivation: GoldenDerivation) -> tuple[tuple[str, object], ...]:
    derived = derivation.kinetics
    defaults = {symbol_of(d.parameter).name: float(d.value) for d in derivation.model.defaults}
    return (
        ("STATES", tuple(s.name for s in derived.states)),
        ("LINEAR", False),
        ("DTYPE", "real"),
        ("SPECIES", derived.moving),
        ("PROCESSES", tuple(p.name for p in derived.processes)),
        ("RATES", tuple(s.name for s in derived.constants)),
        ("DEFAULTS", defaults),
    )


def _doc(derivation: GoldenDerivation) -> tuple[str, ...]:
    model, derived = derivation.model, derivation.kinetics
    lines = [f"Source: {model.source}", ""] if model.source else []
    lines += ["Model:", *(f"    {line}" for line in system(model)), ""]
    lines += ["Assumptions:", *(f"    {a.text}" for a in model.assumptions), ""]
    lines += ["Processes, with their events per time in the whole band:"]
    lines += [f"    {p.name}: {plain(derivation.events(p))}" for p in derived.processes]
    lines += ["", "Equations:"]
    pairs = zip(derived.moving, derived.states, strict=True)
    lines += [f"    d{s.name}/dt = {plain(derivation.equation(n))}" for n, s in pairs]
    lines += ["", "Rate constants:"]
    lines += [f"    {s.name} = {plain(derivation.tree(v))}" for s, v in derived.constants.items()]
    if model.defaults:
        lines += ["", "Numbers that the source does not give (DEFAULTS):"]
        lines += [f"    {d.parameter} = {d.value:g}. {d.reason}" for d in model.defaults]
    return (*lines, *notes(derivation))


class _Writer:
    """Turns what was derived into functions."""

    def __init__(self, derivation: GoldenDerivation):
        self.derivation, self.model, self.derived = derivation, derivation.model, derivation.kinetics
        self.state = tuple(s.name for s in self.derived.states)
        self.parameters = tuple(map(Parameter.of, _symbols(derivation)))

    def function(self, name: str, summary: str, details: Sequence[str], result: Result, of_y: bool = True) -> Function:
        """A real function that takes just the parameters its result needs."""
        arguments, state = needed(result, self.parameters), self.state if of_y else ()
        return Function(name, summary, tuple(details), arguments, state, result, "real", "real")

    def motion(self) -> list[Function]:
        """``rhs`` and ``jacobian`` in named constants."""
        derivation, moving = self.derivation, self.derived.moving
        rows = tuple(tuple(derivation.slope(n, s) for s in self.derived.states) for n in moving)
        about = "Quanta per mode of a continuum, excitations of a whole ensemble; per second."
        derivative = "Shape (..., n, n) with n = len(STATES): element (i, j) is the derivative of rhs[i] by y[j]."
        # Written out: sums over monomials take half as long again for seven states, and twenty times for 7000.
        right = tuple(derivation.equation(n) for n in moving)
        return [
            self.function("rhs", "Time derivative of the occupations `y`, ordered as STATES.", (about,), right),
            self.function("jacobian", "Derivative of `rhs` by `y`, exactly.", (derivative,), Matrix(rows)),
        ]

    def events(self) -> Function:
        """How often each process happens."""
        details = (
            "Per second, in the whole band and ensemble: from the rate constant of an ensemble's equation",
            "where a process has one, else from that of a continuum times its number of modes.",
        )
        result = tuple(self._events(k) for k in range(len(self.derived.processes)))
        return self.function("events", "How often each process happens, ordered as PROCESSES.", details, result)

    def _events(self, place: int) -> Node:
        process = self.derived.processes[place]
        shares = [s for s in self.derived.shares if s.process is process]
        # Of the equations that a process stands in, one tells its rate.
        by_species = {s.species: self.model.by_name[s.species] for s in shares}
        name = min(by_species, key=lambda n: isinstance(by_species[n], Continuum))
        species = by_species[name]
        count = [self.derivation.tree(self.model.named_modes(species))] if isinstance(species, Continuum) else []
        found = [s for s in shares if s.species == name]
        return _sum(
            product([name_of(s.constant), *count, self.derivation.tree(s.factor * s.occupation / process.change(name))])
            for s in found
        )

    def constants(self) -> list[Function]:
        """Rate constants and numbers of modes from couplings and densities."""
        derivation, derived = self.derivation, self.derived
        rates = tuple(derivation.tree(v) for v in derived.constants.values())
        found = [
            self.function(
                "rate_constants",
                "The rate constants from couplings and densities of states, ordered as RATES.",
                ("Per second, on the last axis; `dict(zip(RATES, np.moveaxis(k, -1, 0)))` names them for `rhs`.",),
                rates,
                of_y=False,
            )
        ]
        continua = [s for s in self.model.species if isinstance(s, Continuum)]
        if continua:
            modes = tuple(derivation.tree(self.model.modes_of(s)) for s in continua)
            listed = ", ".join(s.name for s in continua)
            details = (f"Of {listed}: the width of the band times the density of states.",)
            found.append(self.function("modes", "How many modes each continuum has.", details, modes, of_y=False))
        return found

    def thermal(self) -> list[Function]:
        """Entropy and effective temperatures."""
        arranged = self.derivation.arrangements
        entropy = _sum(
            product([self.derivation.tree(a.weight), Call("mixing", tuple(map(self.derivation.tree, a.parts)))])
            for a in arranged
        )
        counted = (
            "log W by Stirling's formula, with W = (N n + N)!/((N n)! N!) for N modes of occupation n",
            "and W = m!/(m_e! (m - m_e)!) for m emitters; the species are taken for independent.",
        )
        solved = (
            "The inverse is the derivative of the entropy by the number of quanta: log((n + 1)/n) for",
            "modes, log((m - m_e)/m_e) for emitters, where it is negative if they are inverted.",
        )
        return [
            self.function(
                "entropy",
                "Entropy of all occupations in units of the Boltzmann constant.",
                counted,
                entropy,
            ),
            self.function(
                "temperatures",
                "Effective temperatures k_B T/(hbar*frequency) of the species, ordered as STATES.",
                solved,
                tuple(self._temperature(a.ratio) for a in arranged),
            ),
        ]

    def _temperature(self, ratio: Scalar) -> Node:
        """``1/log(ratio)``, by the distance of the ratio from one."""
        above, _, below = ratio.parts()
        return Call("reciprocal_log1p", (self.derivation.tree(below), self.derivation.tree(above - below)))

    def late(self, decay: Decay) -> list[Function]:
        """The linear equations around zero, their characteristic polynomial and their modes."""
        tree = self.derivation.tree
        roots = _roots(decay)
        found = [
            self.function(
                "linearised",
                "The matrix of the rate equations around zero, where all occupations vanish at late times.",
                ("Rows and columns as STATES; per second.",),
                Matrix(tuple(tuple(map(tree, row)) for row in decay.matrix)),
                of_y=False,
            ),
            self.function(
                "characteristic",
                "Coefficients of det(eigenvalue - linearised), constant term first.",
                (roots,),
                tuple(map(tree, decay.characteristic)),
                of_y=False,
            ),
            self.function(
                "slow_mode",
                "The occupations at late times up to a common factor, for an eigenvalue of `linearised`.",
                (
                    "Polynomial in the eigenvalue; that of the eigenvalue closest to zero is left at late times.",
                    "Zero throughout where the rates vanish that join the species to one another.",
                ),
                tuple(map(tree, decay.mode)),
                of_y=False,
            ),
        ]
        if decay.ratio is not None:
            first, second = (s.name for s in decay.states[:2])
            summary = f"The ratio {first}/{second} at late times, for the eigenvalue of `linearised` closest to zero."
            found.append(self.function("asymptotic_ratio", summary, (roots,), tree(decay.ratio), of_y=False))
        return found


def _roots(decay: Decay) -> str:
    if decay.degree <= 2:
        return "The eigenvalues have closed forms: no factor of the polynomial has a degree above two."
    return (
        f"An eigenvalue is the root of a polynomial of degree {decay.degree}, which does not factor for general rates."
    )


def _symbols(derivation: GoldenDerivation) -> list[Symbol]:
    """All parameters: rate constants, then what they are made of and numbers of modes and emitters, by name."""
    derived = derivation.kinetics
    scalars = [*derived.constants.values(), *(p.weight for p in derivation.arrangements)]
    scalars += [value_of(EIGENVALUE), *(p for a in derivation.arrangements for p in a.parts)]
    scalars += [derivation.model.named_modes(s) for s in derivation.model.species if isinstance(s, Continuum)]
    others = symbols_of(scalars) | set(derivation.model.symbols)
    others -= {*derived.states, *derived.constants}
    kept = (s for s in others if s.name not in CONSTANTS)
    return [*derived.constants, *sorted(kept, key=lambda s: natural_key(s.name))]


def _sum(terms: Iterable[Node]) -> Node:
    found = list(terms)
    return total(found) if found else ZERO
