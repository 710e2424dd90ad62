"""The embedded PostgreSQL starts, keeps, stops, and says clearly why it cannot."""

import json
import os
import socket
from pathlib import Path

import psycopg
import pytest

from hearthline.platform.postgres import (
    EmbeddedPostgres,
    Endpoints,
    FolderInUse,
    FolderUnreachable,
    PasswordsLost,
    PortTaken,
)

pytestmark = pytest.mark.store

AS_ROOT = os.geteuid() == 0


def test_a_second_run_finds_the_data_and_the_address_of_the_first(
    server: EmbeddedPostgres,
) -> None:
    first = server.start()
    with psycopg.connect(first.owner_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'warm' AS word")
    server.stop()

    second = server.start()

    with psycopg.connect(second.owner_url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("warm",)
    assert second == first


def test_the_application_role_cannot_bypass_row_level_security(running_at: Endpoints) -> None:
    with psycopg.connect(running_at.app_url) as connection:
        row = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()

    assert row == ("hearthline_app", False, False, False)


def test_durability_and_checksums_are_on(running_at: Endpoints) -> None:
    with psycopg.connect(running_at.owner_url) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert connection.execute(f"SHOW {name}").fetchone() == ("on",), name
        assert connection.execute(
            "SELECT datcollate, datlocale FROM pg_database WHERE datname = 'hearthline'"
        ).fetchone() == ("C", "C.UTF-8")


def test_nobody_gets_in_without_the_password(running_at: Endpoints) -> None:
    port = running_at.port

    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(f"postgresql://hearthline_owner:guess@127.0.0.1:{port}/hearthline")


def test_the_passwords_are_readable_by_us_alone(
    running: EmbeddedPostgres, running_at: Endpoints
) -> None:
    file = running.log.with_name("passwords.json")

    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["app"] not in repr(running_at)


@pytest.mark.skipif(not AS_ROOT, reason="only root changes its user")
def test_as_root_the_server_runs_as_an_ordinary_user(running: EmbeddedPostgres) -> None:
    assert running.pid is not None
    assert Path(f"/proc/{running.pid}").stat().st_uid != 0


def test_a_second_start_on_the_same_folder_names_the_holder(
    running: EmbeddedPostgres, running_at: Endpoints
) -> None:
    data_dir = running.log.parent.parent

    with pytest.raises(FolderInUse) as caught:
        EmbeddedPostgres(data_dir).start()

    told = caught.value.told()
    assert str(os.getpid()) in told.zh
    assert str(data_dir) in told.en
    assert EmbeddedPostgres(data_dir).join() == running_at


def test_nothing_runs_so_there_is_nothing_to_join(data_dir: Path) -> None:
    assert EmbeddedPostgres(data_dir).join() is None


def test_a_remembered_port_that_is_taken_is_replaced(server: EmbeddedPostgres) -> None:
    port = server.start().port
    server.stop()

    with socket.create_server(("127.0.0.1", port)):
        endpoints = server.start()

    assert endpoints.port != port


def test_a_port_that_was_asked_for_and_is_taken_is_named(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]

        with pytest.raises(PortTaken) as caught:
            EmbeddedPostgres(data_dir, port=port).start()

    assert str(port) in caught.value.told().zh


@pytest.mark.skipif(not AS_ROOT, reason="only root changes its user")
def test_a_folder_that_the_servers_user_cannot_reach_is_named(data_dir: Path) -> None:
    closed = data_dir.parent / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(FolderUnreachable) as caught:
        EmbeddedPostgres(closed / "data").start()

    assert str(closed) in caught.value.told().en
    assert "HEARTHLINE_DATA_DIR" in caught.value.told().zh


def test_data_without_their_passwords_are_not_touched(
    server: EmbeddedPostgres, data_dir: Path
) -> None:
    server.start()
    server.stop()
    (data_dir / "postgres" / "passwords.json").unlink()

    with pytest.raises(PasswordsLost):
        server.start()

    assert (data_dir / "postgres" / "cluster" / "PG_VERSION").exists()


def test_stopping_does_not_wait_for_open_sessions(server: EmbeddedPostgres) -> None:
    connection = psycopg.connect(server.start().app_url)
    connection.execute("SELECT 1")

    server.stop()

    assert server.pid is None
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()


def test_stopping_twice_does_no_harm(server: EmbeddedPostgres) -> None:
    server.start()

    server.stop()
    server.stop()

    assert server.pid is None
