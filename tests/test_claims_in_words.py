r"""Claims of other kinds than a whole formula: a part of an equation, words that an audit or an experiment decides.

The vessel of `tests.leaking` has dn/dt = s - k_1 n - k_2 n, contributions named after their rates and ``inflow``.
"""

from __future__ import annotations

import json

import pytest

from derive import engines
from derive.claims.checker import Evidence, check
from derive.claims.claim import Claim, ClaimSet, Decision, Verdict
from derive.claims.load import read_claims
from derive.claims.measurement import Measurement
from derive.cli import main
from derive.commands.tables import verdict_table
from derive.engines import ENGINES
from derive.errors import ClaimError, ModelError
from derive.parameters import positive
from derive.pipeline import find, run
from derive.result import verdict_of
from derive.study import study_of_file
from tests.judged import CAVITY, decide
from tests.leaking import VESSELS, Vessel
from tests.model_files import write

HOLDS, WRONG, UNDECIDED, DEFINITION = Decision.HOLDS, Decision.WRONG, Decision.UNDECIDED, Decision.DEFINITION
k_1, k_2 = positive("k_1 k_2", unit="1/s")
MODELS = {"leaky": Vessel("leaky", (k_1, k_2)), "tight": Vessel("tight"), "cavity": CAVITY}


@pytest.fixture(autouse=True)
def vessels(monkeypatch, tmp_path):
    """One kind of model more, and an empty folder."""
    monkeypatch.setattr(engines, "ENGINES", (*ENGINES, VESSELS))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def judged(*claims: Claim, evidence: Evidence | None = None) -> tuple[Verdict, ...]:
    return check(ClaimSet(claims, "leaky"), MODELS, evidence=evidence)


def one(latex: str, **options: object) -> Verdict:
    (verdict,) = judged(Claim("x", latex, **options))  # type: ignore[arg-type]
    return verdict


# -- parts of an equation ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "part", "decision"),
    [
        (r"\dot{n} = -k_1 n + \dots", ("k_1",), HOLDS),
        (r"\dot{n} = -k_1 n - k_2 n + \dots", ("k_1", "k_2"), HOLDS),
        (r"\dot{n} = s - k_2 n + \dots", ("k_2", "inflow"), HOLDS),
        (r"\dot{n} = -k_1 n", ("k_1",), HOLDS),
        (r"\dot{n} = k_1 n + \dots", ("k_1",), WRONG),
        (r"\dot{n} = -k_1 n + \dots", ("k_2",), WRONG),
        (r"\dot{n} = s - (k_1 + k_2) n", (), HOLDS),
    ],
)
def test_named_contributions_alone(latex, part, decision):
    verdict = one(latex, part=part)
    assert verdict.decision is decision, verdict.evidence
    assert (f"contributions of {', '.join(part)} alone" in verdict.under) is bool(part)


def test_terms_left_out_without_a_name_decide_nothing():
    verdict = one(r"\dot{n} = -k_1 n + \dots")
    assert verdict.decision is UNDECIDED
    assert "`part`" in verdict.evidence
    # Nor do numbers refute it: the terms that are printed are not all of it.
    assert one(r"n = \frac{s}{k_1} + \dots").decision is UNDECIDED
    assert one(r"\dot{n} = -k_1 n + \dots", definition=True).decision is DEFINITION


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (Claim("x", r"\dot{n} = -k_1 n + \dots", part=("k_3",)), "k_1, k_2, inflow"),
        (Claim("x", r"n = \frac{s}{k_1 + k_2}", part=("k_1",)), "only a time derivative"),
        (Claim("x", r"\frac{d}{dt}\langle \hat{a} \rangle = 0 + \dots", part=("loss",), model="cavity"), "have none"),
    ],
)
def test_contributions_that_are_not_there(claim, words):
    (verdict,) = judged(claim)
    assert verdict.decision is UNDECIDED
    assert words in verdict.evidence.lower()


# -- other models, other values ---------------------------------------------------------------------------------------


def test_each_claim_of_its_own_model():
    verdicts = judged(Claim("1", r"n = \frac{s}{k_1 + k_2}"), Claim("2", "n = N", model="cavity"))
    assert [v.decision for v in verdicts] == [HOLDS, HOLDS]
    assert [v.record()["model"] for v in verdicts] == ["", "cavity"]
    with pytest.raises(ClaimError, match=r"claim 1: model must be one of leaky, tight, cavity, but got 'laeky'"):
        judged(Claim("1", "n = N", model="laeky"))


