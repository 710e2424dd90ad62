"""The demo's log-ins are random, stay the same, and are readable by us alone."""

from pathlib import Path

import pytest

from hearthline.entrypoints.demo.logins import FILE, kept_logins, make_logins

pytestmark = pytest.mark.unit

ADMIN, AGENT = ("admin", "管理员", "admin"), ("lijing", "李静", "agent")


def test_before_the_first_start_there_are_none(tmp_path: Path) -> None:
    assert kept_logins(tmp_path) == []


def test_passwords_stay_the_same_from_run_to_run(tmp_path: Path) -> None:
    first = make_logins(tmp_path, [ADMIN, AGENT])

    assert make_logins(tmp_path, [ADMIN, AGENT]) == first
    assert kept_logins(tmp_path) == first
    assert first[0].password != first[1].password


def test_a_new_person_gets_one_and_the_others_keep_theirs(tmp_path: Path) -> None:
    (first,) = make_logins(tmp_path, [ADMIN])

    assert make_logins(tmp_path, [ADMIN, AGENT])[0] == first


def test_the_file_is_readable_by_us_alone(tmp_path: Path) -> None:
    make_logins(tmp_path, [ADMIN])

    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_password_does_not_show_when_printed(tmp_path: Path) -> None:
    (login,) = make_logins(tmp_path, [ADMIN])

    assert login.password not in repr(login)
