"""What lies in the data folder of the embedded server, and who may read it.

postgres/lock           held by the supervisor
postgres/passwords.json owner and application role, mode 0600
postgres/port           the port of last time
postgres/server.log     PostgreSQL's own words
postgres/cluster/       the data, owned by the account that the server runs as
"""

import json
import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from hearthline.platform.postgres.errors import DiskIsFull, FolderNotOurs, PasswordsLost

OWNER = "hearthline_owner"
APP = "hearthline_app"
DATABASE = "hearthline"
HOST = "127.0.0.1"

_NEEDED_BYTES_NEW = 160 * 1024 * 1024
_NEEDED_BYTES = 24 * 1024 * 1024
_LOG_LIMIT_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Passwords:
    """Random passwords of the two roles."""

    owner: str = field(repr=False)
    app: str = field(repr=False)

    @classmethod
    def make(cls) -> Self:
        """New ones."""
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24))


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where the server answers: for migrations (its owner) and for the application."""

    owner_url: str = field(repr=False)
    app_url: str = field(repr=False)
    port: int

    @classmethod
    def at(cls, port: int, passwords: Passwords, database: str = DATABASE) -> Self:
        """The URLs at a port of this machine."""
        place = f"{HOST}:{port}/{database}"
        return cls(
            owner_url=f"postgresql://{OWNER}:{passwords.owner}@{place}",
            app_url=f"postgresql://{APP}:{passwords.app}@{place}",
            port=port,
        )


class PostgresFolder:
    """The paths, and the small files that outlive a run."""

    def __init__(self, data_dir: Path) -> None:
        """Name the places; nothing is touched before `prepare`."""
        self.data_dir = data_dir.expanduser().absolute()
        self.home = self.data_dir / "postgres"
        self.cluster = self.home / "cluster"
        self.log = self.home / "server.log"
        self.passwords_file = self.home / "passwords.json"
        self._port_file = self.home / "port"

    def prepare(self) -> None:
        """Make the folders; as root others may pass through them, but not look."""
        mode = 0o711 if os.geteuid() == 0 else 0o700
        try:
            if not self.data_dir.exists():
                self.data_dir.mkdir(mode=mode, parents=True)
            self.home.mkdir(mode=mode, exist_ok=True)
            self.home.chmod(mode)
        except OSError as error:
            raise self.trouble(error) from error

    def has_data(self) -> bool:
        """Whether a finished cluster is here."""
        return (self.cluster / "PG_VERSION").exists()

    def passwords(self) -> Passwords:
        """Read the passwords, or make them where there are no data yet."""
        try:
            kept = json.loads(self.passwords_file.read_text())
            return Passwords(owner=kept["owner"], app=kept["app"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            if self.has_data():
                raise PasswordsLost(folder=str(self.home), file=self.passwords_file.name) from error
        made = Passwords.make()
        self._write(self.passwords_file, json.dumps({"owner": made.owner, "app": made.app}))
        return made

    def remembered_port(self) -> int | None:
        """The port of last time."""
        try:
            return int(self._port_file.read_text())
        except (OSError, ValueError):
            return None

    def remember_port(self, port: int) -> None:
        """Keep the port, so that URLs stay the same from run to run."""
        self._write(self._port_file, str(port))

    def check_space(self) -> None:
        """Refuse early, in one sentence, what would fail half-way."""
        needed = _NEEDED_BYTES if self.has_data() else _NEEDED_BYTES_NEW
        if shutil.disk_usage(self.home).free < needed:
            raise self.disk_is_full()

    def open_log(self) -> int:
        """The log for appending; a long one is put aside first."""
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def log_size(self) -> int:
        """Where the log ends now."""
        return self.log.stat().st_size if self.log.exists() else 0

    def log_since(self, offset: int) -> str:
        """What was logged after `offset`."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(offset)
            return log.read().decode(errors="replace")

    def disk_is_full(self) -> DiskIsFull:
        """The error, with what is left."""
        free = shutil.disk_usage(self.home if self.home.exists() else self.data_dir.parent).free
        return DiskIsFull(folder=str(self.home), free_mb=free // 2**20)

    def trouble(self, error: OSError) -> DiskIsFull | FolderNotOurs:
        """Say an operating-system error in our words."""
        if error.errno in (28, 122):  # ENOSPC, EDQUOT
            return self.disk_is_full()
        return FolderNotOurs(folder=str(self.data_dir), why=error.strerror or "?")

    def _write(self, path: Path, text: str) -> None:
        """Replace a small file whole, readable by us alone."""
        half = path.with_name(f"{path.name}.half")
        try:
            file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(file, "w") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            half.replace(path)
        except OSError as error:
            raise self.trouble(error) from error
