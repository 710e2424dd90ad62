"""`hearthline pack`: made, checked, tested and measured; faults with file, line and mend."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from hearthline.entrypoints.cli import main
from hearthline.entrypoints.packing.command import app
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

COMMON = make.PACKS / "common"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def result(outcome: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(outcome.stdout.splitlines()[-1])
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new pack that a test may spoil, with its base beside it."""
    assert run("new", tmp_path / "gas", "--title", "燃气").exit_code == 0
    return tmp_path / "gas"


def test_the_heating_pack_is_sound() -> None:
    outcome = run("check", make.PACKS / "heating", "--json")

    assert outcome.exit_code == 0
    assert (result(outcome)["faults"], result(outcome)["warnings"]) == (0, 0)


def test_every_conversation_of_the_heating_pack_goes_as_it_should() -> None:
    outcome = run("test", make.PACKS / "heating")

    assert outcome.exit_code == 0, outcome.output
    assert ", 0 failed" in outcome.output


def test_a_new_pack_is_sound_and_passes_its_tests(folder: Path) -> None:
    checked = run("check", folder, "--json")
    assert checked.exit_code == 0, checked.output
    assert result(checked) == {"faults": 0, "warnings": 0, "is_base": False, "problems": []}

    played = run("test", folder, "--json")
    assert played.exit_code == 0, played.output
    assert result(played) == {"passed": 2, "failed": 0, "problems": []}


def test_a_new_pack_is_measured_on_its_utterances(folder: Path) -> None:
    outcome = run("evaluate", folder, "--json")

    assert outcome.exit_code == 0, outcome.output
    found = result(outcome)
    assert found["n"] == 5
    assert found["right"] == sum(one["right"] for one in found["intents"])
    assert found["kinds"]["misheard"]["n"] == found["kinds"]["mistyped"]["n"] == 5
    tests = found["tests"]
    assert (tests["passed"], tests["finished_transactions"], tests["mean_turns"]) == (2, 1, 2.0)


def test_the_copies_of_an_evaluation_are_always_the_same(folder: Path) -> None:
    first = result(run("evaluate", folder, "--no-tests", "--json"))
    second = result(run("evaluate", folder, "--no-tests", "--json"))

    assert first["kinds"] == second["kinds"]
    assert first["misses"] == second["misses"]


def test_a_pack_without_utterances_cannot_be_measured(folder: Path) -> None:
    (folder / "tests" / "utterances.yaml").unlink()

    outcome = run("evaluate", folder)

    assert outcome.exit_code == 2
    assert "tests/utterances.yaml:1: no utterances" in outcome.output


def test_a_new_pack_writes_over_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["pack", "new", str(folder)])

    assert ended.value.code == 2
    assert str(folder) in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Gas", "1gas", "a b", "../x", ""])
def test_a_name_that_files_cannot_have_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["pack", "new", str(tmp_path / "pack"), "--name", name or "-"])

    assert ended.value.code == 2
    assert not (tmp_path / "pack").exists()


def test_a_base_alone_is_checked_as_far_as_can_be() -> None:
    outcome = run("check", COMMON, "--json")

    assert outcome.exit_code == 0, outcome.output
    assert result(outcome)["is_base"] is True


def test_a_broken_base_is_told_of_alone(tmp_path: Path) -> None:
    base = Path(shutil.copytree(COMMON, tmp_path / "common"))
    path = base / "flows" / "feedback.yaml"
    path.write_text(path.read_text().replace("steps:", "stairs:"))

    outcome = run("check", base)

    assert outcome.exit_code == 1
    assert "flows/feedback.yaml:" in outcome.output


def test_a_base_has_no_tests(tmp_path: Path) -> None:
    outcome = run("test", COMMON)

    assert outcome.exit_code == 2
    assert "a base has no tests" in outcome.output


SPOILT = {
    "an unknown operation": (
        "flows/safety_check.yaml", "work_order.open", "work_order.burn", "unknown operation"
    ),
    "a clock that never is": ("tickets.yaml", "until: taken", "until: forgotten", "never happens"),
    "a share above one": (
        "policy/example-city.yaml", "cap_ratio: null", "cap_ratio: 1.5", "`cap_ratio` is `1.5`"
    ),
    "a day that never is": ("policy/example-city.yaml", "12-31", "13-31", "there is no day"),
    "a profile without a day": (
        "policy/example-city.yaml", "effective_from: ", "effective_until: ", "`effective_from`"
    ),
    "an article's intent": (
        "knowledge/safety-check.md", "[safety_check]", "[safety_chck]", "no intent `safety_chck`"
    ),
    "a response in a test": (
        "tests/safety_check.yaml", "confirm_check", "confirm_chck", "`says` names `confirm_chck`"
    ),
    "a flow in a test": (
        "tests/safety_check.yaml", "flow: safety_check", "flow: none", "no flow `none`"
    ),
    "a word in a test": ("tests/safety_check.yaml", "expect:", "expects:", "expects"),
    "a verb in a test": (
        "tests/safety_check.yaml", "given: {", "given: {troubles: {fly: down}, ", "no verb `fly`"
    ),
    "an utterance's intent": (
        "tests/utterances.yaml", "urge_ticket", "urge_tickets", "no intent `urge_tickets`"
    ),
    "YAML": ("flows/safety_check.yaml", "steps:", "steps: [", "not YAML"),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOILT)
def test_a_fault_is_named_with_file_line_and_mend(folder: Path, case: str) -> None:
    file, old, new, told = SPOILT[case]
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    outcome = run("check", folder, "--json")

    assert outcome.exit_code == 1, outcome.output
    found = [one for one in result(outcome)["problems"] if told in one["what"]]
    assert found, outcome.output
    assert found[0]["file"] == file
    assert found[0]["line"] >= 1
    assert found[0]["mend"]


def test_an_utterance_that_was_taught_is_warned_of(folder: Path) -> None:
    path = folder / "tests" / "utterances.yaml"
    path.write_text(path.read_text() + "pay_fee:\n  - 我要缴费\n")

    outcome = run("check", folder, "--json")

    assert outcome.exit_code == 0
    assert "is an example of `pay_fee`" in result(outcome)["problems"][0]["what"]


def test_a_conversation_that_goes_wrong_is_told_at_its_line(folder: Path) -> None:
    wrong = "name: 错\nturns:\n  - user: 你好\n    expect: {says: [goodbye]}\n"
    (folder / "tests" / "wrong.yaml").write_text(wrong)

    outcome = run("test", folder)

    assert outcome.exit_code == 1
    assert "tests/wrong.yaml:4" in outcome.output
    assert "chat_greeting" in outcome.output


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    for command in ("check", "test", "evaluate"):
        outcome = run(command, tmp_path / "nowhere")

        assert outcome.exit_code == 2
        assert len(outcome.stderr.strip().splitlines()) == 1
