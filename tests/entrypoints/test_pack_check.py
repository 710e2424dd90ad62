"""`hearthline pack`: faults with file, line and mend; conversation tests that pass or fail."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hearthline.entrypoints.pack_check import app
from tests.make import dialogue as make

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the heating pack that a test may spoil."""
    return Path(shutil.copytree(make.HEATING, tmp_path / "heating"))


def test_the_heating_pack_is_sound() -> None:
    result = CliRunner().invoke(app, ["check", str(make.HEATING), "--json"])

    assert result.exit_code == 0
    assert json.loads(result.stdout.splitlines()[-1]) == {"faults": 0, "warnings": 0}


def test_every_conversation_of_the_heating_pack_goes_as_it_should() -> None:
    result = CliRunner().invoke(app, ["test", str(make.HEATING)])

    assert result.exit_code == 0, result.output
    assert ", 0 failed" in result.output


def test_a_fault_is_named_with_file_line_and_mend(folder: Path) -> None:
    path = folder / "flows" / "fee_query.yaml"
    path.write_text(path.read_text().replace("bills.list", "bills.burn"))

    result = CliRunner().invoke(app, ["check", str(folder)])

    assert result.exit_code == 1
    assert "flows/fee_query.yaml:13: fault: unknown operation `bills.burn` → use one of" in (
        result.output
    )


def test_a_conversation_that_goes_wrong_is_told_at_its_line(folder: Path) -> None:
    for path in (folder / "tests").glob("*.yaml"):
        path.unlink()
    wrong = "name: 错\nturns:\n  - user: 你好\n    expect: {says: [goodbye]}\n"
    (folder / "tests" / "wrong.yaml").write_text(wrong)

    result = CliRunner().invoke(app, ["test", str(folder)])

    assert result.exit_code == 1
    assert "tests/wrong.yaml:4" in result.output
    assert "chat_greeting" in result.output


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(tmp_path / "nowhere")])

    assert result.exit_code == 2
