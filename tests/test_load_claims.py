"""Claims files: what is read from TOML, and one clear message for everything that cannot be.

A message names the file and, inside a claim, its tag; says what must hold and what was found; and says what to do.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.claims.claim import Claim, Convention
from derive.claims.load import read_claims
from derive.errors import ClaimError
from derive.models import barzanjeh
from derive.symbols import Domain, Symbol

GOOD = r"""
model = "cavity"
source = "A paper"
fourier = "nu"

[names]
'\bar{m}' = "other.n"
'R' = '=\kappa N'

[symbols]
nu = { latex = '\nu', domain = "real", unit = "rad/s", meaning = "Fourier frequency" }
Gamma = { domain = "positive" }

[assumptions]
cold = ['N = 0', '\kappa = \gamma']

[[conventions]]
key = "sign"
text = "the other sign"
names = { '\phi' = '-\phi' }

[[claims]]
tag = "1"
latex = '''n = N,'''

[[claims]]
tag = "2"
kind = "text"
source = "Section I"
latex = '''n_i = 0'''
reads = '''n = 0'''
assume = ["cold", '\omega \to \infty']
indices = { i = [1, 2] }
names = { 'n' = '=N' }
definition = true
repair = "a comma was lost"
expected = "wrong"
note = "A remark."
"""


@pytest.fixture
def claims(tmp_path):
    """Writes a claims file and reads it."""

    def read(text):
        path = tmp_path / "claims.toml"
        path.write_text(text, encoding="utf-8")
        return read_claims(path)

    return read


def refusal(read, text) -> ClaimError:
    with pytest.raises(ClaimError) as caught:
        read(text)
    message = str(caught.value)
    assert "claims.toml" in message
    assert "to do: " in message
    assert "Traceback" not in message
    return caught.value


# -- what is read -------------------------------------------------------------------------------------------------


def test_a_full_file(claims):
    found = claims(GOOD)
    assert (found.model, found.source, found.fourier) == ("cavity", "A paper", "nu")
    assert found.names == {r"\bar{m}": "other.n", "R": r"=\kappa N"}
    assert found.symbols == (
        Symbol("nu", r"\nu", Domain.REAL, "rad/s", "Fourier frequency"),
        Symbol("Gamma", "Gamma", Domain.POSITIVE),
    )
    assert found.conventions == (Convention("sign", "the other sign", {r"\phi": r"-\phi"}),)
    first, second = found.claims
    assert first == Claim("1", "n = N,")
    assert second.assume == ("N = 0", r"\kappa = \gamma", r"\omega \to \infty")
    assert second.indices == {"i": (1, 2)}
    assert (second.kind, second.definition, second.expected) == ("text", True, "wrong")
    assert (second.reads, second.repair, second.note) == ("n = 0", "a comma was lost", "A remark.")


def test_what_an_expression_stands_for(claims):
    (claim,) = claims("[[claims]]\ntag = '1'\nlatex = 'N, 2N'\nstands_for = ['n', 'm']").claims
    assert claim.stands_for == ("n", "m") and claim.read_text == "n m N, 2N"
    error = refusal(claims, "[[claims]]\ntag = '1'\nlatex = 'N'\nstands_for = 'n'")
    assert "stands_for must be a list of texts" in error.must


def test_an_empty_file_claims_nothing(claims):
    assert claims("").claims == ()


def test_latex_stays_as_it_is_printed(claims):
    """Backslashes, line ends and quotes of a literal string are the formula's own."""
    latex = "\\frac{1}{2}\\\\ & x'"
    (claim,) = claims(f"[[claims]]\ntag = '1'\nlatex = '''{latex}'''").claims
    assert claim.latex == latex


def test_built_in_claims_are_read():
    folder = Path(barzanjeh.__file__).parent
    assert len(read_claims(folder / "claims.toml").claims) > 30


# -- the file -----------------------------------------------------------------------------------------------------


def test_a_missing_file(tmp_path):
    with pytest.raises(ClaimError, match=r"claims.toml: the claims file must be readable, but got No such file"):
        read_claims(tmp_path / "claims.toml")


def test_a_folder_in_place_of_the_file(tmp_path):
    with pytest.raises(ClaimError, match="must be readable, but got Is a directory"):
        read_claims(tmp_path)


def test_a_file_that_is_no_toml(claims):
    """The usual slip: a formula in double quotes, where a backslash begins an escape."""
    error = refusal(claims, '[[claims]]\ntag = "1"\nlatex = "\\kappa"\n')
    assert "valid TOML" in error.must
    assert "line 3" in error.got


def test_a_file_that_is_no_text(tmp_path):
    path = tmp_path / "claims.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ClaimError, match="valid TOML"):
        read_claims(path)


# -- settings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "got", "todo"),
    [
        ("modell = 'x'", "'modell'", "did you mean 'model'?"),
        ("[name]\nx = 'y'", "'name'", "did you mean 'names'?"),
        ("model = 3", "int 3", "put it in quotes"),
        ("fourier = true", "bool True", "put it in quotes"),
        ("names = 'x'", "str 'x'", "write [name]"),
        ("[names]\nx = 3", "int 3", "put it in quotes"),
        ("claims = 3", "int 3", "write [[claims]]"),
        ("claims = ['x']", "list ['x']", "write [[claims]]"),
        ("[claims]\ntag = '1'", "dict {'tag': '1'}", "write [[claims]]"),
        ("symbols = ['x']", "list ['x']", "write [name]"),
        ("[assumptions]\ncold = 'N = 0'", "str 'N = 0'", "in brackets"),
        ("[assumptions]\ncold = [0]", "list [0]", "in brackets"),
    ],
)
def test_settings_of_the_wrong_name_or_type(claims, text, got, todo):
    error = refusal(claims, text)
    assert error.got == got
    assert todo in error.todo


