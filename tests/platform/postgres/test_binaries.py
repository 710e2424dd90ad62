"""The programs are found, and copied where the server's user cannot reach them."""

import os
from pathlib import Path

import pytest

from hearthline.platform.postgres.account import Account
from hearthline.platform.postgres.binaries import program, reachable

pytestmark = pytest.mark.unit


@pytest.fixture
def programs(data_dir: Path) -> Path:
    """A stand-in for the wheel's folder."""
    home = data_dir / "wheel"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "postgres").write_text("#!/bin/sh\n")
    (home / "bin" / "postgres").chmod(0o755)
    return home


def test_the_bundled_programs_are_there() -> None:
    assert os.access(program("pg_dump"), os.X_OK)


def test_reachable_programs_are_used_where_they_are(programs: Path, data_dir: Path) -> None:
    assert reachable(programs, Account.of(65534), data_dir) == programs


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes its user")
def test_unreachable_programs_are_copied_once(programs: Path, data_dir: Path) -> None:
    programs.chmod(0o700)
    nobody = Account.of(65534)

    copy = reachable(programs, nobody, data_dir)

    assert nobody.can_run(copy / "bin" / "postgres")
    assert reachable(programs, nobody, data_dir) == copy