def test_a_study_refuses_claims_of_a_model_it_does_not_state(vessels):
    lines = ["models = [cavity('one'), cavity('two')]"]
    with pytest.raises(ModelError, match=r"must name the model.*'tow'"):
        study_of_file(write(vessels, "study", *lines, "claims = [Claim('1', 'n = N', model='tow')]"))
    with pytest.raises(ModelError, match="none of the 2 models"):
        study_of_file(write(vessels, "study", *lines, "claims = [Claim('1', 'n = N')]"))
    named = study_of_file(write(vessels, "study", *lines, "claims = [Claim('1', 'n = N', model='two')]"))
    assert named.claims is not None


def test_values_of_a_kind_of_their_own():
    """They need a difference, a truth value and LaTeX."""
    assert one("L_1 = L_2").decision is HOLDS
    verdict = one("L_1 = L_0")
    assert (verdict.decision, verdict.derived, verdict.witness) == (WRONG, r"\text{full}", "")
    assert one("L_1 = k_1").decision is UNDECIDED


def test_functions_of_a_model_by_their_printed_name():
    assert one(r"\dot{n} = s - \frac{1}{2} W(k_1 n + k_2 n)").decision is HOLDS


def test_conditions_are_the_models_own():
    assert one("n = 0", assume=("s = 0",)).under == ("s = 0", "somewhere it leaks")
    nowhere = one(r"n = \frac{s}{k_1 + k_2}", assume=("k_1 = 0", "k_2 = 0"))
    assert nowhere.decision is UNDECIDED
    assert "there must be a hole" in nowhere.evidence
    # n >= 0 by the domains; n > 0 does not follow from s >= 0.
    assert one(r"n \geq 0").under == ("somewhere it leaks",)
    assert one("n > 0").decision is UNDECIDED


# -- words that an audit decides --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "subject", "outcome", "decision"),
    [
        ("leaky", "content", "failed", HOLDS),
        ("leaky", "content", "passed", WRONG),
        ("leaky", "vessel", "passed", HOLDS),
        # Without a subject: of two findings one failed, so the audit did.
        ("leaky", "", "failed", HOLDS),
        ("leaky", "", "passed", WRONG),
        ("tight", "", "passed", HOLDS),
        ("tight", "", "failed", WRONG),
    ],
)
def test_an_audit_decides(model, subject, outcome, decision):
    options = {"audit": "conservation", "subject": subject, "outcome": outcome}
    verdict = one("nothing is lost from 100% of the vessels", model=model, **options)
    assert verdict.decision is decision
    assert verdict.is_finding is (decision is WRONG)
    assert ("2 holes" in verdict.evidence) is (model == "leaky" and subject != "vessel")


@pytest.mark.parametrize(
    ("audit", "subject", "words"),
    [("sign", "", "nobody looked"), ("conservatoin", "", "'conservation'"), ("sign", "contents", "'content'")],
)
def test_an_audit_that_decides_nothing(audit, subject, words):
    verdict = one("it is positive", audit=audit, subject=subject, outcome="passed")
    assert verdict.decision is UNDECIDED
    assert words in verdict.evidence


def test_an_audit_of_an_open_quantum_system():
    """The cavity is stable: its drift is -i omega - kappa/2."""
    (verdict,) = judged(Claim("1", "it relaxes", model="cavity", audit="stability", outcome="passed"))
    assert verdict.decision is HOLDS


# -- words that numbers decide ----------------------------------------------------------------------------------------


def test_a_measurement_decides():
    found = {"yes": Measurement(True, "Twice 2 is 4.", ("k_1 = 2",)), "no": Measurement(False, "3 is odd.")}
    evidence = Evidence(lambda name: (), found.__getitem__)
    words = [Claim(tag, "even", kind="text", measured=tag) for tag in ("yes", "no")]
    yes, no = judged(*words, evidence=evidence)
    assert (yes.decision, yes.under, yes.evidence) == (HOLDS, ("by experiment, at k_1 = 2",), "Twice 2 is 4.")
    assert (no.decision, no.under, no.evidence) == (WRONG, ("by experiment",), "3 is odd.")
    assert one("even", measured="yes").decision is UNDECIDED


