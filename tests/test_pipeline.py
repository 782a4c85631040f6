"""The whole way from a model file to files on the disk, and what is done again when something changes.

The cavity of `tests.model_files`: d<a.dag a>/dt = kappa (N - <a.dag a>), hence n = N.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from fractions import Fraction
from shutil import which

import pytest

from derive import pipeline
from derive.algebra.boson import boson
from derive.audits.record import Outcome
from derive.commands.diff import compared
from derive.conditions import Condition
from derive.emit.python import HEADER
from derive.engines.engine import Derivation
from derive.engines.lindblad.statement import digest as module_digest
from derive.equations import Step
from derive.errors import ModelError, WriteError
from derive.exact.scalar import constant
from derive.forms import differences
from derive.model import Model
from derive.parameters import real
from derive.pipeline import builtins, derive_model, find, remove_forgotten_studies, run, stale_files
from derive.place import place_of
from derive.result import chapter_of
from derive.state import engine_digest, recall, statement_digest
from derive.study import study_of_file
from tests.model_files import write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def engine(monkeypatch):
    """An engine that stays as it is, whoever edits its sources while the tests run."""
    digest = engine_digest()
    for module in ("derive.state", "derive.pipeline"):
        monkeypatch.setattr(f"{module}.engine_digest", lambda: digest)


def files_of(folder):
    """All files below a folder with their content, those of Python's caches and the memory excepted."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.name != "state.json"}


def derived(folder, name, *lines) -> Derivation:
    """The derivation of the only model of a file."""
    return derive_model(study_of_file(write(folder, name, *lines)).model(""))


def texts(derivation):
    """What was derived, by kind and name, in plain text."""
    return {(f.kind, f.name): f.text for f in derivation.forms()}


# -- what is derived --------------------------------------------------------------------------------------------------


def test_the_cavity(folder):
    """H = omega n, L = sqrt(kappa) a at occupation N, hence kappa (N + 1) a rho a.dag + kappa N a.dag rho a."""
    found = texts(derived(folder, "cavity", "model = cavity()"))
    assert found["hamiltonian", "a.dag*a"] == "omega"
    assert found["dissipator", "a rho a.dag"] == "kappa*(N + 1)"
    assert found["dissipator", "a.dag rho a"] == "kappa*N"
    assert found["equation", "d<a.dag*a>/dt"] == "kappa*N - kappa*<a.dag*a>"
    assert found["closed form", "n"] == "N"
    assert not [kind for kind, _ in found if kind == "gap"]


def test_what_does_not_close_is_stated_and_the_rest_goes_on(folder):
    """With H = a.dag^2 a^2 the second moment is still closed, a's mean is not: i [H, a] = -2 i a.dag a^2."""
    derivation = derived(
        folder,
        "kerr",
        "model = Model('kerr', omega * a.dag**2 * a**2, baths=[Bath(a, kappa, N)],"
        " observables=[Observable('mean', a), Observable('n', a.dag * a)])",
    )
    gaps = {gap.stage: gap for gap in derivation.gaps}
    assert "<a.dag*a**2>" in gaps["moment equations"].reason
    assert "linearis" in gaps["moment equations"].todo
    assert "Langevin form" in gaps
    assert derivation.equations is None
    assert ("hamiltonian", "a.dag**2*a**2") in texts(derivation)


def test_a_conserved_quantity_leaves_equations_without_a_closed_form(folder):
    """At rate zero nothing but [H, a.dag a] = 0 is left: the equation is d n/dt = 0 and any n is steady."""
    result = run(find(str(write(folder, "closed", "model = cavity(rate=0)"))))
    chapter = result.chapters[0]
    assert [f.text for f in chapter.forms if f.kind == "equation"] == ["0"]
    assert ["<a.dag*a>, which is conserved" in g.reason for g in chapter.gaps if g.stage == "steady state"] == [True]
    assert "def n(" not in chapter.source
    assert "def rhs(" in chapter.source


# -- differences ------------------------------------------------------------------------------------------------------

