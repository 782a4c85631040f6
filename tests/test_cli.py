"""The command line as a user has it: what is printed, what is written, and the exit status.

The cavity of `tests.model_files` has d<a.dag a>/dt = kappa (N - <a.dag a>), hence n = N.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from derive import cli, pipeline
from derive.cli import main
from derive.emit.python import HEADER
from tests.model_files import CAVITY, write

ROOT = Path(__file__).resolve().parent.parent
HOLDS = "claims = [Claim('steady', 'n = N')]"
WRONG = "claims = [Claim('steady', 'n = 2 N')]"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to work in, and a terminal of 100 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def derive(capsys):
    """Runs a command; returns exit status, standard output and standard error."""

    def run(*arguments):
        try:
            status = main([str(a) for a in arguments])
        except SystemExit as exit:
            status = exit.code
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return status, captured.out, captured.err

    return run


def process(*arguments, **options):
    """The command as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "derive", *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


# -- run --------------------------------------------------------------------------------------------------------------


def test_run_derives_judges_and_writes(folder, derive):
    status, out, err = derive("run", write(folder, "study", "model = cavity()", HOLDS))
    assert status == 0
    assert "steady" in out
    assert "1 hold" in out
    assert "out/study/cavity.py" in out
    assert "moment equations" in err


def test_run_again_says_that_nothing_changed(folder, derive):
    path = write(folder, "study", "model = cavity()", HOLDS)
    derive("run", path)
    status, out, err = derive("run", path)
    assert status == 0
    assert "nothing changed" in out
    assert "1 hold" in out
    assert err == ""


