"""The program speaks plainly: help with an example, one line for an error, an exit status."""

import json
from pathlib import Path

import pytest

from hearthline.entrypoints.cli import COMMANDS, main
from hearthline.entrypoints.ports import any_free_port

pytestmark = pytest.mark.unit

CONTRACT = {
    *("demo", "serve", "worker", "migrate", "backup", "restore", "chat", "simulate-business"),
    *("channel", "nlu", "knowledge", "pack", "replay", "bench", "openapi", "doctor"),
}


def status_of(*arguments: str) -> int:
    """Run the program in this process; its exit status."""
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    return int(ending.value.code or 0)


def test_every_command_of_the_contract_is_in_the_table() -> None:
    assert set(COMMANDS) >= CONTRACT


@pytest.mark.parametrize("command", sorted(CONTRACT))
def test_every_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(command, "--help") == 0

    assert f"hearthline {command}" in capsys.readouterr().out.replace("\n", " ")


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("fly") == 2

    assert "fly" in capsys.readouterr().err


def test_a_server_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "不热"}\n')

    status = status_of("replay", str(file), "--url", f"http://127.0.0.1:{any_free_port()}")

    captured = capsys.readouterr()
    assert status == 1
    assert captured.err.count("\n") == 1
    assert "hearthline demo" in captured.err


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "not JSON"),
        ('{"title": "x"}', "needs a member `text`"),
        ('{"text": 5}', "needs a member `text`"),
        ('{"text": "  "}', "says nothing"),
        ("[]", "needs a member `text`"),
    ],
)
def test_an_unreadable_row_names_file_and_line(
    line: str, fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "不热"}\n\n' + line + "\n")

    assert status_of("replay", str(file)) == 2

    words = capsys.readouterr().err
    assert f"{file}:3:" in words
    assert fault in words


def test_a_bad_setting_is_named_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARTHLINE_SERVER_PORT", "eighty")

    assert status_of("doctor", "--quick") == 2

    assert "HEARTHLINE_SERVER_PORT" in capsys.readouterr().err


def test_with_json_the_last_line_of_output_is_the_result(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARTHLINE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HEARTHLINE_SECRET_KEY", "a secret that must never be shown")

    assert status_of("doctor", "--quick", "--json") == 0

    captured = capsys.readouterr()
    facts = json.loads(captured.out)
    assert facts["settings"]["HEARTHLINE_DATA_DIR"] == str(tmp_path)
    assert facts["settings"]["HEARTHLINE_SECRET_KEY"] == "******"
    assert "must never be shown" not in captured.out + captured.err
