"""From a Fokker-Planck equation to the record of a NumPy module: drift, currents and forms of the entropy balance.

The state ``y`` holds the variables of the modes; arrays over directions are in the order (mu_1, mu_1*, mu_2, ...).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from derive.algebra.display import word_text
from derive.algebra.operator import Op, Word
from derive.emit.module import Function, Module, Parameter, Result, Stack, needed
from derive.engines.approximations import condition_lines
from derive.engines.phase_space.statement import digest, statement
from derive.exact.collect import product, total
from derive.expr import ZERO, Call, Name, Node, Number, Power
from derive.rules.phase_space.entropy import Balance
from derive.rules.phase_space.integrals import Density, first
from derive.rules.phase_space.split import Direction

if TYPE_CHECKING:
    from derive.engines.phase_space.derivation import PhaseSpaceDerivation

Entries = dict[tuple[int, ...], Op]


def module_of(derivation: PhaseSpaceDerivation) -> Module:
    """The module of one model in phase space; what a model lacks has no function."""
    model = derivation.model
    parameters = tuple(Parameter(s.name, s.latex, s.unit, s.domain.value, s.meaning) for s in model.symbols)
    writer = _Writer(derivation, parameters)
    functions = [writer.drift(), *writer.currents()]
    constants: list[tuple[str, object]] = [
        ("VARIABLES", writer.state),
        ("MODES", tuple(m.name for m in derivation.equation.correspondence.modes)),
        ("ORDERING", model.distribution.value),
        ("CHANNELS", tuple(c.name for c in derivation.split.channels)),
    ]
    if derivation.balance is not None:
        functions += writer.entropy(derivation.balance)
        words = _flux_words(derivation.balance)
        constants.append(("FLUX", tuple(word_text(w) for w in words)))
    used = {key for f in functions for key in f.arguments}
    return Module(
        model.name,
        model.title or model.model.title or model.name,
        _doc(derivation),
        digest(model),
        tuple(constants),
        tuple(p for p in parameters if p.name in used),
        tuple(functions),
    )


class _Writer:
    """The functions of one module."""

    def __init__(self, derivation: PhaseSpaceDerivation, parameters: tuple[Parameter, ...]):
        self.derivation, self.parameters = derivation, parameters
        self.planes = derivation.equation.correspondence.planes
        self.state = tuple(plane.name for plane in self.planes)
        self.directions: tuple[Direction, ...] = tuple((plane, bar) for plane in self.planes for bar in (0, 1))

    def drift(self) -> Function:
        """The reversible drift of every variable."""
        result = tuple(self._polynomial(f) for f in self.derivation.split.drift)
        text = "dmu/dt of the Hamiltonian alone, for `y` ordered as VARIABLES."
        return self._function("drift", text, "Complex, shape (..., m) like `y`.", result, True)

    def currents(self) -> list[Function]:
        """Drift and diffusion of the currents of all channels, where these are of first order."""
        drift: Entries = {}
        diffusion: Entries = {}
        for k, channel in enumerate(self.derivation.split.channels):
            for i, direction in enumerate(self.directions):
                drift[k, i] = channel.drift(direction)
            for (i, j), c in self._matrix(lambda m: m, k).items():
                diffusion[k, i, j] = c
        count, size = len(self.derivation.split.channels), len(self.directions)
        if not count or self.derivation.balance is None:
            return []
        return [
            self._array(
                "current_drift",
                "A of the currents J = A Q + D grad Q.",
                "(..., channels, 2m).",
                drift,
                (count, size),
                True,
            ),
            self._array(
                "current_diffusion",
                "D of the currents J = A Q + D grad Q.",
                "(..., channels, 2m, 2m), symmetric.",
                diffusion,
                (count, size, size),
                False,
            ),
        ]

    def _matrix(self, image: Callable[[Op], Op], k: int) -> Entries:
        matrix = self.derivation.split.channels[k].diffusion if self.derivation.balance is not None else ()
        return {(i, j): image(Op.scalar(c)) for i, row in enumerate(matrix) for j, c in enumerate(row) if c}

    def entropy(self, balance: Balance) -> list[Function]:
        """The form of Pi_d, that of Pi_u where it has one, and the operator of the flux."""
        size = len(self.directions)
        inverse: Entries = {}
        for k, channel in enumerate(balance.channels):
            for (a, b), c in channel.inverse.items():
                inverse[k, self.directions.index(a), self.directions.index(b)] = Op.scalar(c)
        found = []
        if balance.channels:
            text = "K of every channel: Pi_d = sum K_ij int J_i J_j / Q."
            axes = (len(balance.channels), size, size)
            found.append(self._array("production", text, "(..., channels, 2m, 2m), symmetric.", inverse, axes, False))
        form = self._quadratic(balance.unitary)
        if form is not None:
            text = "G with Pi_u = int Q sum G_ij(y) d_i ln Q d_j ln Q."
            found.append(self._array("unitary_production", text, "(..., 2m, 2m), symmetric.", form, (size, size), True))
        words = _flux_words(balance)
        weights = tuple(self.derivation.tree(balance.flux.coefficient(w)) for w in words)
        if weights:
            text = "Weights of the moments FLUX in the entropy flux: Phi = sum weight <moment>."
            found.append(self._function("flux", text, "Complex, shape (..., len(FLUX)).", weights, False))
        return found

    def _quadratic(self, density: Density) -> Entries | None:
        """The symmetric form of a density that is one in first derivatives."""
        form: Entries = {}
        jets = {first(plane, bar): i for i, (plane, bar) in enumerate(self.directions)}
        for factors, c in density:
            if len(factors) != 2 or any(f not in jets for f in factors):
                return None
            i, j = (jets[f] for f in factors)
            for place in {(i, j), (j, i)}:
                form[place] = c if i == j else c / 2
        return form

    def _array(
        self, name: str, text: str, shape: str, entries: Entries, axes: tuple[int, ...], moving: bool
    ) -> Function:
        items = tuple((place, self._polynomial(op)) for place, op in sorted(entries.items()) if op)
        return self._function(name, text, f"Complex, shape {shape}", Stack(axes, items), moving)

    def _function(self, name: str, text: str, details: str, result: Result, moving: bool) -> Function:
        state = self.state if moving else ()
        return Function(name, text, (details,), needed(result, self.parameters), state, result, "complex")

    def _polynomial(self, op: Op) -> Node:
        """A polynomial in the variables as a tree."""
        terms = [product([self.derivation.tree(c), *self._factors(word)]) for word, c in op]
        return total(terms) if terms else ZERO

    def _factors(self, word: Word) -> list[Node]:
        found: list[Node] = []
        for plane, (p, q, _, _) in word:
            own = Name(plane.name, plane.latex_symbol)
            for base, power in ((own, p), (Call("conj", (own,)), q)):
                if power:
                    found.append(base if power == 1 else Power(base, Number(Fraction(power))))
        return found


def _flux_words(balance: Balance) -> tuple[Word, ...]:
    return tuple(word for word, _ in balance.flux)


def _doc(derivation: PhaseSpaceDerivation) -> tuple[str, ...]:
    model, letter = derivation.model, derivation.model.distribution.letter
    lines = [f"Source: {model.source}", ""] if model.source else []
    lines += ["Model (hbar = 1):", *(f"    {line}" for line in statement(model)), ""]
    lines += [f"U({letter}) = ({derivation.equation.unitary}) {letter}"]
    for channel in derivation.split.channels:
        for plane, current in zip(channel.planes, channel.currents, strict=True):
            lines.append(f"J_{plane.name} of {channel.name} = ({current}) {letter}")
    if derivation.balance:
        lines += ["", f"dS/dt = Pi_u + Pi_d - Phi, Phi = <{derivation.balance.flux}>"]
        lines += [f"Pi_u = int {derivation.balance.unitary}"]
    lines += ["", "Derivation:", *(f"    {step.rule}: {step.text}" for step in derivation.steps)]
    return (*lines, *condition_lines(model))
