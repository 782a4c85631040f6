"""The golden-rule engine in the pipeline: statements and digests, forms that differ where physics does, late times."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from derive.emit.python import compile_module
from derive.engines import engine_of
from derive.engines.golden.derivation import derive_model
from derive.engines.golden.statement import digest, printed, statement
from derive.errors import ClosureError
from derive.exact.scalar import Scalar
from derive.forms import GAP, differences
from derive.golden.assumptions import Empty, MeanField, OnShell
from derive.golden.model import Constant, Default, RateModel
from derive.golden.species import Continuum, Emitters
from derive.models.braak.model import CHANNELS, MODELS, RESERVOIRS, closed_ring, open_waveguide
from derive.parameters import positive, real, value_of
from derive.rules.golden_rule.entropy import arrangements, occupation_at
from derive.rules.golden_rule.kinetics import kinetics
from derive.rules.golden_rule.linear import EIGENVALUE, decay

h, k = real("h k", unit="J")
A, B, C = Continuum("A"), Continuum("B"), Continuum("C")
END = value_of(EIGENVALUE)


def joined(*pairs: tuple[Scalar, Continuum, Continuum]):
    """``sum of h (X.dag Y + Y.dag X)``."""
    return sum((c * (x.a.dag * y.a + y.a.dag * x.a) for c, x, y in pairs[1:]), start=_one(*pairs[0]))


def _one(c: Scalar, x: Continuum, y: Continuum):
    return c * (x.a.dag * y.a + y.a.dag * x.a)


LEAK = RateModel(
    "leak",
    (A, B, C),
    joined((h, A, B), (k, B, C)),
    (MeanField(), Empty(C)),
    constants=(Constant("a", A, B, per=A), Constant("b", A, B, per=B), Constant("c", B, C, per=B)),
)
"""A and B exchange quanta, B loses them to C: dn_A/dt = a (n_B - n_A), dn_B/dt = b (n_A - n_B) - c n_B."""
a, b, c = (value_of(constant.symbol) for constant in LEAK.constants)


# -- statement and digest --------------------------------------------------------------------------------------------


def test_every_model_has_the_engine() -> None:
    assert {engine_of(m).name for m in MODELS} == {"golden"}


def test_the_order_of_assumptions_means_nothing() -> None:
    turned = replace(open_waveguide, assumptions=open_waveguide.assumptions[::-1])
    assert statement(turned) == statement(open_waveguide) and digest(turned) == digest(open_waveguide)


# A resolvent is needed at order two: it can be exchanged, not left out.
TOGGLED = [x for x in closed_ring.assumptions if not isinstance(x, OnShell)]


@pytest.mark.parametrize("assumption", TOGGLED, ids=lambda x: x.key)
def test_every_assumption_is_stated(assumption) -> None:
    less = closed_ring.without(assumption)
    assert set(statement(less)) < set(statement(closed_ring))


def test_words_change_the_digest_and_not_the_statement() -> None:
    reason = Default(closed_ring.defaults[0].parameter, 100, "Because.")
    other = replace(closed_ring, defaults=(reason,))
    assert statement(other) == statement(closed_ring)
    assert printed(other) != printed(closed_ring) and digest(other) != digest(closed_ring)


def test_values_change_the_statement() -> None:
    other = replace(closed_ring, defaults=(Default(closed_ring.defaults[0].parameter, 200, ""),))
    assert set(statement(other)) ^ set(statement(closed_ring)) == {"default m = 100", "default m = 200"}


# -- forms -----------------------------------------------------------------------------------------------------------


def changed(model: RateModel, other: RateModel) -> set[tuple[str, str]]:
    """Kind and name of every result that two models do not share."""
    found = differences("", derive_model(model).forms(), derive_model(other).forms())
    return {(d.kind, d.name) for d in found}


def test_a_model_does_not_differ_from_itself() -> None:
    for model in MODELS:
        assert not changed(model, replace(model))


def test_channels_that_are_not_held_empty_move() -> None:
    """Without `Empty` the channels get equations of their own, and their quanta come back."""
    full = open_waveguide.without(*open_waveguide.find(Empty))
    found = changed(open_waveguide, full)
    assert {("equation", f"dn_{name}/dt") for name in "AB12"} | {("process", "1 -> A")} <= found
    assert ("assumption", "assumed empty: 1, 2") in found
    assert ("rate constant", "gamma_dec") not in found


def test_equal_densities_are_an_assumption_of_the_constants() -> None:
    """(S-30) and (S-31) hold the density of the final reservoir; equal ones have gamma_0 in common."""
    apart = open_waveguide.without(RESERVOIRS, CHANNELS)
    names = {s.name for s in derive_model(apart).kinetics.constants}
    assert "gamma_0" in names and len(names) > len(open_waveguide.constants)


def test_a_constant_without_process_is_a_gap() -> None:
    stray = Constant("gamma_9", A, C, per=A)
    derivation = derive_model(replace(LEAK, constants=(*LEAK.constants, stray)))
    assert [gap.stage for gap in derivation.gaps] == ["rate constant gamma_9"]
    assert [f.name for f in derivation.forms() if f.kind == GAP] == ["rate constant gamma_9"]


def test_without_mean_field_there_is_no_derivation() -> None:
    with pytest.raises(ClosureError):
        derive_model(closed_ring.without(*closed_ring.find(MeanField)))


def test_equations_in_named_constants_are_those_of_the_module() -> None:
    """`collected` loses nothing: the sum of its terms is the right-hand side."""
    derivation = derive_model(closed_ring)
    for species, right in zip(derivation.kinetics.moving, derivation.kinetics.right, strict=True):
        terms = [value_of(t.constant) * t.occupation for t in derivation.collected(species)]
        assert len(terms) > 2
        assert not sum(terms[1:], start=terms[0]) - right


# -- entropy ---------------------------------------------------------------------------------------------------------


def test_equilibrium_follows_from_counting() -> None:
    """With B = exp(-x): the entropy per quantum is x where n = B/(1 - B), the Bose distribution (7); where
    m_e = m B/(1 + B), (S-67)."""
    boltzmann, m = positive("B"), open_waveguide.by_name["M"].number
    found = {w.species: occupation_at(w, boltzmann) for w in arrangements(open_waveguide)}
    assert found == {name: boltzmann / (1 - boltzmann) for name in "AB"} | {"M": m * boltzmann / (1 + boltzmann)}


def test_the_derivative_of_the_entropy() -> None:
    """d/dn [(1 + n) log(1 + n) - n log n] = log((1 + n)/n), d/dm_e of log binomial = log((m - m_e)/m_e)."""
    n, m_e, m = value_of(A.state), value_of(open_waveguide.by_name["M"].state), open_waveguide.by_name["M"].number
    found = {w.species: w.ratio for w in arrangements(open_waveguide)}
    assert found["A"] == (1 + n) / n and found["M"] == (m - m_e) / m_e


def test_modes_may_share_a_number_or_have_their_own() -> None:
    weights = [w.weight for w in arrangements(closed_ring)]
    assert weights[0] == weights[1] and weights[2] == weights[3] and weights[0] != weights[2]


# -- late times ------------------------------------------------------------------------------------------------------


def test_a_leak_on_paper() -> None:
    """L = ((-a, a), (b, -b - c)): lambda^2 + (a + b + c) lambda + a c, and n_A (lambda + a) = a n_B."""
    found = decay(kinetics(LEAK))
    assert found is not None
    assert found.matrix == ((-a, a), (b, -b - c))
    assert found.characteristic == (a * c, a + b + c, 1)
    assert found.degree == 2 and len(found.factors) == 1 and found.fed
    # Any column of the adjugate gives the ratio on the root itself: either a/(lambda + a) or (lambda + b + c)/b.
    assert found.ratio in (a / (END + a), (END + b + c) / b)


def test_a_polynomial_that_factors_says_so() -> None:
    """Two reservoirs that only lose have two rates of their own."""
    apart = RateModel(
        "apart", (A, B, C), joined((h, A, C), (k, B, C)), (MeanField(), Empty(C)),
        constants=(Constant("a", A, C, per=A), Constant("b", B, C, per=B)),
    )  # fmt: skip
    found = decay(kinetics(apart))
    assert found is not None and found.degree == 1
    first, second = (value_of(x.symbol) for x in apart.constants)
    assert {f[0] for f in found.factors} == {first, second}
    text = compile_module(derive_model(apart).module()).characteristic.__doc__
    assert "closed forms" in text


def test_the_paper_s_polynomial_is_of_degree_three() -> None:
    found = decay(kinetics(open_waveguide))
    assert found is not None and found.degree == 3 and len(found.factors) == 1 and found.fed
    text = compile_module(derive_model(open_waveguide).module()).characteristic.__doc__
    assert "root of a polynomial of degree 3" in " ".join(text.split())


def test_the_slowest_mode_is_not_negative() -> None:
    """Perron and Frobenius, at random rates: the adjugate at the slowest eigenvalue has one sign."""
    module = compile_module(derive_model(open_waveguide).module())
    rng = np.random.default_rng(3)
    for _ in range(20):
        p = dict(zip(module.RATES, rng.uniform(0.1, 3.0, len(module.RATES)), strict=True)) | {"m": 5.0}
        # (S-47): rates per mode and per ensemble belong together.
        p |= {"gammat_1": 4 * p["gamma_1"], "gammat_2": 4 * p["gamma_2"]}
        slowest = np.linalg.eigvals(module.linearised(**p)).real.max()
        assert slowest < 0 and (module.slow_mode(eigenvalue=slowest, **p) > 0).all()


def test_a_conserved_number_of_quanta_leaves_no_decay() -> None:
    """Zero is a fixed point of the closed ring, but nothing goes there."""
    assert decay(kinetics(closed_ring)) is None


def test_emitters_alone_in_a_channel() -> None:
    """One species: dm_e/dt = -gamma m_e, no ratio to speak of."""
    M = Emitters("M", number=positive("m"), excited="m_e")
    alone = RateModel(
        "alone", (M, C), h * (M.minus * C.a.dag + C.a * M.plus), (MeanField(), Empty(C)),
        constants=(Constant("gamma", M, C, per=M),),
    )  # fmt: skip
    found = decay(kinetics(alone))
    assert found is not None and found.ratio is None
    assert found.characteristic == (value_of(alone.constants[0].symbol), 1)
    module = compile_module(derive_model(alone).module())
    np.testing.assert_allclose(module.rhs(np.array([3.0]), gamma=2.0), [-6.0])
    assert not hasattr(module, "asymptotic_ratio")
