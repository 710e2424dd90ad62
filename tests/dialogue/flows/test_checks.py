"""What could go wrong in a flow is found at load, with file, line and mend."""

from pathlib import Path

import pytest

from hearthline.dialogue.flows.loading import inspect_pack, read_pack
from hearthline.platform.packs import Fault, PackIsFaulty
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

HEAD = """flow: one
version: 1
name: {zh: 试, en: try}
triggers: [home_cold]
slots: [account_no, since, room_temp, urge, type_code]
steps:
"""
ASK = "  - collect: since\n"
FIND = """  - id: find
    call: account.find
    args: {account_no: slots.account_no}
    save: found
    timeout_ms: 1000
    on_error: last
"""
OPEN = """  - id: file
    call: work_order.open
    args: {type_code: "'H-RP-01'", priority: "'P1'", description: "'不热'"}
    timeout_ms: 1000
    on_error: last
"""
LAST = "  - id: last\n    end: done\n"


def faults(tmp_path: Path, steps: str, *, head: str = HEAD, more: str = "") -> list[Fault]:
    loaded = make.small_pack(tmp_path, flow=head + steps, responses=more)
    return [fault for fault in loaded.errors if "never said" not in fault.what]


def test_the_heating_pack_has_no_fault_and_no_warning() -> None:
    loaded = inspect_pack(make.folder("heating"))

    assert [str(fault) for fault in loaded.faults] == []


def test_a_sound_flow_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, ASK + FIND + LAST) == []


@pytest.mark.parametrize(
    ("steps", "line", "what"),
    [
        ("  - collect: colour\n" + LAST, 7, "slot `colour` is not of this flow"),
        ("  - say: no_such_words\n" + LAST, 7, "unknown response `no_such_words`"),
        ("  - subflow: nowhere\n" + LAST, 7, "unknown flow `nowhere`"),
        (FIND.replace("account.find", "account.burn") + LAST, 7, "unknown operation"),
        (FIND.replace("account_no: slots", "colour: slots") + LAST, 7, "takes no `colour`"),
        (OPEN.replace("type_code: \"'H-RP-01'\", ", "") + LAST, 7, "needs `type_code`"),
        (ASK + "    next: far\n" + LAST, 7, "leads to unknown `far`"),
        ("  - link: one\n" + LAST, 8, "`last` is never reached"),
        (ASK, 7, "leads nowhere"),
        ("  - branch: [{if: known(slots.since), then: last}]\n" + LAST, 7, "without `else`"),
        (ASK + OPEN + LAST, 8, "writes without the customer's yes"),
        (FIND.replace("    timeout_ms: 1000\n", "") + LAST, 7, "without a time limit"),
        (FIND.replace("    on_error: last\n", "") + LAST, 7, "may not fail"),
        (FIND.replace("on_error: last", "on_error: {refused: last}") + LAST, 12, "`else`"),
        (
            "  - id: a\n    say: no_notice\n    next: b\n  - id: b\n    say: no_notice\n"
            "    next: a\n" + LAST,
            7,
            "`a` is on a circle",
        ),
        (ASK + "    ask: ticket_filed\n" + LAST, 0, "`ticket` is not known here"),
        (
            ASK + "    reject: [{if: slots.colour > 1, say: no_notice}]\n" + LAST,
            7,
            "`slots.colour`",
        ),
        (ASK + "    unless: since >\n" + LAST, 8, "is not an expression"),
        (FIND.replace("save: found", "save: customer") + LAST, 7, "a name of its own"),
        ("  - collect: urge\n    consent: [maybe]\n" + LAST, 7, "`maybe` is no choice"),
        ("  - dance: now\n" + LAST, 7, "no known kind"),
        (ASK + "    colour: red\n" + LAST, 8, "unknown member `colour`"),
        (ASK + "    id: last\n" + LAST, 7, "`last` is used twice"),
    ],
)
def test_a_fault_is_found_at_its_line(tmp_path: Path, steps: str, line: int, what: str) -> None:
    found = faults(tmp_path, steps)

    assert any(what in fault.what for fault in found), [str(fault) for fault in found]
    if line:
        hit = next(fault for fault in found if what in fault.what)
        assert (hit.file, hit.line) == ("flows/one.yaml", line)
    assert all(fault.mend for fault in found)


def test_a_confirm_on_one_way_only_is_not_enough(tmp_path: Path) -> None:
    steps = (
        ASK + "  - branch: [{if: known(slots.room_temp), then: file}, {else: read_back}]\n"
        "  - id: read_back\n    confirm: [since]\n    say: confirm_report\n" + OPEN + LAST
    )

    assert any("without the customer's yes" in fault.what for fault in faults(tmp_path, steps))


def test_a_choice_that_says_what_it_does_is_a_yes(tmp_path: Path) -> None:
    steps = "  - collect: urge\n    ask: left_alone\n    consent: ['yes']\n" + OPEN + LAST

    assert not any("without" in fault.what for fault in faults(tmp_path, steps))


def test_consent_is_not_taken_from_what_was_said_before(tmp_path: Path) -> None:
    steps = "  - collect: account_no\n    consent: [any]\n" + LAST

    assert any("may be known before" in one.what for one in faults(tmp_path, steps))


def test_danger_does_not_wait_for_a_look_up(tmp_path: Path) -> None:
    head = HEAD.replace("version: 1\n", "version: 1\nhazard: true\n")

    assert any("does not wait" in one.what for one in faults(tmp_path, FIND + LAST, head=head))


def test_words_that_cannot_be_spoken_or_sent_are_warned_of(tmp_path: Path) -> None:
    more = '\nodd:\n  zh: ["见 https://example.com ①{outage."]\n  en: ["' + "x" * 200 + '"]\n'

    loaded = make.small_pack(tmp_path, flow=HEAD + "  - say: odd\n" + LAST, responses=more)

    warned = [fault.what for fault in loaded.faults if fault.is_warning]
    assert "response `odd` cannot be spoken as it is" in warned
    assert "response `odd` is too long for a text message" in warned
    assert any("stray brace" in fault.what for fault in loaded.errors)


def test_a_pack_with_faults_is_not_used(tmp_path: Path) -> None:
    folder = make.small_folder(tmp_path, flow=HEAD + ASK)

    with pytest.raises(PackIsFaulty) as caught:
        read_pack(folder)

    assert all(not fault.is_warning for fault in caught.value.faults)


def test_two_flows_may_not_share_an_intent(tmp_path: Path) -> None:
    folder = make.small_folder(tmp_path, flow=HEAD + ASK + LAST)
    second = (HEAD + ASK + LAST).replace("flow: one", "flow: two")
    (folder.root / "flows" / "two.yaml").write_text(second, encoding="utf-8")

    loaded = inspect_pack(folder)

    assert any("starts `one` already" in fault.what for fault in loaded.errors)
