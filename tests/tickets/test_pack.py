"""The reader of `tickets.yaml` says where a fault is and how to mend it."""

from datetime import timedelta
from pathlib import Path

import pytest

from hearthline.platform.packs import Fault, PackFolder, PackIsFaulty
from hearthline.tickets import DutyRules, read_duty_rules
from hearthline.tickets.counting import Limit
from hearthline.tickets.duties import Season
from tests.make.tickets import duty_rules

pytestmark = pytest.mark.unit

CLOCKS = """\
clocks:
  - {code: C1, name: {zh: 受理}, from: contact, until: accepted}
  - {code: C5, name: 到场, from: accepted, until: on_site}
"""
TYPES = """\
types:
  - {code: H-RP-01, priority: P1, clocks: {C5: PT2H}}
"""
SOUND = CLOCKS + TYPES


def read(folder: Path, text: str, *, season: str | None = None) -> DutyRules:
    (folder / "tickets.yaml").write_text(text, encoding="utf-8")
    if season is not None:
        (folder / "policy").mkdir()
        policy = f"policy_profile:\n  season: {season}\n"
        (folder / "policy" / "city.yaml").write_text(policy, encoding="utf-8")
    return read_duty_rules(PackFolder(folder))


def faults(folder: Path, text: str, **more: str) -> list[Fault]:
    with pytest.raises(PackIsFaulty) as caught:
        read(folder, text, **more)
    return caught.value.faults


def test_the_heating_pack_is_read() -> None:
    rules = duty_rules()

    assert len(rules.types) == 28
    assert rules.types["H-CP-02"].limits["C7"] == Limit(workdays=1)
    assert rules.season == Season((11, 15), (3, 15))
    assert [rule.code for rule in rules.clocks] == [f"C{number}" for number in range(1, 9)]


def test_a_type_has_the_limits_of_its_priority_unless_it_has_its_own(tmp_path: Path) -> None:
    defaults = "defaults:\n  P1: {C1: {live: PT0S, form: PT2M}, C5: P1DT2H3M4S}\n"
    own = read(tmp_path, CLOCKS + defaults + TYPES).types["H-RP-01"].limits
    assert own == {"C1": Limit(timedelta()), "C5": Limit(timedelta(hours=2))}

    bare = "types:\n  - {code: H-RP-01, priority: P1}\n"
    given = read(tmp_path, CLOCKS + defaults + bare).types["H-RP-01"].limits
    assert given["C5"] == Limit(timedelta(days=1, hours=2, minutes=3, seconds=4))


@pytest.mark.parametrize(
    "length",
    ["2 hours", "P", "PT", "P1DT", "PT2X", "120", "{workdays: 0}", "{workdays: true}", "{days: 2}"],
)
def test_what_is_no_length_of_time_is_named_with_its_line(tmp_path: Path, length: str) -> None:
    text = f"{CLOCKS}types:\n  - code: H-RP-01\n    priority: P1\n    clocks:\n      C5: {length}\n"

    assert faults(tmp_path, text) == [
        Fault(
            "tickets.yaml",
            8,
            "not a length of time",
            "write an ISO 8601 duration or {workdays: N}",
        )
    ]


def test_a_clock_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SOUND.replace("{C5: PT2H}", "{C5: PT2H, C9: PT2H}"))

    assert (fault.line, fault.what, fault.mend) == (5, "no clock `C9`", "use one of: C1, C5")


def test_a_moment_that_never_comes_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SOUND.replace("until: on_site", "until: on-site"))

    assert (fault.line, fault.what) == (3, "`on-site` never happens")
    assert "on_site" in fault.mend


def test_a_type_given_twice_is_a_fault(tmp_path: Path) -> None:
    twice = SOUND + "  - {code: H-RP-01, priority: P2}\n"

    assert faults(tmp_path, twice) == [
        Fault("tickets.yaml", 6, "type `H-RP-01` twice", "keep one of them")
    ]


@pytest.mark.parametrize(("text", "missing"), [(TYPES, "clocks"), (CLOCKS, "types")])
def test_a_list_that_is_missing_is_a_fault(tmp_path: Path, text: str, missing: str) -> None:
    assert f"`{missing}` is missing" in [fault.what for fault in faults(tmp_path, text)]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("PT2H", "soon").replace("until: accepted", "until: later")

    assert [fault.line for fault in faults(tmp_path, text)] == [2, 5]


@pytest.mark.parametrize("end", ["02-30", "13-01", "02-29", "3-15", "March"])
def test_a_season_ends_on_a_day_of_every_year(tmp_path: Path, end: str) -> None:
    (fault,) = faults(tmp_path, SOUND, season=f'{{start: "11-15", end: "{end}"}}')

    assert (fault.file, fault.line) == ("policy/city.yaml", 2)
    assert fault.what == "`end` is no day"
    assert fault.mend == 'write "MM-DD", a day of every year'


def test_a_season_without_an_end_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SOUND, season='{start: "11-15"}')

    assert fault.what == "`end` is missing"


def test_a_pack_without_a_season_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, SOUND).season is None
