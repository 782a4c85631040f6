r"""Everything a claim may speak of in a system hit by the particles of a gas, derived when first asked for.

Names, with ``k`` and ``l`` for levels in words (``plus``, ``0``), the final one first:

* the model's parameters, ``hbar``, ``pi``, ``mass``, ``beta``, ``nu``; ``E`` the total energy; ``E_k`` the levels as
  letters, ``level_k`` as the spectrum of the Hamiltonian, ``threshold_k`` by E and b_k; ``v_k_l``.
* ``b_k``, ``wave_k_l`` (at the contact), ``T_k_l``, ``kick_k_l`` (``sum v Psi``), ``component_k_l`` (of the wave, in
  momenta), ``born_k_l``, ``second_k_l``, ``resolvent_k_l``, ``green_k_l``, ``through_green_k_l``, ``beyond_born_k_l``,
  ``N_Psi``, ``determinant``: for any energy, with complex b_k; with the suffix ``_open`` above all thresholds, as
  ``S_k_l`` is.  ``t_k_l`` is the reduced T, ``2 pi hbar`` times it; ``element_k_l`` a T that is put in at the end.
* ``hopping``, ``contact``, ``site_0``: matrices over the localised states; ``amplitude_0_k``: of a level at a site.
* ``a_k_l``, ``flux_k_l`` (the letters X), ``thermal_k_l``, ``I_k_l``, ``p_k``, ``gibbs_k``, ``K_k_l``, ``K_eq_k_l``,
  ``J_k_l``, ``entropy_production``, ``Z_S``.
* ``p``, ``p_prime``, ``p_between``, ``q``, ``kinetic``, ``kinetic_prime``, ``gas`` (their distribution), ``Z``,
  ``plane_wave``; ``retarded`` (+0), ``epsilon``, ``pole``, ``damped_threshold``, ``closed_threshold``.
* ``rho``, ``H_S``, ``dissipator``, ``T_omega``, ``T_omega_dag``, ``omega``, ``stationary_state``; ``far_...``: of two
  separated contacts.
* functions: ``delta``, ``ratio`` (I of the numbers of two levels), ``dissipator_of``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from derive.algebra.operator import Op
from derive.audits.record import Finding, Outcome
from derive.claims.balls import Sample
from derive.claims.operations import scalar_of
from derive.claims.quantities import Conditions, Quantities, Settled, Spoken, Under
from derive.claims.superoperator import Superoperator
from derive.engines.scattering.apart import Apart
from derive.engines.scattering.generator import Generator
from derive.engines.scattering.letters import (
    CLOSED,
    KINETIC,
    KINETIC_PRIME,
    OMEGA,
    P_OTHER,
    P_PRIME,
    POLE,
    POSITION,
    TOTAL,
    Letters,
    P,
    added,
)
from derive.engines.scattering.momenta import Momenta, delta
from derive.engines.scattering.naming import shown_names
from derive.engines.scattering.pauli import Rates
from derive.engines.scattering.physical import derived_letters
from derive.engines.scattering.settling import Settling
from derive.engines.scattering.turns import cosine, exponential_with_turns, root, sine
from derive.engines.scattering.waves import Waves, contacts, opened
from derive.errors import ClaimError, DeriveError
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.golden.model import HBAR, PI
from derive.parameters import symbol_of, value_of
from derive.reader.table import spelling
from derive.rules.scattering.lippmann import scattering
from derive.rules.scattering.master import master
from derive.rules.scattering.rates import partition
from derive.scattering.model import ScatteringModel
from derive.symbols import Symbol

OPERATORS = ("rho", "H_S", "dissipator", "T_omega", "T_omega_dag", "stationary_state")
MATRICES = ("hopping", "contact", "site_")
FUNCTIONS = ("delta", "ratio", "dissipator_of")
WAVES = ("wave_", "T_", "kick_", "component_", "born_", "second_", "green_", "through_green_", "beyond_born_", "S_",
         "N_Psi", "determinant")  # fmt: skip
RATES = ("a_", "flux_", "I_", "K_", "J_", "thermal_", "ratio", "entropy_production", "stationary_state")
ASSUMED = (
    "one free particle in one dimension, delta potentials in one place, no cutoff",
    "particles that come one by one, each in the thermal state",
    "as much enters a level as leaves it, as S is unitary at every energy (an audit proves it)",
    "levels and Bohr frequencies all different, so that each turns by itself",
)
Known = dict[str, Callable[[], Any]]


class ScatteringQuantities(Quantities):
    """The derived quantities of a scattering model by name; see the module."""

    def __init__(self, model: ScatteringModel):
        self.model: ScatteringModel = model

    @cached_property
    def letters(self) -> Letters:
        """T on either branch of every channel."""
        return Letters(scattering(self.model, either=True))

    @cached_property
    def opened(self) -> Letters:
        """T above all thresholds."""
        return Letters(scattering(self.model))

    @cached_property
    def momenta(self) -> Momenta:
        """Integrals."""
        return Momenta(self.letters)

    @cached_property
    def rates(self) -> Rates:
        """The Pauli equation."""
        return Rates(self.generator)

    @cached_property
    def generator(self) -> Generator:
        """The master equation."""
        return Generator(self.letters, master(self.opened.found))

    @cached_property
    def has_closed_form(self) -> bool:
        """Whether T has one; where it has none claims can speak of parameters alone."""
        try:
            # The letters of claims are those of one dimension: b_j by the total energy, integrals of two signs.
            return self.model.gas.is_plain and self.opened.size > 1
        except DeriveError:
            return False

    # -- what is known of the integrals -------------------------------------------------------------------------------

    @cached_property
    def _equilibrium(self) -> tuple[Finding, ...]:
        """The audit of the Gibbs state: whether at every energy as much enters each level as leaves it."""
        from derive.audits.scattering import derived, equilibrium

        return equilibrium.check(derived.gather(self.model))

    @cached_property
    def _known_integrals(self) -> Mapping[Symbol, Scalar]:
        """The letters X that follow from others; none unless that is proved."""
        proved = all(f.outcome is Outcome.PASSED for f in self._equilibrium)
        return self.letters.balanced if proved else {}

    def normal(self, value: Scalar) -> Scalar:
        """The scalar with what the unitarity of S says of the integrals of the rates put in."""
        return insert(value, self._known_integrals) if self._speaks_of_integrals(value) else value

    def put_under(self, value: Scalar, under: Under) -> Scalar:
        """The scalar under the assumptions, which must be about parameters; see `Quantities.put_under`."""
        value = self.normal(value)
        if not self.has_closed_form:
            return under.apply(value)
        # An order of thresholds sets an excess to zero, and a branch a b_j: these say where one is.
        derived = {s.name for s in under.symbols if s in self._letters and not s.name.startswith(("b_", "excess_"))}
        derived |= {s.name for s in under.limits if s in self._letters}
        if derived:
            must = "an assumption must be about the parameters of the model"
            raise ClaimError(f"model {self.model.name!r}", must, f"{', '.join(sorted(derived))}, which is derived")
        if under.limits:
            value = self._before_limits(value, under)
        return under.apply(value)

    def _before_limits(self, value: Scalar, under: Under) -> Scalar:
        """What moves with a limit: levels are put in; integrals and momenta cannot be."""
        levels = {symbol_of(self.letters.energies[j]): c.energy for j, c in enumerate(self.letters.found.channels)
                  if self.letters.is_letter(j)}  # fmt: skip
        value, moving = insert(value, levels), under.limits.keys()
        held, own = symbols_of([value]) & self._letters, symbols_of(c.energy for c in self.letters.found.channels)
        momenta = own | symbols_of([HBAR, TOTAL, self.model.gas.mass])
        of_energy = {symbol_of(b) for b in self.letters.b} | {symbol_of(TOTAL)}
        if held - of_energy or (held and not momenta.isdisjoint(moving)):
            names = ", ".join(sorted(s.name for s in held))
            must = "a limit must be of a formula that is explicit in the parameter"
            raise ClaimError(f"model {self.model.name!r}", must, f"{names}, which moves with it")
        return value

    @cached_property
    def _letters(self) -> frozenset[Symbol]:
        """The letters that stand for something derived."""
        return frozenset(derived_letters(self.letters))

    def settle(self, pairs: Sequence[tuple[Scalar, Scalar]], under: Under) -> Settled | None:
        """By levels, elements of T and integrals as they are; see `Quantities.settle`."""
        return Settling(self.letters, self._known_integrals, under).settle(pairs) if self.has_closed_form else None

    def samples(self, values: Sequence[Scalar], count: int, under: Under) -> Iterable[Sample]:
        """Physical points."""
        if not self.has_closed_form:
            return super().samples(values, count, under)
        return Settling(self.letters, self._known_integrals, under).points(values, count)

    def rests_on(self, value: Scalar) -> tuple[str, ...]:
        """Unitarity, with the audit that proves what is used of it."""
        if not self._speaks_of_integrals(value) or not self._known_integrals:
            return ()
        told = "; ".join(f"{f.subject}: {f.outcome.value}" for f in self._equilibrium)
        known = "S is unitary, so that at every energy as much enters a level from the others as leaves it for them"
        return (f"{known}, which the audit 'equilibrium' proves ({told})",)

    def ordered(self, higher: Scalar, lower: Scalar) -> Mapping[Symbol, Scalar]:
        """Of two levels: an integral over the energy from the higher threshold up has no part with a closed channel."""
        return self.letters.above(higher, lower) if self.has_closed_form else {}

    def conditions(self, spoken: Spoken) -> Conditions:
        """Where levels have one energy their coherence moves with the populations: what moves is at zero coherence."""
        pairs = self.generator.master.degenerate if spoken.moving and self.has_closed_form else ()
        labels = self.model.labels
        return Conditions(tuple(f"no coherence between the levels {labels[k]} and {labels[j]}" for k, j in pairs))

    def _speaks_of_integrals(self, value: Scalar) -> bool:
        return self.has_closed_form and not self.letters.balanced.keys().isdisjoint(symbols_of([value]))

    # -- names --------------------------------------------------------------------------------------------------------

    def names(self) -> dict[str, str]:
        """Every name `value` knows, with the kind of thing it is."""
        return self._kinds

    @cached_property
    def _kinds(self) -> dict[str, str]:
        kinds = dict.fromkeys(self._known, "scalar")
        kinds |= dict.fromkeys(FUNCTIONS, "function") if self.has_closed_form else {}
        own = {s.name for s in self.model.symbols}
        for name in kinds.keys() - own:
            if name in OPERATORS:
                kinds[name] = "operator"
            elif name.startswith(MATRICES):
                kinds[name] = "matrix"
        return kinds

    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for."""
        return self._known[name]()

    @cached_property
    def _known(self) -> Known:
        """The value of each name, made when it is asked for; a parameter of the model's own comes before others."""
        found: Known = {}
        if self.has_closed_form:
            for made in (self._of_gas, self._of_levels, self._of_waves, self._of_rates, self._of_matrix):
                found |= made()
        return found | {s.name: _always(value_of(s)) for s in self._symbols}

    @cached_property
    def _symbols(self) -> tuple[Symbol, ...]:
        return tuple(
            dict.fromkeys([symbol_of(HBAR), symbol_of(PI), symbol_of(self.model.gas.mass), *self.model.symbols])
        )

    def printed(self) -> dict[str, str]:
        """The printed names of parameters, and before them those with which results are shown."""
        known = {s.latex: s.name for s in self._symbols}
        own = set(map(spelling, known))
        shown = shown_names(self.model) if self.has_closed_form else {}
        return {latex: name for latex, name in shown.items() if spelling(latex) not in own} | known

    # -- the gas ------------------------------------------------------------------------------------------------------

    def _of_gas(self) -> Known:
        gas = self.model.gas
        letters = {"p": P, "p_prime": P_PRIME, "p_between": P_OTHER, "kinetic": KINETIC, "kinetic_prime": KINETIC_PRIME}
        letters |= {"q": POSITION, "E": TOTAL, "omega": OMEGA, "pole": POLE, "closed": CLOSED}
        found: Known = {name: _always(value) for name, value in letters.items()}
        square = POLE**2 / (2 * gas.mass)
        found |= {
            "Z": lambda: partition(self.opened.found),
            "gas": lambda: exponential(-gas.beta * KINETIC) / partition(self.opened.found),
            "epsilon": _always(square.imaginary_part()),
            "retarded": _always(constant(0)),
            "damped_threshold": _always(TOTAL - square.real_part()),
            "closed_threshold": _always(TOTAL + gas.mass / (2 * HBAR**2 * CLOSED**2)),
        }
        return found | Apart(gas.mass).named()

    # -- levels and waves ---------------------------------------------------------------------------------------------

    def _of_levels(self) -> Known:
        found: Known = contacts(self.opened.found)
        spectrum, labels = self.opened.found.spectrum, self.letters.labels
        for j, label in enumerate(labels):
            found[f"E_{label}"] = _always(self.letters.energies[j])
            found[f"level_{label}"] = _always(spectrum.energies[j])
            found[f"threshold_{label}"] = _always(self.letters.threshold(j))
            for k in range(self.model.size):
                found[f"amplitude_{k}_{label}"] = _always(spectrum.states[k][j])
        for k, j in self.letters.pairs:
            found[f"v_{labels[k]}_{labels[j]}"] = _always(self.letters.found.coupling[k][j])
        return found

    def _of_waves(self) -> Known:
        found = Waves(self.letters).named() | Waves(self.opened).named("_open")
        return found | opened(self.opened.found, self.opened)

    # -- rates --------------------------------------------------------------------------------------------------------

    def _of_rates(self) -> Known:
        rates, labels = self.rates, self.letters.labels
        pairs: dict[str, Callable[[int, int], Scalar]] = {
            "a": rates.rate,
            "flux": self.letters.integral,
            "I": rates.ratio,
            "K": rates.current,
            "K_eq": rates.stationary_current,
            "J": rates.heat,
            "thermal": rates.thermal,
            "element": self.letters.open_element,
            "begin": self.letters.begin,
        }
        found: Known = {
            f"{what}_{labels[k]}_{labels[j]}": _of(make, k, j)
            for what, make in pairs.items()
            for k, j in self.letters.pairs
        }
        for j, label in enumerate(labels):
            found[f"p_{label}"] = _always(rates.populations[j])
            found[f"gibbs_{label}"] = lambda j=j: rates.gibbs[j]  # type: ignore[misc]
        found["Z_S"] = self.letters.partition
        found["entropy_production"] = lambda: -self.rate(rates.divergence)
        return found

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        """The time derivative of a function of the populations, by the chain rule, or of the density matrix.

        Raises
        ------
        ClaimError
            for anything else, and for a part.
        """
        if part or not isinstance(value, Scalar | Superoperator):
            must = "a time derivative must be of populations or of the density matrix, and of all contributions"
            raise ClaimError(f"model {self.model.name!r}", must, type(value).__name__)
        if isinstance(value, Superoperator):
            return self.generator.motion(value)
        held = symbols_of([value])
        pairs = ((symbol_of(p), self.rates.change(j)) for j, p in enumerate(self.rates.populations))
        return added(derivative(value, p) * change for p, change in pairs if p in held)

    def assumed(self, names: Collection[str], moving: bool, part: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What waves rest on, and rates, and the generator: each on what is before it."""
        generated = moving or any(n in OPERATORS and n not in ("H_S", "T_omega", "T_omega_dag") for n in names)
        generated = generated or "dissipator_of" in names
        rates = generated or any(n.startswith(RATES) for n in names)
        waves = rates or any(n.startswith(WAVES) and not n.startswith("T_omega") for n in names)
        # Where the exact spectrum has equal frequencies the generator has them together.
        apart = "rho" in names and generated and not self.generator.master.act_together
        found = (waves, rates, rates, apart)
        return tuple(words for words, rests in zip(ASSUMED, found, strict=True) if rests)

    # -- the density matrix -------------------------------------------------------------------------------------------

    def _of_matrix(self) -> Known:
        return {
            "rho": lambda: self.generator.density(),
            "H_S": lambda: self.generator.hamiltonian,
            "dissipator": lambda: self.generator.dissipator(self.generator.density()),
            "T_omega": lambda: self.generator.by_frequency,
            "T_omega_dag": lambda: self.generator.by_frequency.dag,
            "stationary_state": self._stationary,
        }

    def _stationary(self) -> Op:
        """The levels with their stationary populations."""
        total = Op({})
        for j, p in enumerate(self.rates.stationary):
            total = total + p * self.generator.transition(j, j)
        return total

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Integrals over momenta, sums over Bohr frequencies, roots on their branch, thirds of turns."""
        if not self.has_closed_form:
            return {}
        return {
            "delta": delta,
            "ratio": self._ratio,
            "dissipator_of": self._dissipated,
            "integral": self.momenta.integral,
            "sum": self.momenta.sum,
            "sqrt": lambda value: root(self.letters, value),
            "exp": exponential_with_turns,
            "cos": cosine,
            "sin": sine,
        }

    def _ratio(self, final: Any, initial: Any) -> Scalar:
        """``I(k, l)`` of levels by their numbers."""
        numbers = [scalar_of(x) for x in (final, initial)]
        if any(not n.is_rational or n.rational not in range(self.model.size) for n in numbers):
            must = f"I must be of the numbers of two levels, 0 to {self.model.size - 1}"
            raise ClaimError(f"model {self.model.name!r}", must, f"{final}, {initial}")
        return self.rates.ratio(*(int(n.rational) for n in numbers))

    def _dissipated(self, value: Any) -> Superoperator:
        if isinstance(value, Superoperator):
            return self.generator.dissipator(value)
        what = "an operator" if isinstance(value, Op) else type(value).__name__
        raise ClaimError(f"model {self.model.name!r}", "a dissipator must act on a density matrix", what)


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value


def _of(make: Callable[[int, int], Any], k: int, j: int) -> Callable[[], Any]:
    return lambda: make(k, j)


__all__ = ["ScatteringQuantities"]
