"""Data folders that an ordinary user can reach, which pytest's own are not for root."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearthline.platform.postgres import EmbeddedPostgres


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """An empty folder, taken away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hearthline-"))
    folder.chmod(0o755)
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def server(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """A supervisor that has not been started, stopped afterwards."""
    postgres = EmbeddedPostgres(data_dir)
    yield postgres
    postgres.stop()
