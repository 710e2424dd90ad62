"""The supervisor: one PostgreSQL for one data folder, started, recovered and stopped.

Synchronous; from asyncio call it with `asyncio.to_thread`.
"""

import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

from hearthline.platform.postgres import cluster
from hearthline.platform.postgres.account import Account
from hearthline.platform.postgres.binaries import bundled, reachable
from hearthline.platform.postgres.child import Child
from hearthline.platform.postgres.errors import FolderUnreachable, PortTaken
from hearthline.platform.postgres.folder import (
    APP,
    DATABASE,
    HOST,
    Endpoints,
    Passwords,
    PostgresFolder,
)
from hearthline.platform.postgres.lock import FolderLock

Tell = Callable[[str], None]

_STOP_PATIENCE_SECONDS = 90.0
_LOOK_EVERY_SECONDS = 0.03
_TELL_EVERY_SECONDS = 2.0
_PORT_ATTEMPTS = 4


def _keep_still(_: str) -> None:
    """Tell nobody."""


class EmbeddedPostgres:
    """A PostgreSQL of our own in `data_dir`, on a loopback port that the folder remembers."""

    def __init__(self, data_dir: Path, port: int | None = None, *, tell: Tell = _keep_still):
        """Describe it; with `port` that port or an error, else one that is free."""
        self._folder = PostgresFolder(data_dir)
        self._port = port
        self._tell = tell
        self._lock = FolderLock(self._folder.home)
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        """The server's process, while it runs under us."""
        return self._child.pid if self._child and self._child.is_running else None

    @property
    def log(self) -> Path:
        """The file of PostgreSQL's own words."""
        return self._folder.log

    def start(self) -> Endpoints:
        """Bring the server up and wait until it answers, however long recovery takes."""
        self._folder.prepare()
        self._lock.take()
        try:
            return self._start()
        except BaseException:
            self.stop()
            raise

    def join(self) -> Endpoints | None:
        """Where the server of this folder answers if another process runs it, else None."""
        if not self._lock.is_held():
            return None
        passwords = self._folder.passwords()
        while self._lock.is_held():
            port = self._folder.remembered_port()
            endpoints = Endpoints.at(port, passwords) if port else None
            if endpoints and _answers(endpoints.app_url):
                return endpoints
            time.sleep(_LOOK_EVERY_SECONDS)
        return None

    def stop(self) -> None:
        """Fast shutdown: sessions end, everything committed is on disk. Harmless twice."""
        child = self._child
        if child is not None:
            child.signal(signal.SIGINT)
            if not child.wait(_STOP_PATIENCE_SECONDS):
                # Immediate shutdown: the next start recovers from the log.
                child.signal(signal.SIGQUIT)
                child.wait(_STOP_PATIENCE_SECONDS)
            self._child = None
        self._lock.release()

    def __enter__(self) -> Self:
        """Run for the length of a `with` block."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop at the end of the block."""
        self.stop()

    def _start(self) -> Endpoints:
        folder = self._folder
        account = Account.for_server(folder.cluster)
        blocked = account.first_closed_door(folder.home)
        if blocked is not None:
            raise FolderUnreachable(user=account.name, blocked=str(blocked))
        folder.check_space()
        programs = reachable(bundled(), account, folder.home)
        passwords = folder.passwords()
        if folder.has_data():
            cluster.clear_the_way(folder, self._tell)
        else:
            self._tell("making a new database")
            cluster.make_cluster(folder, account, programs=programs, passwords=passwords)
        cluster.write_settings(folder, account)
        port = self._run(account, programs, passwords)
        _admit_application(port, passwords)
        return Endpoints.at(port, passwords)

    def _run(self, account: Account, programs: Path, passwords: Passwords) -> int:
        """Start on a port; when somebody snatched it in between, on another."""
        for attempt in range(1, _PORT_ATTEMPTS + 1):
            port = self._choose_port()
            offset = self._folder.log_size()
            self._child = self._spawn(account, programs, port)
            if self._wait_until_it_answers(Endpoints.at(port, passwords, "postgres")):
                self._folder.remember_port(port)
                return port
            words = self._folder.log_since(offset)
            if "Address already in use" not in words:
                raise cluster.failure(self._folder, words)
            if self._port is not None or attempt == _PORT_ATTEMPTS:
                break
        raise PortTaken(port=port)

    def _spawn(self, account: Account, programs: Path, port: int) -> Child:
        command = [str(programs / "bin" / "postgres"), "-D", str(self._folder.cluster)]
        command += ["-c", f"listen_addresses={HOST}", "-c", f"port={port}"]
        try:
            return Child(command, account=account, log=self._folder.open_log())
        except OSError as error:
            raise self._folder.trouble(error) from error

    def _choose_port(self) -> int:
        if self._port is not None:
            if not _is_free(self._port):
                raise PortTaken(port=self._port)
            return self._port
        remembered = self._folder.remembered_port()
        return remembered if remembered and _is_free(remembered) else _any_free_port()

    def _wait_until_it_answers(self, endpoints: Endpoints) -> bool:
        """True when it answers, False when it ended instead; recovery may take its time."""
        waited_since = told_at = time.monotonic()
        while self._child is not None and self._child.is_running:
            if _answers(endpoints.owner_url):
                return True
            now = time.monotonic()
            if now - told_at >= _TELL_EVERY_SECONDS:
                told_at = now
                self._tell(f"PostgreSQL is recovering, {now - waited_since:.0f} s so far")
            self._child.wait(_LOOK_EVERY_SECONDS)
        return False


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        # A wrong password never becomes right by waiting.
        if "authentication failed" in str(error):
            raise
        return False
    return True


def _admit_application(port: int, passwords: Passwords) -> None:
    """See to the database and to the role that cannot bypass row-level security."""
    url = Endpoints.at(port, passwords, "postgres").owner_url
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone()
        deed = "ALTER" if known else "CREATE"
        connection.execute(
            sql.SQL(
                deed + " ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}"
            ).format(sql.Identifier(APP), sql.Literal(passwords.app))
        )
        made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if made.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
