"""The demo's log-ins are random, stay the same, and are readable by us alone."""

from pathlib import Path

import pytest

from hearthline.entrypoints.demo.logins import FILE, kept_passwords

pytestmark = pytest.mark.unit


def test_passwords_stay_the_same_from_run_to_run(tmp_path: Path) -> None:
    first = kept_passwords(tmp_path, ["admin", "lijing"])

    assert kept_passwords(tmp_path, ["admin", "lijing"]) == first
    assert first["admin"] != first["lijing"]


def test_a_new_person_gets_one_and_the_others_keep_theirs(tmp_path: Path) -> None:
    first = kept_passwords(tmp_path, ["admin"])

    assert kept_passwords(tmp_path, ["admin", "editor"])["admin"] == first["admin"]


def test_the_file_is_readable_by_us_alone(tmp_path: Path) -> None:
    kept_passwords(tmp_path, ["admin"])

    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
