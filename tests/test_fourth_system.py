"""Systems that no paper prints: three reservoirs on one chiral line, and two species of emitters behind one reservoir.

What must follow is worked out on paper from the rule alone: from X to Y through an empty right-moving continuum with
rates per mode of X, gamma = (2 pi/hbar)(pi rho_R h_X h_Y)^2 rho_Y, downstream only.
"""

from __future__ import annotations

from pathlib import Path

from derive.golden.assumptions import CreatedFirst, Downstream, Empty, MeanField, OnShell
from derive.golden.model import BAND, HBAR, PI, Constant, RateModel
from derive.golden.species import Continuum, Emitters, Line
from derive.parameters import positive, real, value_of
from derive.rules.golden_rule.kinetics import kinetics
from tests.golden_models import exchanged, put_in, thermal

X, Y, Z, R = Continuum("X"), Continuum("Y"), Continuum("Z"), Continuum("R")
h_X, h_Y, h_Z = real("h_X h_Y h_Z", unit="J")
n = {s.name: value_of(s.state) for s in (X, Y, Z, R)}

TRAIN = RateModel(
    "train",
    (X, Y, Z, R),
    h_X * exchanged(X.a, R.a) + h_Y * exchanged(Y.a, R.a) + h_Z * exchanged(Z.a, R.a),
    (OnShell(), Downstream(), CreatedFirst(), Empty(R), MeanField()),
    order=2,
    lines=(Line((X, Y, Z), right=R),),
    constants=(Constant("kappa", X, R, per=X), Constant("f", X, Y, per=X), Constant("s", X, Z, per=X)),
)


class TestThreeReservoirsOnOneLine:
    """X -> Y -> Z along a line that moves to the right and is open at its end."""

    def test_only_downstream(self) -> None:
        names = {p.name for p in kinetics(TRAIN).processes}
        assert names == {"X -> R", "Y -> R", "Z -> R", "X -> Y", "X -> Z", "Y -> Z"}

    def test_the_first_reservoir(self) -> None:
        # d n_X/dt = -(2 pi/hbar) h_X^2 rho_R n_X - (2 pi/hbar)(pi rho_R h_X)^2 n_X [h_Y^2 rho_Y (n_Y + 1) + Z alike].
        loss = 2 * PI / HBAR * h_X**2 * R.density * n["X"]
        passed = h_Y**2 * Y.density * (n["Y"] + 1) + h_Z**2 * Z.density * (n["Z"] + 1)
        second = 2 * PI / HBAR * (PI * R.density * h_X) ** 2 * n["X"] * passed
        assert kinetics(TRAIN).microscopic[0] == -loss - second

    def test_the_last_reservoir_gains_per_mode_of_its_own(self) -> None:
        # Every event from X adds a quantum to one of hbar Delta rho_Z modes: the density of X, not of Z, remains.
        loss = 2 * PI / HBAR * h_Z**2 * R.density * n["Z"]
        arriving = h_X**2 * X.density * n["X"] + h_Y**2 * Y.density * n["Y"]
        gain = 2 * PI / HBAR * (PI * R.density * h_Z) ** 2 * (n["Z"] + 1) * arriving
        assert kinetics(TRAIN).microscopic[2] == gain - loss

    def test_an_occupied_line_without_restrictions_equilibrates(self) -> None:
        free = TRAIN.without(Downstream(), CreatedFirst(), Empty(R))
        derived = kinetics(free)
        assert len(derived.states) == 4
        assert not any(put_in(r, thermal(derived, boltzmann=3)) for r in derived.microscopic)


class TestTwoSpeciesOfEmitters:
    """Emitters D and E share a reservoir: excitation passes from D to E through it, both ways alike."""

    D, E = (Emitters(name, linewidth=positive(f"Gamma_{name}", unit="1/s")) for name in "DE")
    g_D, g_E = real("g_D g_E", unit="J")
    MODEL = RateModel(
        "two_species",
        (X, D, E),
        g_D * exchanged(D.minus, X.a) + g_E * exchanged(E.minus, X.a),
        (OnShell(), MeanField()),
        order=2,
    )

    def test_transfer_between_the_species(self) -> None:
        # T = -i pi rho g_D g_E (2 n + 1); the two lines overlap with 2/(pi hbar (Gamma_D + Gamma_E)).
        derived = kinetics(self.MODEL)
        (transfer,) = (p for p in derived.processes if p.name == "D -> E")
        d, e = value_of(self.D.state), value_of(self.E.state)
        squared = (PI * X.density * self.g_D * self.g_E * (2 * n["X"] + 1)) ** 2
        overlap = 2 / (PI * HBAR * (self.D.linewidth + self.E.linewidth))
        assert transfer.events == 2 * PI / HBAR * squared * overlap * d * (self.E.number - e)

    def test_the_reservoir_is_not_moved_by_it(self) -> None:
        derived = kinetics(self.MODEL)
        first = (derived.moving.index("X"), 2 * PI / HBAR / (HBAR * BAND))
        d, e, x = value_of(self.D.state), value_of(self.E.state), n["X"]
        net = self.g_D**2 * (d * (x + 1) - (self.D.number - d) * x) + self.g_E**2 * (
            e * (x + 1) - (self.E.number - e) * x
        )
        assert derived.microscopic[first[0]] == first[1] * net

    def test_equilibrium(self) -> None:
        derived = kinetics(self.MODEL)
        assert not any(put_in(r, thermal(derived, boltzmann=3)) for r in derived.microscopic)


FILE = """
from derive import CreatedFirst, Constant, Continuum, Downstream, Empty, Line, MeanField, OnShell, RateModel, real

X, Y, Z, R = Continuum("X"), Continuum("Y"), Continuum("Z"), Continuum("R")
h_X, h_Y, h_Z = real("h_X h_Y h_Z", unit="J")
coupling = sum(h * (s.a.dag * R.a + R.a.dag * s.a) for h, s in ((h_X, X), (h_Y, Y), (h_Z, Z)))
model = RateModel(
    name="train",
    species=(X, Y, Z, R),
    coupling=coupling,
    order=2,
    lines=[Line(along=(X, Y, Z), right=R)],
    assumptions=[OnShell(), Downstream(), CreatedFirst(), Empty(R), MeanField()],
    constants=[Constant("kappa", X, R, per=X), Constant("f", X, Y, per=X)],
)
"""


def test_from_a_users_file(tmp_path: Path) -> None:
    """The same system from a file, through the whole pipeline to a module that can be called."""
    from derive.pipeline import Source, run

    path = tmp_path / "train.py"
    path.write_text(FILE)
    result = run(Source("train", path, False), tmp_path / "out")
    (chapter,) = result.chapters
    assert not chapter.gaps and "def rhs(" in chapter.source
    text = "\n".join(f.text for f in chapter.forms if f.kind == "equation")
    assert "kappa" in text and "f" in text