def test_nothing_changed_loads_no_heavy_library(folder):
    """The way back must be short: no SciPy, no Matplotlib, no grammar."""
    path = write(folder, "study", "model = cavity()", HOLDS)
    assert process("run", path).wait() == 0
    code = (
        "import sys; from derive.cli import main; main(['run', sys.argv[1]]);"
        "print(sorted({'scipy', 'matplotlib', 'lark', 'sympy', 'numpy'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(path)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "nothing changed" in result.stdout
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_wrong_claim_is_a_finding_unless_it_is_expected(folder, derive):
    status, out, _ = derive("run", write(folder, "study", "model = cavity()", WRONG))
    assert status == 1
    assert "wrong" in out
    assert "findings that the claims do not expect: steady (wrong)" in out
    expected = "claims = [Claim('steady', 'n = 2 N', expected='wrong')]"
    status, out, _ = derive("run", write(folder, "study", "model = cavity()", expected))
    assert status == 0
    assert "wrong (expected)" in out
    assert "findings" not in out


def test_a_failed_audit_is_a_finding(folder, derive):
    """A frequency in metres: d a/dt = -i omega a - kappa a/2 has terms of two dimensions."""
    status, out, _ = derive(
        "run",
        write(folder, "study", "length = real('length', unit='m')", "model = cavity(hamiltonian=length * a.dag * a)"),
    )
    assert status == 1
    assert "failed: dimensions" in out


def test_what_does_not_close_is_stated(folder, derive):
    kerr = "cavity(hamiltonian=a.dag**2 * a**2 * omega)"
    line = f"model = Model('kerr', {kerr}.hamiltonian, baths={kerr}.baths, observables=[Observable('mean', a)])"
    status, out, _ = derive("run", write(folder, "study", line))
    assert status == 0
    assert "kerr has no moment equations" in out
    assert "<a.dag*a**2>" in out


def test_run_json_is_json_alone(folder, derive):
    path = write(folder, "study", "print('noise')", "model = cavity()", WRONG)
    for unchanged in (False, True):
        status, out, _ = derive("run", path, "--json")
        (record,) = json.loads(out)
        assert status == 1
        assert record["unchanged"] is unchanged
        assert record["study"] == "study"
        assert record["models"][0]["closed_forms"] == ["n"]
        assert [v["verdict"] for v in record["verdicts"]] == ["wrong"]


def test_check_compares_and_writes_nothing(folder, derive):
    path = write(folder, "study", "model = cavity()")
    status, out, _ = derive("run", path, "--check")
    assert status == 1
    assert "missing" in out
    assert not (folder / "out").exists()
    derive("run", path)
    assert derive("run", path, "--check")[0] == 0
    module = folder / "out" / "study" / "cavity.py"
    module.write_text(module.read_text().replace("kappa", "lambda_"))
    stray = folder / "out" / "study" / "old.py"
    stray.write_text(f"{HEADER}\n")
    status, out, _ = derive("run", path, "--check")
    assert status == 1
    assert "cavity.py: changed" in out
    assert "old.py: stray" in out
    assert any(line.startswith("-") and "lambda_" in line for line in out.splitlines())
    assert "to do: derive run" in out
    status, out, _ = derive("run", path, "--check", "--json")
    assert {Path(item["path"]).name: item["kind"] for item in json.loads(out)} == {
        "cavity.py": "changed",
        "old.py": "stray",
    }
    assert stray.exists()


def test_options_may_stand_anywhere(folder, derive):
    first, second = (write(folder, name, "model = cavity()", HOLDS) for name in ("first", "second"))
    status, out, _ = derive("run", first, "--json", second)
    assert status == 0
    assert [r["study"] for r in json.loads(out)] == ["first", "second"]
    status, out, _ = derive("check", first, "--json", "steady")
    assert [r["tag"] for r in json.loads(out)] == ["steady"]
    assert derive("run", first, "--jsno", second)[0] == 2


def test_two_files_of_one_name_would_write_over_each_other(folder, derive):
    (folder / "other").mkdir()
    first, second = (write(f, "study", "model = cavity()") for f in (folder, folder / "other"))
    status, _, err = derive("run", first, second)
    assert status == 2
    assert "a name of its own" in err
    assert derive("run", first, first)[0] == 0


# -- show -------------------------------------------------------------------------------------------------------------


def test_show(folder, derive):
    path = write(folder, "study", "model = cavity()")
    status, out, _ = derive("show", path)
    assert status == 0
    assert "d<a.dag*a>/dt = kappa*N - kappa*<a.dag*a>" in out
    assert "n = N" in out
    out = derive("show", path, "--latex")[1]
    assert r"\frac{d}{dt} \langle \hat{a}^\dagger \hat{a} \rangle &= \kappa N - \kappa \langle" in out
    assert "n &= N" in out
    out = derive("show", path, "--steps")[1]
    assert "1. moments" in out
    assert "2. steady state" in out


def test_show_python_is_the_module_that_run_writes(folder, derive):
    path = write(folder, "study", "model = cavity()")
    derive("run", path)
    assert derive("show", path, "--python")[1] == (folder / "out" / "study" / "cavity.py").read_text()


def test_show_json(folder, derive):
    status, out, _ = derive("show", write(folder, "study", "model = cavity()"), "--json")
    (model,) = json.loads(out)["models"]
    assert status == 0
    assert [p["name"] for p in model["parameters"]] == ["N", "kappa", "omega"]
    assert [e["text"] for e in model["equations"]] == ["kappa*N - kappa*<a.dag*a>"]
    # One bath in equilibrium: N quanta, and no current of quanta or of energy.
    assert {f["name"]: f["text"] for f in model["closed_forms"]} == {"n": "N", "eta_1": "0", "heat_1": "0"}


def test_show_one_of_several_models(folder, derive):
    path = write(folder, "study", "models = [cavity('one'), cavity('two')]")
    out = derive("show", path, "--model", "two")[1]
    assert out.startswith("two")
    assert "one" not in out.split()
    status, _, err = derive("show", path, "--model", "tow")
    assert status == 2
    assert "did you mean 'two'?" in err
    assert derive("show", path, "--python")[0] == 2


# -- check ------------------------------------------------------------------------------------------------------------


def test_check_claims(folder, derive):
    path = write(folder, "study", "model = cavity()", "claims = [Claim('a', 'n = N'), Claim('b', 'n = 2 N')]")
    status, out, _ = derive("check", path)
    assert status == 1
    assert "1 hold, 1 wrong" in out
    assert derive("check", path, "a")[0] == 0
    status, out, _ = derive("check", path, "b")
    assert status == 1
    for part in ("printed:  n = 2 N", "derived:  N", "witness:  at N = ", "evidence:"):
        assert part in out


def test_check_json_is_a_list_of_records(folder, derive):
    path = write(folder, "study", "model = cavity()", "claims = [Claim('b', 'n = 2 N', assume=(r'\\omega = 0',))]")
    status, out, _ = derive("check", path, "--json")
    (record,) = json.loads(out)
    assert status == 1
    for name in ("tag", "kind", "verdict", "under", "printed", "derived", "witness", "evidence"):
        assert name in record
    assert (record["tag"], record["kind"], record["verdict"]) == ("b", "equation", "wrong")
    assert (record["printed"], record["derived"]) == ("n = 2 N", "N")


def test_a_claim_that_cannot_be_read_is_a_finding(folder, derive):
    """The others are judged, the report is written; the verdict points at the slip and says what to do."""
    path = write(folder, "study", "model = cavity()", "claims = [Claim('slip', 'n = M'), Claim('steady', 'n = N')]")
    for command in (("run", path), ("check", path)):
        status, out, _ = derive(*command)
        assert status == 1
        assert "1 hold, 1 unreadable" in out
        assert "slip (unreadable)" in out
    assert (folder / "out" / "study").exists()
    status, out, _ = derive("check", path, "slip")
    assert status == 1
    for part in (
        "slip: unreadable",
        "n = M\n",
        "^",
        "to do: enter `M` in the symbol table (`names` or `symbols` of the claims)",
    ):
        assert part in out


def test_check_a_formula(folder, derive):
    path = write(folder, "study", "model = cavity()")
    assert derive("check", path, "--latex", "n = N")[0] == 0
    assert derive("check", path, "--latex", "n = 0", "--assume", "N = 0")[0] == 0
    assert derive("check", path, "--latex", "n = 0")[0] == 1
    _, out, _ = derive("check", path, "--latex", "n = 0", "--json")
    assert [r["verdict"] for r in json.loads(out)] == ["wrong"]


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--latex", r"n = \frac{N}{2"], ["never closed", "n = \\frac{N}{2", "^"]),
        (["--latex", "n = M"], ["`M`", "not in the symbol table"]),
        (["--latex", "n = N", "steady"], ["either tags or --latex"]),
        (["--latex", "n = N", "--model", "cavty"], ["did you mean 'cavity'?"]),
        (["steadi"], ["did you mean 'steady'?"]),
        (["--assume", "N = 0"], ["must go with --latex"]),
    ],
)
def test_check_refuses(folder, derive, arguments, parts):
    status, out, err = derive("check", write(folder, "study", "model = cavity()", HOLDS), *arguments)
    assert status == 2, out
    assert out == ""
    for part in parts:
        assert part in err


def test_check_without_claims(folder, derive):
    status, _, err = derive("check", write(folder, "study", "model = cavity()"))
    assert status == 2
    assert "--latex" in err


# -- diff -------------------------------------------------------------------------------------------------------------


def test_diff_of_two_files(folder, derive):
    old = write(folder, "old", "model = cavity()", HOLDS)
    same = write(folder, "same", "model = cavity(hamiltonian=a.dag * omega * a)", HOLDS)
    new = write(folder, "new", "model = cavity(rate=2 * kappa)", WRONG)
    status, out, _ = derive("diff", old, same)
    assert (status, out.startswith("no difference")) == (0, True)
    status, out, _ = derive("diff", old, new)
    assert status == 1
    assert "equation d<a.dag*a>/dt: changed" in out
    assert "- kappa*N - kappa*<a.dag*a>" in out
    assert "+ 2*kappa*N - 2*kappa*<a.dag*a>" in out
    assert "verdict steady: changed" in out
    assert "closed form" not in out
    status, out, _ = derive("diff", old, new, "--json")
    assert status == 1
    assert {(d["kind"], d["change"]) for d in json.loads(out)} == {
        ("dissipator", "changed"),
        ("equation", "changed"),
        ("verdict", "changed"),
    }


def test_diff_with_the_last_run(folder, derive):
    path = write(folder, "study", "model = cavity()")
    status, _, err = derive("diff", path)
    assert status == 2
    assert "run it first" in err
    derive("run", path)
    assert derive("diff", path)[0] == 0
    write(folder, "study", "model = cavity(hamiltonian=2 * omega * a.dag * a)")
    status, out, _ = derive("diff", path)
    assert status == 1
    assert "hamiltonian a.dag*a: changed" in out
    # Looking does not touch the memory.
    assert derive("diff", path)[0] == 1


# -- plot -------------------------------------------------------------------------------------------------------------

DRAWN = """
def draw(modules, numerics):
    print("noise")
    grid = numerics.sweep.sweep(modules["cavity"].n, N=[0.0, 1.0])
    return numerics.plots.curves([grid], ["n"])


model, figures = cavity(), {"first": draw, "second": draw}
"""


def test_plot(folder, derive):
    path = write(folder, "study", DRAWN)
    status, out, _ = derive("plot", path, "first")
    assert status == 0
    assert "out/study/first.png" in out
    assert not (folder / "out" / "study" / "second.png").exists()
    status, out, _ = derive("plot", path, "--out", "else", "--json")
    names = ["first.pdf", "first.png", "second.pdf", "second.png"]
    assert sorted(Path(p).name for p in json.loads(out)) == names
    assert sorted(p.name for p in (folder / "else" / "study").iterdir()) == names


def test_plot_refuses(folder, derive):
    status, _, err = derive("plot", write(folder, "study", DRAWN), "frist")
    assert status == 2
    assert "did you mean 'first'" in err
    status, _, err = derive("plot", write(folder, "none", "model = cavity()"))
    assert status == 2
    assert "must state figures" in err


# -- new --------------------------------------------------------------------------------------------------------------


def test_new_writes_a_model_that_runs_as_it_is(folder, derive):
    status, out, _ = derive("new", "my_model")
    assert status == 0
    assert "derive run my_model.py" in out
    text = (folder / "my_model.py").read_text()
    assert 20 <= len(text.splitlines()) <= 40
    for word in ("boson", "Bath(", "Cascade(", "Observable(", "Claim("):
        assert word in text
    status, out, _ = derive("run", "my_model.py")
    assert status == 0
    assert "2 hold" in out


def test_new_never_replaces(folder, derive):
    (folder / "mine.py").write_text("mine")
    status, _, err = derive("new", "mine")
    assert status == 2
    assert "must not replace" in err
    assert (folder / "mine.py").read_text() == "mine"


@pytest.mark.parametrize("name", ["3x", "a-b", "class", "\u03ba", "", "."])
def test_new_refuses_names_that_are_none(folder, derive, name):
    status, _, err = derive("new", name)
    assert status == 2
    assert "Python identifier" in err
    assert list(folder.iterdir()) == []


# -- usage, faults and interruptions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["shw"], "invalid choice"),
        ([], "required"),
        (["run", "barzanje"], "did you mean 'barzanjeh'?"),
        (["run", "study"], "did you mean 'study.py'?"),
        (["run", "none.py"], "No such file"),
        (["run", "study.py", "--out", "study.py/below"], "which is a file"),
        (["show", "study.py", "--latex", "--json"], "not allowed with"),
    ],
)
def test_wrong_usage_is_status_2(folder, derive, arguments, part):
    write(folder, "study", "model = cavity()")
    status, out, err = derive(*arguments)
    assert status == 2
    assert out == ""
    assert part in err


