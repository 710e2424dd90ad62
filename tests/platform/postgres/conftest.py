"""Data folders that an ordinary user can reach, which pytest's own are not for root."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hearthline.platform.postgres import EmbeddedPostgres, Endpoints


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that every user can pass through, taken away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hearthline-"))
    folder.chmod(0o755)
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """An empty data folder."""
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def running() -> Iterator[EmbeddedPostgres]:
    """One server for the tests that only look at it."""
    with open_folder() as folder, EmbeddedPostgres(folder) as postgres:
        yield postgres


@pytest.fixture
def running_at(running: EmbeddedPostgres) -> Endpoints:
    """Where that server answers."""
    endpoints = running.join()
    assert endpoints is not None
    return endpoints


@pytest.fixture
def server(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """A supervisor that has not been started, stopped afterwards."""
    postgres = EmbeddedPostgres(data_dir)
    yield postgres
    postgres.stop()
