"""Driven systems through the engine: branches of a Kerr cavity, supplement, audits, the model file to start from."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from derive import Bath, Drive, DrivenModel, I, boson, complex_, positive, real
from derive.audits.record import Outcome
from derive.emit.python import compile_module
from derive.engines import ENGINES, engine_of
from derive.engines.driven.quantities import DrivenQuantities
from derive.errors import ClaimError
from derive.parameters import conj
from derive.pipeline import find, run
from numerics.relaxation import rest
from numerics.solution import Status

a, b = boson("a b")
omega_c, omega_d, K, g, E, omega_m = real("omega_c omega_d K g E omega_m", unit="rad/s")
kappa, gamma = positive("kappa gamma", unit="1/s")
alpha, beta = complex_("alpha beta")
KERR = DrivenModel(
    "kerr",
    omega_c * a.dag * a + K / 2 * a.dag**2 * a**2,
    drives=[Drive(a, E, omega_d)],
    baths=[Bath(a, kappa)],
    frame={a: omega_d},
    means={a: alpha},
)
MIRROR = DrivenModel(
    "mirror",
    omega_c * a.dag * a + omega_m * b.dag * b + g * a.dag * a * (b + b.dag),
    drives=[Drive(a, E, omega_d)],
    baths=[Bath(a, kappa), Bath(b, gamma)],
    frame={a: omega_d},
    means={a: alpha, b: beta},
)


def module_of(model):
    """The module of its mean field, ready to call."""
    return compile_module(engine_of(model).derive(model).module())


# -- the module -------------------------------------------------------------------------------------------------------


def test_right_hand_side_in_real_parts():
    """alpha = x + i y: the real and imaginary part of -(kappa/2 + i Delta) alpha - i K |alpha|^2 alpha - i E."""
    module = module_of(KERR)
    values = {"omega_c": 1.0, "omega_d": 1.7, "K": 0.3, "E": 0.6, "kappa": 0.9}
    x, y = 0.4, -1.1
    z = x + 1j * y
    expected = -(0.45 - 0.7j) * z - 0.3j * abs(z) ** 2 * z - 0.6j
    np.testing.assert_allclose(module.rhs(np.array([x, y]), **values), [expected.real, expected.imag], rtol=1e-13)
    assert module.STATES == ("re_alpha", "im_alpha") and module.MODES == ("a",)
    step = 1e-6
    for j, shift in enumerate(np.eye(2) * step):
        forward, backward = (module.rhs(np.array([x, y]) + s * shift, **values) for s in (1, -1))
        slope = module.jacobian(np.array([x, y]), **values)[:, j]
        np.testing.assert_allclose((forward - backward) / (2 * step), slope, rtol=1e-7, atol=1e-8)


def test_branches_of_a_kerr_cavity():
    """n = |alpha|^2 solves n ((Delta + K n)^2 + kappa^2/4) = E^2: three branches at Delta = -3, E^2 = 2.

    With K = kappa = 1.  The middle one repels; starts near the others come to rest there.
    """
    roots = np.roots([1.0, -6.0, 9.25, -2.0])
    n = np.sort(roots[abs(roots.imag) < 1e-9].real)
    assert len(n) == 3
    fields = -1j * np.sqrt(2.0) / (0.5 + 1j * (-3.0 + n))
    starts = np.stack([fields.real, fields.imag], axis=-1)
    values = {"omega_c": 0.0, "omega_d": 3.0, "K": 1.0, "E": np.sqrt(2.0), "kappa": 1.0}
    module = module_of(KERR)
    np.testing.assert_allclose(module.rhs(starts, **values), 0, atol=1e-9)
    found = rest(module, starts[[0, 2]] + 0.01, values)
    assert found.values == pytest.approx(starts[[0, 2]], abs=1e-9)
    slopes = np.linalg.eigvals(module.jacobian(starts, **values)).real.max(axis=-1)
    assert list(slopes < 0) == [True, False, True]
    assert set(np.ravel(found.codes)) == {Status.SUCCESS.code}


def test_rest_of_a_mirror():
    """beta = -i g n/(gamma/2 + i omega_m) shifts Delta by 2 g Re beta: n ((Delta + shift n)^2 + kappa^2/4) = E^2."""
    values = {"omega_c": 0.2, "omega_d": 0.0, "omega_m": 2.0, "g": 0.1, "E": 0.5, "kappa": 1.0, "gamma": 0.8}
    found = rest(module_of(MIRROR), np.zeros(4), values).require()
    n = found[0] ** 2 + found[1] ** 2
    shift = 2 * 0.1 * (-1j * 0.1 / (0.4 + 2j)).real
    assert n * ((0.2 + shift * n) ** 2 + 0.25) == pytest.approx(0.25, rel=1e-8)
    assert found[2] + 1j * found[3] == pytest.approx(-0.1j * n / (0.4 + 2j), rel=1e-8)
    assert n > 0.5


# -- what is shown and checked ----------------------------------------------------------------------------------------


def test_supplement():
    """Laboratory Hamiltonian, baths, frame, equations; a closed form where there is one."""
    parts = {p.title: p for p in engine_of(KERR).derive(KERR).parts()}
    assert list(parts) == ["the model", "steps of the derivation", "mean-field equations"]
    linear = replace(MIRROR, means={a: alpha}, neglected=(b,))
    derivation = engine_of(linear).derive(linear)
    assert "stationary mean field" in {p.title for p in derivation.parts()}
    closed = {f.name: f for f in derivation.forms()}["mean of a"]
    assert "kappa**2 + 4*(omega_c - omega_d)**2" in str(closed)


def test_gaps_are_named():
    """Three branches have no closed form; a frame that leaves time dependence leaves everything else undone."""
    derivation = engine_of(KERR).derive(KERR)
    assert [gap.stage for gap in derivation.gaps] == ["stationary mean field in closed form"]
    moving = replace(KERR, frame={})
    derivation = engine_of(moving).derive(moving)
    assert [gap.stage for gap in derivation.gaps] == ["rotating frame"]
    assert derivation.module() is None and not derivation.steps
    assert {f.audit: f.outcome for f in derivation.findings()}["rotating frame"] is Outcome.UNDECIDED


def test_audits():
    """H is Hermitian at all times; without drives nothing is displaced, unless the Hamiltonian itself pushes."""
    assert {f.outcome for f in engine_of(KERR).derive(KERR).findings()} == {Outcome.PASSED}
    pushed = replace(KERR, hamiltonian=KERR.hamiltonian + g * (a + a.dag), frame={}, drives=())
    found = {f.audit: f for f in engine_of(pushed).derive(pushed).findings()}
    assert found["undriven"].outcome is Outcome.NOTED and "g" in found["undriven"].detail
    # An amplitude may be made of parameters that occur elsewhere: they do not vanish with it.
    rated = replace(pushed, drives=[Drive(a, g * kappa)])
    found = {f.audit: f for f in engine_of(rated).derive(rated).findings()}
    assert found["undriven"].outcome is Outcome.NOTED


def test_quantities():
    """The mean field's equation as its rate, its stationary value by name, the moving Hamiltonian."""
    known = DrivenQuantities(replace(MIRROR, means={a: alpha}, neglected=(b,)))
    Delta = omega_c - omega_d
    assert known.rate(alpha) == -(kappa / 2 + I * Delta) * alpha - I * E
    found = known.value("mean_of_a", False)
    assert found * conj(found) == 4 * E**2 / (4 * Delta**2 + kappa**2)
    assert known.value("hamiltonian", False) == known.model.moving()
    assert set(known.names()) >= {"t", "a", "b", "alpha", "mean_of_a"}
    with pytest.raises(ClaimError, match="only a mean field"):
        known.rate(a)