@pytest.mark.parametrize("command", ["run", "show", "check", "diff", "plot"])
def test_a_bad_model_is_one_message_for_every_command(folder, derive, command):
    path = write(folder, "study", "model = cavty()")
    status, out, err = derive(command, path, *([path] if command == "diff" else []))
    assert status == 2
    assert out == ""
    lines = [line for line in err.splitlines() if not line.endswith("...")]
    assert len(lines) == 2
    assert lines[0].startswith("derive: ")
    assert f"line {CAVITY.count(chr(10)) + 2}" in lines[0]
    assert lines[1] == "  to do: did you mean 'cavity'? or declare it first"


def test_a_fault_of_the_program_does_not_pass_for_a_finding(folder, capsys, monkeypatch):
    def fault(*arguments):
        raise AssertionError("impossible")

    monkeypatch.setattr(pipeline, "sections_of", fault)
    assert main(["run", str(write(folder, "study", "model = cavity()"))]) == cli.FAULT
    assert "AssertionError: impossible" in capsys.readouterr().err


def test_an_interrupted_run_says_so_in_one_line(folder):
    path = write(folder, "study", "import time", "print('started', flush=True)", "time.sleep(60)")
    # A test run in the background of a shell ignores the signal, and its children would inherit that.
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    running = process("run", path, cwd=folder, preexec_fn=heeding)
    while "started" not in running.stderr.readline():
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert out == ""
    assert err.splitlines()[-1].startswith("derive: interrupted")
    assert "Traceback" not in err
    assert not (folder / "out").exists()


