"""Making the data of a new server, and telling a stale lock from a living server."""

import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil

from hearthline.platform.postgres import tuning
from hearthline.platform.postgres.account import Account
from hearthline.platform.postgres.errors import ServerDidNotStart
from hearthline.platform.postgres.folder import OWNER, Passwords, PostgresFolder

_WAYS_TO_END = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 10.0))


def make_cluster(
    folder: PostgresFolder, account: Account, *, programs: Path, passwords: Passwords
) -> None:
    """Run initdb beside, then move the finished data into place: never half a cluster."""
    half = folder.cluster.with_name("cluster.half")
    try:
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        account.take(half)
        _lay_password(half, account, passwords)
        try:
            _initdb(folder, account, _initdb_command(programs, half))
        finally:
            _password_file(half).unlink(missing_ok=True)
        with (half / "postgresql.conf").open("a") as conf:
            conf.write(tuning.INCLUDE)
        half.rename(folder.cluster)
    except OSError as error:
        raise folder.trouble(error) from error


def write_settings(folder: PostgresFolder, account: Account) -> None:
    """Bring the file of our settings up to this version."""
    path = folder.cluster / tuning.FILE
    try:
        path.write_text(tuning.text())
        account.take(path)
    except OSError as error:
        raise folder.trouble(error) from error


def clear_the_way(folder: PostgresFolder, tell: Callable[[str], None]) -> None:
    """End a server that lost its supervisor; take away the lock file of a dead one.

    We hold the folder's lock, so whatever still serves this cluster was left behind.
    """
    pid_file = folder.cluster / "postmaster.pid"
    pid = _pid_in(pid_file)
    for orphan in _orphans(folder.cluster):
        tell(f"an earlier PostgreSQL (process {orphan.pid}) is still there; ending it")
        _end(orphan, _WAYS_TO_END if orphan.pid == pid else _WAYS_TO_END[1:])
    if pid is not None and psutil.pid_exists(pid):
        # PostgreSQL itself would refuse: the number belongs to another program by now.
        pid_file.unlink(missing_ok=True)


def _initdb_command(programs: Path, where: Path) -> list[str]:
    return [
        str(programs / "bin" / "initdb"),
        f"--pgdata={where}",
        f"--username={OWNER}",
        f"--pwfile={_password_file(where)}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
    ]


def _password_file(cluster: Path) -> Path:
    return cluster.with_name("initdb.password")


def _lay_password(cluster: Path, account: Account, passwords: Passwords) -> None:
    """Put the password where initdb, and only its user, reads it; for a second."""
    path = _password_file(cluster)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{passwords.owner}\n")
    account.take(path)


def _initdb(folder: PostgresFolder, account: Account, command: list[str]) -> None:
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        umask=0o077,
        **account.run_as(),  # type: ignore[call-overload]  # optional arguments of the same call
    )
    if done.returncode != 0:
        raise failure(folder, done.stderr)


def failure(folder: PostgresFolder, words: str) -> Exception:
    """PostgreSQL's own words, turned into one of our errors."""
    if "No space left on device" in words or "Disk quota exceeded" in words:
        return folder.disk_is_full()
    lines = [line for line in words.splitlines() if line.strip()] or ["it said nothing"]
    telling = [line for line in lines if _is_telling(line)] or lines
    said = telling[-1].split("FATAL:")[-1].split("error:")[-1].strip()
    return ServerDidNotStart(said=said, log=str(folder.log))


def _is_telling(line: str) -> bool:
    return any(mark in line for mark in ("FATAL:", "PANIC:", "error:", "could not"))


def _pid_in(pid_file: Path) -> int | None:
    try:
        return abs(int(pid_file.read_text().splitlines()[0]))
    except (OSError, ValueError, IndexError):
        return None


def _orphans(cluster: Path) -> list[psutil.Process]:
    """Processes that serve this very cluster, the server before its helpers."""
    found = [process for process in psutil.process_iter() if _serves(process, cluster)]
    server = _pid_in(cluster / "postmaster.pid")
    return sorted(found, key=lambda process: process.pid != server)


def _serves(process: psutil.Process, cluster: Path) -> bool:
    try:
        return process.name().startswith("postgres") and Path(process.cwd()) == cluster
    except psutil.Error:
        return False


def _end(orphan: psutil.Process, ways: tuple[tuple[signal.Signals, float], ...]) -> None:
    """Fast shutdown first (it has most likely begun already), then less gently."""
    for number, patience_seconds in ways:
        try:
            orphan.send_signal(number)
            orphan.wait(patience_seconds)
        except psutil.TimeoutExpired:
            continue
        except psutil.NoSuchProcess:
            return
        return
