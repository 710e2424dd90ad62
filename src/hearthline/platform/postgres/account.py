"""The operating-system account that the server runs as: our own, but never root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_ORDINARY = "hearthline"
_LAST_RESORT = "nobody"
_SYSTEM_USER = (
    *("--system", "--user-group", "--no-create-home"),
    *("--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A user to run programs as."""

    name: str
    uid: int
    gid: int

    @classmethod
    def for_server(cls, cluster: Path) -> "Account":
        """Whoever owns the data already; else ourselves, or as root an ordinary user."""
        if os.geteuid() != 0:
            return cls.of(os.geteuid())
        if cluster.exists() and cluster.stat().st_uid != 0:
            return cls.of(cluster.stat().st_uid)
        return _ordinary_user()

    @classmethod
    def of(cls, uid: int) -> Self:
        """The account of a number, known to the system or not."""
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            return cls(str(uid), uid, os.getegid())
        return cls(entry.pw_name, uid, entry.pw_gid)

    @property
    def is_other(self) -> bool:
        """Whether programs must change their user."""
        return self.uid != os.geteuid()

    def run_as(self) -> dict[str, int | list[int]]:
        """Arguments for `subprocess` that change the user when need be."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def runs(self, program: Path) -> bool:
        """Whether this account can run `program`, its libraries included."""
        return self._succeeds([str(program), "--version"])

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can pass into `folder`."""
        if not self.is_other:
            return os.access(folder, os.X_OK)
        # The kernel is asked as that user: mode bits, groups and ACLs are its business.
        return self._succeeds(["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)])

    def first_closed_door(self, folder: Path) -> Path | None:
        """The outermost folder on the way to `folder` that this account cannot pass."""
        way = [*reversed(folder.parents), folder]
        return next((step for step in way if not self.can_enter(step)), None)

    def take(self, path: Path) -> None:
        """Make this account the owner of `path`."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def _succeeds(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(
                command,
                check=False,
                capture_output=True,
                cwd="/",
                **self.run_as(),  # type: ignore[call-overload]  # optional arguments
            )
        except OSError:
            return False
        return bool(done.returncode == 0)


def _ordinary_user() -> Account:
    for name in (_ORDINARY, _LAST_RESORT):
        if name == _ORDINARY:
            _add_user(name)
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    return Account("65534", 65534, 65534)


def _add_user(name: str) -> None:
    """Add a system user unless it is there; a system without `useradd` has `nobody`."""
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    known = any(entry.pw_name == name for entry in pwd.getpwall())
    if known or useradd is None:
        return
    subprocess.run(
        [useradd, *_SYSTEM_USER, name],
        check=False,
        capture_output=True,
    )
