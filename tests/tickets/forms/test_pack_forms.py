"""Forms, reasons, teams and the ladder are read from `tickets.yaml`, and faults are named."""

from pathlib import Path

import pytest

from hearthline.platform.packs import Fault, PackFolder, PackIsFaulty
from hearthline.tickets import DutyRules, NeededEvidence, read_duty_rules
from hearthline.tickets.duties import Rung
from tests.make.dialogue import folder

pytestmark = pytest.mark.unit

HEAD = """\
clocks:
  - {code: C1, name: 受理, from: contact, until: accepted}
groups:
  visit:
    close_needs: [arrival]
    suspend_reasons: [{code: waiting_part, name: {zh: 等配件}, evidence: photo}]
types:
  - code: X-RP-01
    priority: P1
    groups: [visit]
"""


def read(home: Path, more: str) -> DutyRules:
    (home / "tickets.yaml").write_text(HEAD + more, encoding="utf-8")
    return read_duty_rules(PackFolder(home))


def faults(home: Path, more: str) -> list[Fault]:
    with pytest.raises(PackIsFaulty) as caught:
        read(home, more)
    return caught.value.faults


def test_a_type_takes_from_its_groups_and_adds_its_own(tmp_path: Path) -> None:
    form = read(
        tmp_path,
        "    close_needs: [photo]\n"
        "    team: 维修\n"
        "    fields: [{name: since, label: {zh: 何时}, kind: text, required: true}]\n"
        "    causes: [{code: net, name: 管网, causes: [{code: net.leak, name: 漏}]}]\n"
        "escalation: [{percent: 150, to: manager}, {percent: 50, to: worker}]\n",
    )
    told = form.types["X-RP-01"].form
    assert told.close_needs == (NeededEvidence.ARRIVAL, NeededEvidence.PHOTO)
    assert [(one.code, one.of) for one in told.causes] == [("net", None), ("net.leak", "net")]
    assert (told.skill, told.repeats, told.has_visit) == ("维修", "X-RP", False)
    assert form.ladder == (Rung(50, "worker"), Rung(150, "manager"))


@pytest.mark.parametrize(
    ("more", "line", "what"),
    [
        ("    groups_: [visit]\n", 11, "unknown member `groups_`"),
        ("    close_needs: [photos]\n", 11, "unknown `photos`"),
        ("    call_back: maybe\n", 11, "unknown `maybe`"),
        ("    fields: [{name: a, label: 甲, kind: colour}]\n", 11, "unknown `colour`"),
        (
            "    fields: [{name: a, label: 甲, kind: choice}]\n",
            11,
            "`values` go with `kind: choice`",
        ),
        ("    fields: [{label: 甲, kind: text}]\n", 11, "`name` is missing"),
        (
            "    suspend_reasons: [{code: x, name: 雪, evidence: oath}]\n",
            11,
            "unknown `oath`",
        ),
        (
            "    causes:\n      - {code: a, name: 甲}\n      - {code: a, name: 乙}\n",
            12,
            "cause `a` twice",
        ),
        ("escalation: [{percent: 50, to: king}]\n", 11, "unknown `king`"),
        ("teams: [{name: 甲, people: [a]}]\n", 11, "unknown member `people`"),
        ("groups2: {}\n", 11, "unknown member `groups2`"),
    ],
)
def test_a_fault_is_named_with_line_and_mend(
    tmp_path: Path, more: str, line: int, what: str
) -> None:
    found = faults(tmp_path, more)

    assert (found[0].file, found[0].line, found[0].what) == ("tickets.yaml", line, what)
    assert found[0].mend


def test_a_group_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "tickets.yaml").write_text(HEAD.replace("[visit]", "[visits]"), encoding="utf-8")
    with pytest.raises(PackIsFaulty) as caught:
        read_duty_rules(PackFolder(tmp_path))
    assert (caught.value.faults[0].line, caught.value.faults[0].mend) == (10, "use one of: visit")


@pytest.mark.parametrize("trade", ["heating", "power"])
def test_every_type_of_the_product_can_be_worked_on(trade: str) -> None:
    rules = read_duty_rules(folder(trade))
    skills = {skill for team in rules.teams for skill in team.skills}

    for code, kind in rules.types.items():
        form = kind.form
        assert form.name.zh, code
        assert form.skill in skills, f"{code}: no team can do `{form.skill}`"
        assert form.results, code
        if kind.priority == "P0" and code[2:4] == "EM":
            assert not form.suspend_reasons, f"{code}: danger does not wait"
        if "C5" in kind.limits and code[2:4] in {"RP", "EM", "FR", "TP", "AR"}:
            assert NeededEvidence.ARRIVAL in form.close_needs, code
