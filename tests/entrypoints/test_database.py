"""A command finds its database: the one that is set, else the embedded one, run or joined."""

import json
from pathlib import Path

import psycopg
import pytest

from hearthline.entrypoints.cli import main
from hearthline.entrypoints.database import database_of
from hearthline.platform.settings import Settings, load_settings

pytestmark = pytest.mark.store


def quiet(_: str) -> None:
    """Tell nobody."""


def run(monkeypatch: pytest.MonkeyPatch, data_dir: Path, *arguments: str) -> int:
    """Run the program with a data folder; its exit status."""
    monkeypatch.setenv("HEARTHLINE_DATA_DIR", str(data_dir))
    monkeypatch.delenv("HEARTHLINE_DATABASE_URL", raising=False)
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    return int(ending.value.code or 0)


def test_a_database_that_is_set_is_taken_as_it_is() -> None:
    settings = load_settings({"HEARTHLINE_DATABASE_URL": "postgresql://theirs/db"})

    with database_of(settings, quiet) as database:
        assert (database.owner_url, database.app_url) == ("postgresql://theirs/db",) * 2
        assert not database.is_embedded


def test_a_second_command_joins_the_server_and_leaves_it_running(own_settings: Settings) -> None:
    with database_of(own_settings, quiet) as first:
        with database_of(own_settings, quiet) as second:
            assert second == first

        with psycopg.connect(first.app_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_migrating_twice_applies_nothing_the_second_time(
    own_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with database_of(own_settings, quiet):
        assert run(monkeypatch, own_settings.data.dir, "migrate", "--json") == 0
        first = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert run(monkeypatch, own_settings.data.dir, "migrate", "--json") == 0
        second = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert "0001" in first["applied"]
    assert second["applied"] == []


def test_a_restored_backup_holds_what_was_there(
    own_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, elsewhere = tmp_path / "all.dump", own_settings.data.dir.parent / "elsewhere"
    with database_of(own_settings, quiet) as database:
        assert run(monkeypatch, own_settings.data.dir, "migrate") == 0
        with psycopg.connect(database.owner_url) as connection:
            connection.execute(
                "INSERT INTO tenant (id, slug, name) VALUES (gen_random_uuid(), 'kept', '安和供热')"
            )
        assert run(monkeypatch, own_settings.data.dir, "backup", str(file)) == 0
        assert run(monkeypatch, own_settings.data.dir, "restore", str(file)) == 2

    assert "not empty" in capsys.readouterr().err
    other = load_settings({"HEARTHLINE_DATA_DIR": str(elsewhere)})
    with database_of(other, quiet) as restored:
        assert run(monkeypatch, elsewhere, "restore", str(file)) == 0
        with psycopg.connect(restored.owner_url) as connection:
            row = connection.execute("SELECT name FROM tenant WHERE slug = 'kept'").fetchone()
    assert row == ("安和供热",)


def test_a_backup_does_not_overwrite_a_file(
    own_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.dump"
    file.write_text("precious")

    assert run(monkeypatch, own_settings.data.dir, "backup", str(file)) == 2

    assert file.read_text() == "precious"


def test_the_doctor_says_that_migrations_are_missing(
    own_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_settings.data.dir.parent / "unmigrated"
    with database_of(load_settings({"HEARTHLINE_DATA_DIR": str(folder)}), quiet):
        status = run(monkeypatch, folder, "doctor", "--json")

    facts = json.loads(capsys.readouterr().out.splitlines()[-1])
    states = {check["name"]: check["state"] for check in facts["checks"]}
    assert status == 1
    assert states["database"] == "ok"
    assert states["migrations"] == "bad"
