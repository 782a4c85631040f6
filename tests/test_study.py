"""What a model file may state, and how its faults are reported: one message, with the line, and nothing left behind."""

from __future__ import annotations

import sys

import pytest

from derive.claims.claim import ClaimSet
from derive.errors import ModelError, UsageError
from derive.study import study_of_file
from tests.model_files import CAVITY, write

LINE = CAVITY.count("\n") + 2
"""The line of the first line after `CAVITY`."""


def test_one_model(tmp_path):
    study = study_of_file(write(tmp_path, "one", "model = cavity()"))
    assert study.name == "one"
    assert list(study.models) == ["cavity"]
    assert study.claims is None
    assert not study.figures
    assert study.inputs == (tmp_path / "one.py",)
    assert study.model("") is study.models["cavity"]


def test_several_models_keep_their_order(tmp_path):
    study = study_of_file(write(tmp_path, "two", 'models = (cavity("second"), cavity("first"))'))
    assert list(study.models) == ["second", "first"]
    with pytest.raises(UsageError, match="did you mean 'first'"):
        study.model("frist")


def test_claims_as_a_list_speak_of_the_only_model(tmp_path):
    study = study_of_file(write(tmp_path, "listed", "model = cavity()", 'claims = [Claim("steady", "n = N")]'))
    assert isinstance(study.claims, ClaimSet)
    assert study.claims.model == "cavity"
    assert [c.tag for c in study.claims.claims] == ["steady"]


def test_claims_from_a_file_beside_it_are_an_input(tmp_path):
    (tmp_path / "printed.toml").write_text('[[claims]]\ntag = "1"\nlatex = "n = N"\n')
    study = study_of_file(write(tmp_path, "filed", "model = cavity()", 'claims = "printed.toml"'))
    assert [c.tag for c in study.claims.claims] == ["1"]
    assert study.inputs == (tmp_path / "filed.py", tmp_path / "printed.toml")


def test_a_module_beside_it_is_an_input_and_is_forgotten(tmp_path):
    """A second file of the same name elsewhere must not find the first one's neighbour."""
    for folder, rate in (("left", 1), ("right", 2)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "neighbour.py").write_text(f"RATE = {rate}\n")
        path = write(tmp_path / folder, "same", "from neighbour import RATE", "model = cavity(rate=RATE * kappa)")
        search = list(sys.path)
        study = study_of_file(path)
        assert str(study.models["cavity"].baths[0].rate) == ("kappa" if rate == 1 else "2*kappa")
        assert tmp_path / folder / "neighbour.py" in study.inputs
        assert sys.path == search
        assert not [n for n, m in sys.modules.items() if str(tmp_path) in str(getattr(m, "__file__", ""))]


def test_a_file_named_like_a_library_does_not_replace_it(tmp_path):
    import json

    study = study_of_file(write(tmp_path, "json", "model = cavity()"))
    assert study.name == "json"
    assert sys.modules["json"] is json


def test_what_the_file_prints_goes_to_standard_error(tmp_path, capsys):
    study_of_file(write(tmp_path, "chatty", 'print("working")', "model = cavity()"))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "working" in captured.err


FAULTS = [
    # what the file says, after CAVITY; what the message must name
    ("x = (1", [f"line {LINE}", "'(' was never closed"]),
    ("model = cavty()", [f"line {LINE}", "did you mean 'cavity'?"]),
    ("model = cavity(hamiltonian=a.dagg)", [f"line {LINE}", "did you mean 'dag'?"]),
    ("model = cavity(hamiltonian=omega * a)", ["line 9", "Hamiltonian must be Hermitian", "conjugate"]),
    ("model = cavity(rate=-kappa)", ["rate must not be negative", "-kappa"]),
    ("model = cavity(hamiltonian=0.5 * a.dag * a)", ["the float 0.5", "Fraction(1, 2)"]),
    ("model = cavity(hamiltonian=(lambda t: t) * a.dag * a)", ["constant", "rotating frame"]),
    ("model = cavity(hamiltonian=a.dag * a + boson('b'))", ["Hermitian"]),
    ("1 / 0", [f"line {LINE}", "ZeroDivisionError"]),
    ("def f():\n    f()\nf()", ["RecursionError"]),
    ("raise SystemExit(3)", [f"line {LINE}", "an exit with 3"]),
    ("import no_such_module", ["No module named 'no_such_module'"]),
    ("", ["must state a model", "model = Model(...)"]),
    ("model = 3", ["must be a Model", "int 3"]),
    ("models = [cavity(), cavity()]", ["a name of its own", "'cavity' twice"]),
    ("model = cavity(); claims = [3]", ["must hold Claim objects", "int 3"]),
    ("model = cavity(); claims = 'none.toml'", ["none.toml", "No such file"]),
    ("model = cavity(); claims = [Claim('1', 'n = N'), Claim('1', 'n = 0')]", ["'1' twice"]),
    ("models = [cavity('one'), cavity('two')]; claims = [Claim('1', 'n = N')]", ["must name the model", "one, two"]),
    ("model = cavity(); figures = [3]", ["must map names to functions"]),
    ("model = cavity(); figures = {'../up': print}", ["good for a file", "'../up'"]),
]


@pytest.mark.parametrize(("line", "parts"), FAULTS, ids=[line[:40] for line, _ in FAULTS])
def test_faults_are_one_message(tmp_path, line, parts):
    path = write(tmp_path, "faulty", line)
    with pytest.raises(ModelError) as caught:
        study_of_file(path)
    message = str(caught.value)
    for part in [str(path), *parts]:
        assert part in message
    assert "Traceback" not in message
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("content", "got"), [(None, "No such file"), (b"\xff\xfe\x00x", "UTF-8"), (b"# coding: nonsense\n", "UTF-8")]
)
def test_files_that_cannot_be_read(tmp_path, content, got):
    path = tmp_path / "model.py"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=got):
        study_of_file(path)


def test_a_folder_is_no_model_file(tmp_path):
    with pytest.raises(ModelError, match="Is a directory"):
        study_of_file(tmp_path)


def test_a_fault_in_a_neighbour_names_both_files(tmp_path):
    (tmp_path / "broken.py").write_text("x = (1\n")
    with pytest.raises(ModelError) as caught:
        study_of_file(write(tmp_path, "model", "import broken", "model = cavity()"))
    assert f"line {LINE}" in str(caught.value)
    assert "broken.py, line 1" in str(caught.value)
