"""A data folder of its own, with an empty database that runs, for the programs."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearthline.platform.settings import Settings, load_settings


@pytest.fixture(scope="module")
def own_settings() -> Iterator[Settings]:
    """Settings of a system that nothing else uses."""
    folder = Path(tempfile.mkdtemp(prefix="hearthline-"))
    folder.chmod(0o755)
    yield load_settings({"HEARTHLINE_DATA_DIR": str(folder / "data")})
    shutil.rmtree(folder)
