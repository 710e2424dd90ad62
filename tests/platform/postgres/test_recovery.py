"""Whatever is killed, and however full the disk, what was acknowledged is there afterwards."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from hearthline.platform.postgres import DiskIsFull, EmbeddedPostgres, ServerDidNotStart
from hearthline.platform.postgres.cluster import failure
from hearthline.platform.postgres.folder import PostgresFolder

pytestmark = pytest.mark.store

CAN_MOUNT = os.geteuid() == 0 and sys.platform == "linux"
SUPERVISOR = """
import sys
from pathlib import Path
from hearthline.platform.postgres import EmbeddedPostgres
print(EmbeddedPostgres(Path(sys.argv[1])).start().owner_url, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def small_disk(data_dir: Path) -> Iterator[Path]:
    """A disk of 30 MB."""
    place = data_dir.parent / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", place], check=True)
    yield place
    subprocess.run(["umount", place], check=True)


def kill_all_of(server: EmbeddedPostgres) -> None:
    """kill -9 the server and every process of it."""
    assert server.pid is not None
    postmaster = psutil.Process(server.pid)
    for process in [postmaster, *postmaster.children(recursive=True)]:
        process.kill()


def count(url: str) -> int:
    """How many rows there are."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM row_of_test").fetchone()
    assert row is not None
    return int(row[0])


def test_after_kill_9_every_acknowledged_row_is_there(server: EmbeddedPostgres) -> None:
    endpoints = server.start()
    with psycopg.connect(endpoints.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE row_of_test (n int)")
        connection.execute("INSERT INTO row_of_test SELECT generate_series(1, 50000)")
        kill_all_of(server)
    server.stop()

    assert count(server.start().owner_url) == 50_000


def test_helpers_left_behind_by_a_killed_server_do_not_stop_the_next(
    server: EmbeddedPostgres,
) -> None:
    endpoints = server.start()
    assert server.pid is not None
    sleeper = psycopg.connect(endpoints.owner_url, autocommit=True)
    backend = sleeper.info.backend_pid
    os.kill(backend, signal.SIGSTOP)
    os.kill(server.pid, signal.SIGKILL)
    server.stop()

    again = server.start()

    assert not psutil.pid_exists(backend)
    assert again.port > 0
    sleeper.close()


def test_a_lock_file_whose_number_now_belongs_to_another_program_is_cleared(
    server: EmbeddedPostgres, data_dir: Path
) -> None:
    server.start()
    pid_file = data_dir / "postgres" / "cluster" / "postmaster.pid"
    stale = pid_file.read_text().splitlines()
    kill_all_of(server)
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as bystander:
        pid_file.write_text("\n".join([str(bystander.pid), *stale[1:]]) + "\n")

        endpoints = server.start()

        assert bystander.poll() is None
        bystander.kill()
    assert endpoints.port > 0


def test_a_server_whose_supervisor_was_killed_ends_and_can_be_started_again(
    server: EmbeddedPostgres, data_dir: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as supervisor:
        assert supervisor.stdout is not None
        url = supervisor.stdout.readline().strip()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE row_of_test AS SELECT 1 AS n")
        supervisor.kill()

    assert count(server.start().owner_url) == 1


def test_a_half_made_cluster_is_made_anew(server: EmbeddedPostgres, data_dir: Path) -> None:
    half = data_dir / "postgres" / "cluster.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")

    server.start()

    assert not half.exists()


def test_start_waits_as_long_as_recovery_takes_and_says_so(data_dir: Path) -> None:
    told = threading.Event()

    def tell(words: str) -> None:
        if "recovering" in words:
            told.set()

    server = EmbeddedPostgres(data_dir, tell=tell)
    server.start()
    kill_all_of(server)
    server.stop()
    starter = threading.Thread(target=server.start)

    starter.start()
    slow = _halt_the_server_of(data_dir)

    assert told.wait(20)
    assert starter.is_alive()
    slow.resume()
    starter.join(20)
    assert server.pid == slow.pid
    server.stop()


@pytest.mark.skipif(not CAN_MOUNT, reason="a small disk can be mounted by root only")
def test_a_disk_too_small_is_said_in_one_sentence(small_disk: Path) -> None:
    with pytest.raises(DiskIsFull) as caught:
        EmbeddedPostgres(small_disk / "data").start()

    assert str(small_disk) in caught.value.told().zh
    assert not (small_disk / "data" / "postgres" / "cluster").exists()


@pytest.mark.skipif(not CAN_MOUNT, reason="a small disk can be mounted by root only")
def test_a_disk_that_filled_up_meanwhile_is_said_and_mended_by_freeing_space(
    data_dir: Path, small_disk: Path
) -> None:
    whole = EmbeddedPostgres(data_dir)
    whole.start()
    whole.stop()
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    shutil.copytree(data_dir, small_disk / "data", copy_function=_copy_with_owner)
    _own_like(data_dir, small_disk / "data")
    ballast = small_disk / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(small_disk).free)
    moved = EmbeddedPostgres(small_disk / "data")

    with pytest.raises(DiskIsFull):
        moved.start()

    ballast.unlink()
    moved.start()
    moved.stop()


@pytest.mark.parametrize(
    "words",
    [
        'FATAL:  could not write lock file "postmaster.pid": No space left on device',
        "initdb: error: could not write file: Disk quota exceeded",
    ],
)
def test_postgresqls_own_words_about_space_are_understood(words: str, data_dir: Path) -> None:
    data_dir.mkdir()
    assert isinstance(failure(PostgresFolder(data_dir), words), DiskIsFull)


def test_postgresqls_other_words_are_passed_on(data_dir: Path) -> None:
    words = "LOG: x\n2026 FATAL:  database files are incompatible with server\nLOG: y"

    error = failure(PostgresFolder(data_dir), words)

    assert isinstance(error, ServerDidNotStart)
    assert "database files are incompatible with server" in error.told().en


def _halt_the_server_of(data_dir: Path) -> psutil.Process:
    cluster = str(data_dir / "postgres" / "cluster")
    while True:
        for process in psutil.process_iter():
            try:
                words = process.cmdline()
            except psutil.Error:
                continue
            if "-D" in words and cluster in words:
                process.suspend()
                return process


def _copy_with_owner(source: str, target: str) -> None:
    shutil.copy2(source, target)
    facts = Path(source).stat()
    os.chown(target, facts.st_uid, facts.st_gid)


def _own_like(source: Path, target: Path) -> None:
    for path in (source, *source.rglob("*")):
        facts = path.stat()
        twin = target / path.relative_to(source)
        os.chown(twin, facts.st_uid, facts.st_gid)
        twin.chmod(facts.st_mode & 0o7777)