# -- the model file to start from -------------------------------------------------------------------------------------


def started(folder: Path) -> Path:
    """The template of the kind, as `derive new` writes it."""
    (engine,) = (e for e in ENGINES if e.name == "driven")
    path = folder / "cooling.py"
    path.write_text(engine.template.replace("MODEL", "cooling"))
    return path


def test_template_runs_and_its_approximations_hold(tmp_path):
    """Laboratory, slow terms, reduction and effective model: every audit passes or does not apply.

    G is the coupling of the linearisation, which the driven system does not know of.
    """
    result = run(find(str(started(tmp_path))), out=tmp_path / "out")
    names = [chapter.name for chapter in result.chapters]
    assert names == ["cooling", "cooling_linear_slow", "cooling_mirror", "cooling_cooled"]
    found = [f for chapter in result.chapters for f in chapter.findings]
    assert {f.outcome for f in found} <= {Outcome.PASSED, Outcome.NOT_APPLICABLE, Outcome.NOTED}
    (noted,) = [f.detail for f in found if f.outcome is Outcome.NOTED]
    assert noted.startswith("values of no parameter: G;")
    assert sum(f.audit == "approximations" for f in found) > 10


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex")
def test_report_of_the_template_compiles(tmp_path):
    """Without an error, to a document."""
    run(find(str(started(tmp_path))), out=tmp_path / "out")
    (report,) = (tmp_path / "out").rglob("report.tex")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", report.name]
    done = subprocess.run(command, cwd=report.parent, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    assert report.with_suffix(".pdf").exists()