@pytest.mark.parametrize(
    ("entry", "must", "got"),
    [
        ("{ domain = 'complx' }", "domain must be one of real, positive, nonnegative, complex, angle", "'complx'"),
        ("{ unti = '1/s' }", "every entry must be one of", "'unti'"),
        ("{ latex = 3 }", "latex must be a text", "int 3"),
        ("'x'", "the symbol must be a table", "str 'x'"),
    ],
)
def test_symbols(claims, entry, must, got):
    error = refusal(claims, f"[symbols]\nx = {entry}")
    assert "symbol 'x'" in error.where
    assert must in error.must
    assert error.got == got


def test_a_symbol_that_is_no_identifier(claims):
    error = refusal(claims, "[symbols]\n'\\kappa' = { domain = 'positive' }")
    assert "identifier in ASCII" in error.must
    assert "spell Greek letters" in error.todo


@pytest.mark.parametrize(
    ("entry", "got"),
    [
        ("text = 't'\nnames = { x = 'y' }", "no key"),
        ("key = 'k'\nnames = { x = 'y' }", "no text"),
        ("key = 'k'\ntext = 't'", "no names"),
        ("key = 'k'\ntext = 't'\nassume = ['x = 1']", "assume without concerns"),
        ("key = 'k'\ntext = 't'\nnames = { x = 1 }", "int 1"),
        ("key = 'k'\ntext = 't'\nname = { x = 'y' }", "'name'"),
    ],
)
def test_conventions(claims, entry, got):
    error = refusal(claims, f"[[conventions]]\n{entry}")
    assert "convention" in error.where
    assert error.got == got


def test_a_convention_stated_twice(claims):
    entry = "[[conventions]]\nkey = 'k'\ntext = 't'\nnames = { x = 'y' }\n"
    assert refusal(claims, entry * 2).got == "'k' twice"


# -- claims -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "must", "got"),
    [
        ("", "tag and its printed latex", "no latex"),
        ("latex = ''", "tag and its printed latex", "no latex"),
        ("latex = 3", "latex must be a text", "int 3"),
        ("latex = 'x = 1'\nlatx = 'y'", "every entry must be one of", "'latx'"),
        ("latex = 'x = 1'\nkind = 'figure'", "kind must be one of equation, text", "'figure'"),
        ("latex = 'x = 1'\nexpected = 'wrog'", "expected must be one of holds, holds-if", "'wrog'"),
        ("latex = 'x = 1'\ndefinition = 'yes'", "definition must be true or false", "str 'yes'"),
        ("latex = 'x = 1'\nassume = 'F = 0'", "assume must be a list of texts", "str 'F = 0'"),
        ("latex = 'x = 1'\nassume = [0]", "assume must be a list of texts", "list [0]"),
        ("latex = 'x = 1'\nassume = ['warm']", "a relation in LaTeX or the name of a group", "'warm'"),
        ("latex = 'x = 1'\nindices = { i = 1 }", "indices.i must be a list of whole numbers", "int 1"),
        ("latex = 'x = 1'\nindices = { i = [] }", "indices.i must be a list of whole numbers", "list []"),
        ("latex = 'x = 1'\nindices = { i = [1.5] }", "indices.i must be a list of whole numbers", "list [1.5]"),
        ("latex = 'x = 1'\nindices = { i = [true] }", "indices.i must be a list of whole numbers", "list [True]"),
        ("latex = 'x = 1'\nnames = 'x'", "names must be a table", "str 'x'"),
        ("latex = 'x = 1'\nnames = { x = 1 }", "names.x must be a text", "int 1"),
    ],
)
def test_entries_of_a_claim(claims, entry, must, got):
    error = refusal(claims, f"[assumptions]\ncold = ['N = 0']\n[[claims]]\ntag = 'C1'\n{entry}")
    assert "tag C1" in error.where
    assert must in error.must
    assert error.got == got


def test_a_claim_without_a_tag(claims):
    error = refusal(claims, "[[claims]]\nlatex = 'x = 1'")
    assert error.got == "no tag"
    assert error.todo == "add tag"


def test_the_nearest_name_is_proposed(claims):
    error = refusal(claims, "[assumptions]\ncold = ['N = 0']\n[[claims]]\ntag = '1'\nlatex = 'x'\nassume = ['colt']")
    assert error.todo == "did you mean 'cold'?"


def test_a_tag_used_twice(claims):
    entry = "[[claims]]\ntag = 'C1'\nlatex = 'x = 1'\n"
    assert refusal(claims, entry * 2).got == "'C1' twice"


def test_a_relation_may_be_written_with_any_sign_of_equality(claims):
    relations = ["F = 0", r"\Delta \to \infty", r"\Delta \rightarrow \infty", r"\kappa \equiv \gamma"]
    (claim,) = claims(f"[[claims]]\ntag = '1'\nlatex = 'x = 1'\nassume = {relations!r}".replace("\\\\", "\\")).claims
    assert claim.assume == tuple(relations)