@pytest.mark.parametrize(
    ("found", "kind", "decision"),
    [
        # A case is no proof of an equation, whether in numbers or in letters.
        (Measurement(True, "so", ("k_1 = 2",)), "equation", Decision.HOLDS_IF),
        (Measurement(True, "so", ("two levels",), exact=True), "equation", Decision.HOLDS_IF),
        # A derived counterexample refutes it; numbers alone do not.
        (Measurement(False, "not so", exact=True), "equation", WRONG),
        (Measurement(False, "not so"), "equation", UNDECIDED),
        (Measurement(None, "half of it"), "equation", UNDECIDED),
        (Measurement(None, "half of it", exact=True), "text", UNDECIDED),
        (Measurement(False, "not so"), "text", WRONG),
    ],
)
def test_what_an_experiment_can_decide(found, kind, decision):
    (verdict,) = judged(
        Claim("1", "x = y", kind=kind, measured="it"), evidence=Evidence(lambda name: (), lambda _: found)
    )
    assert verdict.decision is decision
    by = "by derivation" if found.exact else "by experiment"
    assert verdict.under[-1].startswith(by) and verdict.evidence == found.text


def test_what_nothing_decides():
    """The reason is the evidence, and the formula is not read."""
    verdict = one(r"\Omega = \lim \dots", open="The limit is not derived.", kind="equation")
    assert (verdict.decision, verdict.evidence) == (UNDECIDED, "The limit is not derived.")
    assert verdict.is_finding and not one("words", open="Nobody knows.", expected="undecided").is_finding


# -- a general formula in a special case ------------------------------------------------------------------------------

CASE = "a vessel with two holes"


@pytest.mark.parametrize(
    ("latex", "options", "decision"),
    [
        (r"n = \frac{s}{k_1 + k_2}", {}, Decision.HOLDS_IF),
        (r"n = \frac{s}{k_1 + k_2}", {"definition": True}, DEFINITION),
        # A case refutes the general formula.
        (r"n = \frac{s}{k_1}", {}, WRONG),
        ("it leaks", {"audit": "conservation", "subject": "vessel", "outcome": "passed"}, Decision.HOLDS_IF),
    ],
)
def test_a_scope_is_a_condition(latex, options, decision):
    verdict = one(latex, scope=CASE, **options)
    assert verdict.decision is decision
    assert verdict.under[-1] == f"judged for {CASE}"
    assert verdict.record()["scope"] == CASE
    plain = one(latex, **options)
    assert plain.decision is (HOLDS if decision is Decision.HOLDS_IF else decision)
    assert CASE not in str(plain.under)


def test_a_reading_is_seen():
    """In the record, in the table and in what is kept of a run."""
    verdict = one("twice as much comes as goes", kind="text", reads=r"n = \frac{s}{k_1 + k_2}", scope=CASE)
    record = verdict.record()
    assert (record["read_as"], record["printed"]) == (r"n = \frac{s}{k_1 + k_2}", "twice as much comes as goes")
    assert "holds-if (as read)" in verdict_table([verdict])
    again = verdict_of(record)
    assert again.record() == record


EXPERIMENT = """
from derive import Measurement, positive
from tests.leaking import Vessel
k_1 = positive('k_1', unit='1/s')


def half(modules, numerics):
    print("noise")
    grid = numerics.sweep.sweep(modules["vessel"].n, k_1=[1.0, 2.0], s=1.0)
    return Measurement(bool(grid.values[1] == grid.values[0] / 2), f"{grid.values[1]}", ("s = 1",))


model, experiments = Vessel('vessel', (k_1,)), {"half": half, "wrong": lambda m, n: 3, "bad": lambda m, n: 1 / 0}
"""


