"""The pipeline serves any kind of model: here one that only the tests know, derived on paper in `tests.leaking`.

With holes k_1 and k_2: dn/dt = s - (k_1 + k_2) n, and n = s/(k_1 + k_2) at rest.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest

from derive import engines, pipeline
from derive.cli import main
from derive.engines import ENGINES, engine_of, is_model
from derive.errors import ModelError
from derive.pipeline import find, run
from derive.place import place_of
from derive.state import recall, statement_digest
from tests.judged import CAVITY
from tests.leaking import VESSELS, Vessel
from tests.model_files import write
from tests.test_layers import ROOT, files, imported

HEAD = ["from derive import positive", "from tests.leaking import Vessel", "k_1, k_2 = positive('k_1 k_2', unit='1/s')"]
TIGHT = [*HEAD, "model = Vessel('vessel')"]
LEAKY = [*HEAD, "model = Vessel('vessel', (k_1, k_2))"]


@pytest.fixture(autouse=True)
def vessels(monkeypatch, tmp_path):
    """One kind of model more, and an empty folder."""
    monkeypatch.setattr(engines, "ENGINES", (*ENGINES, VESSELS))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- which engine -----------------------------------------------------------------------------------------------------


def test_the_class_of_a_model_finds_its_engine():
    assert engine_of(CAVITY).name == "lindblad"
    assert engine_of(Vessel("v")).name == "vessels"
    assert is_model(CAVITY)
    assert not is_model("cavity")
    with pytest.raises(ModelError, match=r"known kind.*'cavity'\n.*Model\(\.\.\.\) or .*Vessel\(\.\.\.\)"):
        engine_of("cavity")


def test_an_unknown_kind_is_no_model(vessels, monkeypatch):
    monkeypatch.setattr(engines, "ENGINES", ENGINES)
    with pytest.raises(ModelError, match="must be a Model"):
        pipeline.load(find(str(write(vessels, "study", *TIGHT))))


# Claims, pipeline, report and commands know what all kinds of models have in common, and no kind.
OF_A_KIND = ("model", "golden", "rules", "engines.lindblad", "engines.golden", "audits.lindblad", "audits.rates")
KINDS_OWN = {"__init__.py", "model.py", "equations.py"}
COMMON = [*files("derive/claims"), *files("derive/commands")]
COMMON += [p for p in sorted((ROOT / "derive").glob("*.py")) if p.name not in KINDS_OWN]


@pytest.mark.parametrize("path", COMMON, ids=str)
def test_what_serves_all_kinds_knows_none(path: Path):
    kinds = tuple(f"derive.{name}." for name in OF_A_KIND)
    assert not [name for name in imported(path) if f"{name}.".startswith(kinds)]


# -- the whole way ----------------------------------------------------------------------------------------------------


def test_a_run_writes_module_report_and_verdicts(vessels):
    claims = r"claims = [Claim('rest', r'n = \frac{s}{k_1 + k_2}'), Claim('motion', r'\dot{n} = s - k_1 n')]"
    result = run(find(str(write(vessels, "study", *LEAKY, claims))))
    place = vessels / "out" / "study"
    assert "def n(" in (place / "vessel.py").read_text()
    assert [v.decision.value for v in result.verdicts] == ["holds", "wrong"]
    assert result.verdicts[0].under == ("somewhere it leaks",)
    report = (place / "report.tex").read_text()
    for part in (
        r"\dot{n} =",
        "Contents are numbers.",
        r"\textbf{1. Balance.}",
        r"\section{vessel: full}",
        "Inflow:",
    ):
        assert part in report
    assert "Hamiltonian" not in report
    (chapter,) = recall(place, place).chapters
    assert chapter == result.chapters[0]


@pytest.mark.skipif(not which("pdflatex"), reason="no pdflatex on this machine")
def test_the_report_compiles(vessels):
    run(find(str(write(vessels, "study", *LEAKY))))
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
    done = subprocess.run(command, cwd=vessels / "out" / "study", capture_output=True)
    assert done.returncode == 0, done.stdout[-2000:]


def test_what_has_nothing_to_compute_has_no_module(vessels, capsys):
    source = find(str(write(vessels, "study", *TIGHT)))
    result = run(source)
    assert [str(gap) for gap in result.chapters[0].gaps] == ["no steady state: it fills for ever; to do: make a hole"]
    assert not (place_of(source).modules / "vessel.py").exists()
    assert main(["show", "study.py", "--python"]) == 2
    assert "it fills for ever" in capsys.readouterr().err


def test_show(vessels, capsys):
    path = str(write(vessels, "study", *LEAKY))

    def shown(*options: str) -> str:
        assert main(["show", path, *options]) == 0
        return capsys.readouterr().out

    plain = shown()
    for part in ("statement\n  A vessel.", "dn/dt = s", "n = s/(k_1 + k_2)", r"\heartsuit", "k_2"):
        assert part in plain
    assert "1. balance" not in plain
    latex = shown("--latex")
    assert r"\dot{n} &= s" in latex
    assert r"\heartsuit" not in latex
    assert shown("--steps").splitlines()[1:3] == [
        "  1. balance: What leaks is proportional to the content. [Torricelli]",
        "     inflow = s",
    ]
    (record,) = json.loads(shown("--json"))["models"]
    assert [e["state"] for e in record["equations"]] == ["n"]
    assert record["closed_forms"] == [{"name": "n", "text": "s/(k_1 + k_2)", "latex": r"\frac{s}{k_1 + k_2}"}]
    assert [s["rule"] for s in record["steps"]] == ["balance"]


def test_diff(vessels, capsys):
    old, new = write(vessels, "old", *TIGHT), write(vessels, "new", *LEAKY)
    assert main(["diff", str(old), str(new), "--json"]) == 1
    found = [(d["kind"], d["change"]) for d in json.loads(capsys.readouterr().out)]
    # In the order of the new one; what could not be derived comes last.
    assert found == [("hole", "added"), ("hole", "added"), ("equation", "changed"), ("gap", "removed")]


def test_every_word_of_a_model_is_in_its_digest():
    plain = Vessel("v")
    others = [
        Vessel("w"),
        Vessel("v", title="x"),
        Vessel("v", paper="x"),
        Vessel("v", source="x"),
        Vessel("v", notes=()),
    ]
    assert len({statement_digest(v) for v in (plain, *others)}) == 6


def test_models_of_several_kinds_in_one_study(vessels):
    lines = ["models = [cavity(), Vessel('vessel', (k_1,))]", "from derive import ClaimSet"]
    claims = "claims = [Claim('1', 'n = N', model='cavity'), Claim('2', r'n = s/k_1', model='vessel')]"
    result = run(find(str(write(vessels, "study", *HEAD, *lines, claims))))
    assert [v.decision.value for v in result.verdicts] == ["holds", "holds"]
    assert {p.name for p in result.written} >= {"cavity.py", "vessel.py"}