SAME = [
    # two ways of writing one model
    ("omega * a.dag * a + 2 * omega * a.dag**2 * a**2", "2 * a.dag**2 * omega * a**2 + a.dag * a * omega"),
    ("omega * a.dag * a", "omega * (a * a.dag - 1)"),
    ("omega * a.dag * a", "(omega * a.dag * a + a.dag * a * omega) / 2"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_hamiltonian_written_twice_makes_no_difference(folder, left, right):
    old, new = (derived(folder, f"model_{k}", f"model = cavity(hamiltonian={h})") for k, h in enumerate((left, right)))
    assert differences("", old.forms(), new.forms()) == ()


def test_baths_listed_or_rotated_otherwise_make_no_difference(folder):
    """D[L] does not know the phase of L, nor the order of the baths; two rates of one operator add up."""
    old = derived(
        folder,
        "old",
        "model = Model('m', omega * a.dag * a, baths=[Bath(a, kappa, N), Bath(a, 2 * kappa)])",
    )
    new = derived(
        folder,
        "new",
        "from derive import I, sqrt",
        "model = Model('m', omega * a.dag * a, baths=[Bath(I * sqrt(2 * kappa) * a), Bath(-a, kappa, N)])",
    )
    assert differences("", old.forms(), new.forms()) == ()


def test_an_edit_shows_in_all_that_follows_from_it(folder):
    """Doubling the rate doubles the jumps and the equation; n = N does not notice."""
    old, new = (derived(folder, f"m{k}", f"model = cavity(rate={k} * kappa)") for k in (1, 2))
    found = {(d.kind, d.name): (d.old, d.new) for d in differences("", old.forms(), new.forms())}
    assert found == {
        ("dissipator", "a rho a.dag"): ("kappa*(N + 1)", "2*kappa*(N + 1)"),
        ("dissipator", "a.dag rho a"): ("kappa*N", "2*kappa*N"),
        ("equation", "d<a.dag*a>/dt"): ("kappa*N - kappa*<a.dag*a>", "2*kappa*N - 2*kappa*<a.dag*a>"),
    }


def test_what_is_new_and_what_is_gone(folder):
    old = derived(folder, "old", "model = cavity(hamiltonian=0 * a)")
    new = derived(folder, "new", "model = cavity()")
    found = differences("", old.forms(), new.forms())
    assert [(d.kind, d.name, d.change) for d in found] == [
        ("parameter", "omega", "added"),
        ("hamiltonian", "a.dag*a", "added"),
    ]


# -- what is written --------------------------------------------------------------------------------------------------


def test_a_run_writes_modules_report_and_verdicts(folder):
    path = write(folder, "study", "model = cavity()", "claims = [Claim('steady', 'n = N')]")
    result = run(find(str(path)))
    place = folder / "out" / "study"
    assert set(files_of(place)) == {"__init__.py", "cavity.py", "report.tex", "verdicts.json"}
    assert {p.name for p in result.written} == set(files_of(place))
    assert (place / "cavity.py").read_text().startswith(HEADER)
    assert [v["verdict"] for v in json.loads((place / "verdicts.json").read_text())] == ["holds"]
    assert all(f.outcome is not Outcome.FAILED for f in result.chapters[0].findings)
    assert r"\end{document}" in (place / "report.tex").read_text()


@pytest.mark.skipif(not which("pdflatex"), reason="no pdflatex on this machine")
def test_the_report_compiles(folder):
    """Of models that close and one that does not, with claims that hold, fail, and are prose around a formula."""
    path = write(
        folder,
        "study",
        "from derive import two_level",
        "s = two_level('s')",
        "models = [",
        "    cavity(),",
        "    Model('rabi', omega * (a + a.dag) * s.x, baths=[Bath(a, kappa, N)], title='100% of #1 & {_x}'),",
        "    Model('decay', omega * s.z, baths=[Bath(s.minus, kappa, N)], observables=[Observable('p', s.z)]),",
        "]",
        "from derive import ClaimSet",
        "claims = ClaimSet((",
        "    Claim('1', 'n = N,'),",
        "    Claim('2', 'n = 2 N', assume=('N = 0', r'\\omega = 0')),",
        "    Claim('3', 'n = 2 N', expected='wrong', note='Off by a factor of 2 & more.'),",
        "    Claim('4', r'the occupation $n$ is that of the bath_1', reads='n = N', kind='text'),",
        "), 'cavity', 'Nobody, 100% true')",
    )
    result = run(find(str(path)))
    assert [v.decision.value for v in result.verdicts] == ["holds", "holds", "wrong", "holds"]
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
    done = subprocess.run(command, cwd=folder / "out" / "study", capture_output=True)
    assert done.returncode == 0, done.stdout[-2000:]


def test_runs_are_byte_stable(folder):
    path = write(folder, "study", "model = cavity()", "claims = [Claim('steady', 'n = N')]")
    run(find(str(path)), folder / "first")
    run(find(str(path)), folder / "second")
    first, second = files_of(folder / "first"), files_of(folder / "second")
    assert first == second
    assert str(folder).encode() not in b"".join(first.values())


def test_another_folder_takes_everything(folder):
    run(find(str(write(folder, "study", "model = cavity()"))), folder / "else")
    assert not (folder / "out").exists()
    assert (folder / "else" / "study" / "cavity.py").exists()


def test_built_in_studies_are_found_by_their_folders():
    assert "barzanjeh" in builtins()
    source = find("barzanjeh")
    assert source.builtin
    assert place_of(source).modules.parts[-2:] == ("generated", "barzanjeh")


# -- what is done again -----------------------------------------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch):
    """The names of the models that are derived, one for each time."""
    names = []
    chapter = pipeline.chapter

    def counting(model, say=pipeline.silent):
        names.append(model.name)
        return chapter(model, say)

    monkeypatch.setattr(pipeline, "chapter", counting)
    return names


TWO = "models = [cavity('one'), cavity('two', rate={rate})]"


def test_nothing_changed_nothing_done(folder, counted, monkeypatch):
    path = write(folder, "study", TWO.format(rate="kappa"))
    first = run(find(str(path)))
    assert counted == ["one", "two"]
    monkeypatch.setattr(pipeline, "load", lambda source: pytest.fail("the model file must not even be read"))
    again = run(find(str(path)))
    assert again.fresh
    assert counted == ["one", "two"]
    assert (again.written, again.derived) == ((), ())
    assert [c.forms for c in again.chapters] == [c.forms for c in first.chapters]
    assert again.is_finding == first.is_finding


def test_one_model_changed_one_model_derived(folder, counted):
    run(find(str(write(folder, "study", TWO.format(rate="kappa")))))
    before = files_of(folder / "out")
    result = run(find(str(write(folder, "study", TWO.format(rate="2 * kappa")))))
    assert counted == ["one", "two", "two"]
    assert result.derived == ("two",)
    assert {p.name for p in result.written} == {"two.py", "report.tex"}
    assert files_of(folder / "out")["study/one.py"] == before["study/one.py"]
    # What was kept and what is derived afresh make the same report.
    run(find(str(folder / "study.py")), folder / "afresh")
    assert files_of(folder / "afresh") == files_of(folder / "out")


def test_a_comment_changes_no_model(folder, counted):
    run(find(str(write(folder, "study", "model = cavity()"))))
    result = run(find(str(write(folder, "study", "model = cavity()  # as before"))))
    assert counted == ["cavity"]
    assert not result.fresh
    assert result.written == ()
    assert run(find("study.py")).fresh


def test_numbers_changed_conditions_read_again(folder, counted):
    """0.3 <= 0.1 * 1 does not hold, 0.3 <= 0.1 * 6 does; the module is the same at any numbers."""
    model = "model = replace(cavity(), conditions=[Condition('fast', omega, kappa)], values={{omega: 0.3, kappa: {}}})"
    lines = ["from dataclasses import replace", "from derive.conditions import Condition"]

    def outcomes(result):
        return [f.outcome for f in result.chapters[0].findings if f.audit == "approximations"]

    first = run(find(str(write(folder, "study", *lines, model.format(1)))))
    assert outcomes(first) == [Outcome.FAILED]
    edited = find(str(write(folder, "study", *lines, model.format(6))))
    assert [(d.kind, d.name, d.old, d.new) for d in compared(first, pipeline.up_to_date(edited))] == [
        ("value", "kappa", "1", "6")
    ]
    second = run(edited)
    assert second.derived == ("cavity",)
    assert outcomes(second) == [Outcome.PASSED]
    assert second.chapters[0].source == first.chapters[0].source


@pytest.mark.parametrize(
    "change",
    [
        {"values": {real("nu"): 2.0}},
        {"conditions": [Condition("fast", constant(1), constant(2), Fraction(1, 5))]},
        {"conditions": [Condition("fast", constant(1), constant(3))]},
        {"conditions": [Condition("slow", constant(1), constant(2))]},
        {"expected": ["trace"]},
        {"derived": [Step("rule", "said otherwise")]},
    ],
)
def test_what_changes_a_model_and_not_its_module(change):
    base = Model("cavity", 2 * boson("a").dag * boson("a"), conditions=[Condition("fast", constant(1), constant(2))])
    other = replace(base, **change)
    assert statement_digest(other) != statement_digest(base)
    assert module_digest(other) == module_digest(base)


def test_claims_changed_claims_judged(folder, counted):
    claims = "claims = [Claim('steady', '{}')]"
    run(find(str(write(folder, "study", "model = cavity()", claims.format("n = N")))))
    result = run(find(str(write(folder, "study", "model = cavity()", claims.format("n = 2 N")))))
    assert counted == ["cavity"]
    assert [v.decision.value for v in result.verdicts] == ["wrong"]
    assert result.is_finding
    # The finding is remembered: a run that does nothing still says so.
    assert run(find("study.py")).is_finding


def test_a_generated_module_edited_by_hand_is_mended(folder, counted):
    run(find(str(write(folder, "study", TWO.format(rate="kappa")))))
    module = folder / "out" / "study" / "two.py"
    text = module.read_text()
    module.write_text(text + "# mine\n")
    result = run(find("study.py"))
    assert result.derived == ("two",)
    assert module.read_text() == text


def test_a_missing_report_is_written_without_deriving(folder, counted):
    run(find(str(write(folder, "study", "model = cavity()"))))
    report = folder / "out" / "study" / "report.tex"
    text = report.read_bytes()
    report.unlink()
    result = run(find("study.py"))
    assert result.derived == ()
    assert report.read_bytes() == text


def test_another_engine_derives_everything(folder, counted, monkeypatch):
    run(find(str(write(folder, "study", "model = cavity()"))))
    for module in ("derive.state.engine_digest", "derive.pipeline.engine_digest"):
        monkeypatch.setattr(module, lambda: "another")
    assert run(find("study.py")).derived == ("cavity",)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 999}'])
def test_a_damaged_memory_is_no_memory(folder, counted, text):
    run(find(str(write(folder, "study", "model = cavity()"))))
    (folder / "out" / "study" / "state.json").write_text(text)
    assert run(find("study.py")).derived == ("cavity",)
    assert run(find("study.py")).fresh


def test_a_model_that_is_gone_takes_its_module_along(folder):
    run(find(str(write(folder, "study", TWO.format(rate="kappa")))))
    result = run(find(str(write(folder, "study", "model = cavity('one')"))))
    assert [p.name for p in result.removed] == ["two.py"]
    assert "study/two.py" not in files_of(folder / "out")


def test_memory_is_read_back_as_it_was(folder):
    result = run(find(str(write(folder, "study", "model = cavity()", "claims = [Claim('steady', 'n = N')]"))))
    place = folder / "out" / "study"
    known = recall(place, place)
    (chapter,), (original,) = known.chapters, result.chapters
    assert chapter == chapter_of(original.to_json(), lambda name: original.source)
    assert (chapter.sections, chapter.findings) == (original.sections, original.findings)
    assert [v.record() for v in known.verdicts] == [v.record() for v in result.verdicts]


# -- what goes wrong leaves everything as it was ----------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["model = cavty()", "model = cavity(); claims = [Claim('x', 'n = N', against='y')]"])
def test_a_bad_model_leaves_the_files(folder, bad):
    run(find(str(write(folder, "study", "model = cavity()"))))
    before = files_of(folder / "out")
    with pytest.raises(Exception, match="but got"):
        run(find(str(write(folder, "study", bad))))
    assert files_of(folder / "out") == before


def test_an_interrupted_run_leaves_the_files_and_is_done_again(folder, monkeypatch):
    run(find(str(write(folder, "study", "model = cavity()"))))
    before = files_of(folder / "out")
    path = write(folder, "study", "model = cavity(rate=2 * kappa)")
    with monkeypatch.context() as patch:

        def interrupted(*arguments):
            raise KeyboardInterrupt

        patch.setattr(pipeline, "sections_of", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(find(str(path)))
    assert files_of(folder / "out") == before
    assert run(find(str(path))).derived == ("cavity",)


def test_a_figure_that_fails_leaves_the_files(folder):
    run(find(str(write(folder, "study", "model = cavity()"))))
    before = files_of(folder / "out")
    path = write(
        folder, "study", "model = cavity(rate=2 * kappa)", "figures = {'f': lambda modules, numerics: modules['q']}"
    )
    with pytest.raises(ModelError, match=r"figure 'f'.*KeyError"):
        run(find(str(path)))
    assert files_of(folder / "out") == before


def test_a_place_that_cannot_be_written_is_refused_before_deriving(folder, counted):
    (folder / "file").write_text("mine")
    path = write(folder, "study", "model = cavity()")
    with pytest.raises(WriteError, match="which is a file"):
        run(find(str(path)), folder / "file" / "below")
    assert counted == []
    assert (folder / "file").read_text() == "mine"


def test_figures_are_drawn_from_the_generated_modules(folder):
    path = write(
        folder,
        "study",
        "import numpy",
        "def draw(modules, numerics):",
        "    grid = numerics.sweep.sweep(modules['cavity'].n, N=numpy.linspace(0, 1, 5))",
        "    return numerics.plots.curves([grid], ['n'])",
        "model, figures = cavity(), {'occupation': draw}",
    )
    run(find(str(path)))
    found = files_of(folder / "out" / "study")
    assert found["occupation.png"].startswith(b"\x89PNG")
    assert found["occupation.pdf"].startswith(b"%PDF")
    # A figure that is not stated any more goes, unless somebody changed it since.
    result = run(find(str(write(folder, "study", "model = cavity()"))))
    assert {p.name for p in result.removed} == {"occupation.png", "occupation.pdf"}


# -- freshness --------------------------------------------------------------------------------------------------------


def test_stale_missing_and_stray_modules_are_found_and_nothing_is_written(folder):
    path = write(folder, "study", TWO.format(rate="kappa"))
    source = find(str(path))
    run(source)
    place = folder / "out" / "study"
    assert stale_files([source]) == []
    (place / "one.py").write_text((place / "one.py").read_text().replace("kappa", "lambda_"))
    (place / "two.py").unlink()
    (place / "three.py").write_text(f"{HEADER}\n")
    (place / "mine.py").write_text("# not machine-written\n")
    before = files_of(folder)
    found = {item.path.name: item for item in stale_files([source])}
    assert {name: item.kind for name, item in found.items()} == {
        "one.py": "changed",
        "two.py": "missing",
        "three.py": "stray",
    }
    assert any(line.startswith("-") and "lambda_" in line for line in found["one.py"].diff)
    assert files_of(folder) == before


def test_modules_of_studies_that_are_no_more_are_removed(folder, monkeypatch):
    monkeypatch.setattr(pipeline, "generated_folder", lambda: folder / "generated")
    (folder / "generated" / "gone").mkdir(parents=True)
    (folder / "generated" / "gone" / "model.py").write_text(f"{HEADER}\n")
    (folder / "generated" / "mine.py").write_text("# not machine-written\n")
    result = run(find(str(write(folder, "kept", "model = cavity()"))))
    (folder / "generated" / "kept").mkdir()
    for path in (folder / "out" / "kept").glob("*.py"):
        path.rename(folder / "generated" / "kept" / path.name)
    assert [p.name for p in remove_forgotten_studies([result])] == ["model.py"]
    assert "generated/kept/cavity.py" in files_of(folder)
    assert "generated/mine.py" in files_of(folder)
    assert not (folder / "generated" / "gone").exists()