def test_an_experiment_with_the_generated_modules(vessels, capsys):
    """n = s/k_1 halves where k_1 doubles."""
    claims = "claims = [Claim('twice the hole', 'half the content', kind='text', measured='half')]"
    path = write(vessels, "study", EXPERIMENT, claims)
    result = run(find(str(path)))
    assert [(v.decision, v.under, v.evidence) for v in result.verdicts] == [
        (HOLDS, ("by experiment, at s = 1",), "0.5"),
    ]
    capsys.readouterr()
    # What an experiment prints is not among the records.
    assert main(["check", str(path), "--json"]) == 0
    assert [r["verdict"] for r in json.loads(capsys.readouterr().out)] == ["holds"]
    # An experiment that changed is done again, though no model did.
    changed = write(vessels, "study", EXPERIMENT.replace("/ 2)", "/ 3)"), claims)
    again = run(find(str(changed)))
    assert (again.derived, [v.decision for v in again.verdicts]) == ((), [WRONG])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hlaf", "did you mean 'half'"),
        ("wrong", "must return a Measurement"),
        ("bad", r"ZeroDivisionError.*study.py, line"),
    ],
)
def test_experiments_that_are_none(vessels, name, words):
    path = write(vessels, "study", EXPERIMENT, f"claims = [Claim('1', 'words', measured='{name}')]")
    with pytest.raises((ClaimError, ModelError), match=words):
        run(find(str(path)))
    assert not (vessels / "out").exists()


# -- claims against claims --------------------------------------------------------------------------------------------


def test_a_wrong_claim_names_the_one_it_contradicts():
    right, wrong = r"n = \frac{s}{k_1 + k_2}", r"n = \frac{s}{k_1}"
    verdicts = judged(Claim("1", right, against="2"), Claim("2", wrong, against="1"), Claim("3", "n = s", against="2"))
    assert [v.evidence.rpartition("Inconsistent")[2] for v in verdicts[1:]] == [
        " with (1), which holds.",
        " with (2), which is wrong too.",
    ]
    assert "Inconsistent" not in verdicts[0].evidence
    # A claim judged alone knows what became of the other all the same.
    (alone,) = check(ClaimSet((Claim("1", right), Claim("2", wrong, against="1")), "leaky"), MODELS, ["2"])
    assert "(1), which holds" in alone.evidence
    with pytest.raises(ClaimError, match="no such tag"):
        judged(Claim("1", right, against="4"))


# -- what claims may state --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"audit": "sign"}, "must stand together"),
        ({"outcome": "passed"}, "must stand together"),
        ({"subject": "content"}, "must stand together"),
        ({"audit": "sign", "outcome": "open"}, "passed or failed"),
        ({"audit": "sign", "outcome": "passed", "measured": "half"}, "audit and measured"),
        ({"measured": "half", "reads": "n = s"}, "reads and measured"),
        ({"measured": "half", "definition": True}, "definition and measured"),
        ({"measured": "half", "open": "why not"}, "measured and open"),
    ],
)
def test_a_claim_is_decided_in_one_way(options, words):
    with pytest.raises(ClaimError, match=words):
        Claim("x", "words", **options)


def test_words_are_needed():
    with pytest.raises(ClaimError, match="must have its words"):
        Claim("x", " ", measured="half")


def test_all_of_it_from_a_file(vessels):
    path = vessels / "claims.toml"
    path.write_text(
        """
[[claims]]
tag = "1"
latex = 'words'
model = "leaky"
audit = "sign"
subject = "content"
outcome = "passed"
against = "2"

[[claims]]
tag = "2"
latex = '\\dot{n} = -k_1 n + \\dots'
part = ["k_1"]

[[claims]]
tag = "3"
latex = 'words'
measured = "half"
scope = "one vessel"

[[claims]]
tag = "4"
latex = 'words'
open = "nobody looked"
"""
    )
    assert read_claims(path).claims == (
        Claim("1", "words", model="leaky", audit="sign", subject="content", outcome="passed", against="2"),
        Claim("2", r"\dot{n} = -k_1 n + \dots", part=("k_1",)),
        Claim("3", "words", measured="half", scope="one vessel"),
        Claim("4", "words", open="nobody looked"),
    )
    path.write_text("[[claims]]\ntag = '1'\nlatex = 'w'\naudit = 'sign'\noutcome = 'pased'\n")
    with pytest.raises(ClaimError, match="did you mean 'passed'"):
        read_claims(path)
    path.write_text("[[claims]]\ntag = '1'\nlatex = 'w'\npart = 'k_1'\n")
    with pytest.raises(ClaimError, match="part must be a list of texts"):
        read_claims(path)


def test_an_open_quantum_system_has_no_named_contributions():
    verdict = decide(CAVITY, r"\frac{d}{dt}\langle \hat{a} \rangle = -\frac{\kappa}{2}\langle \hat{a} \rangle + \dots")
    assert verdict.decision is UNDECIDED