def test_a_reader_that_has_seen_enough(folder):
    path = write(folder, "study", "model = cavity()")
    running = process("show", path)
    running.stdout.close()
    assert "Traceback" not in running.stderr.read()
    assert running.wait(timeout=120) == 0


def test_no_space_for_the_output(folder):
    if not Path("/dev/full").exists():
        pytest.skip("no full device here")
    with open("/dev/full", "w") as full:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "derive", "show", str(write(folder, "study", "model = cavity()"))]
        result = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 2
    assert "No space left" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_terminal_that_knows_ascii_alone(folder):
    path = write(folder, "study", "model = cavity()", HOLDS)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "derive", "run", str(path)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert result.returncode == 0
    assert result.stdout.isascii()


@pytest.mark.parametrize("columns", [60, 100, 140])
def test_nothing_is_wider_than_the_terminal(folder, derive, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    derive("new", "my_model")
    long = "n_b = n_b" + " + 0" * 60
    text = (folder / "my_model.py").read_text().replace("claims = [", f'claims = [\n    Claim("long", "{long}"),')
    (folder / "my_model.py").write_text(text)
    for arguments in (["run"], ["show"], ["show", "--steps"], ["check"], ["run", "--check"]):
        _, out, _ = derive(arguments[0], "my_model.py", *arguments[1:])
        assert out
        assert max(map(len, out.splitlines())) <= columns, arguments
