"""Secrets that this machine makes once and keeps."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hearthline.platform.kept_secrets import SecretDamaged, kept_secret

pytestmark = pytest.mark.unit


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: kept_secret(tmp_path, "secret.key"), range(8)))

    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_damaged_secret_is_not_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("")

    with pytest.raises(SecretDamaged):
        kept_secret(tmp_path, "secret.key")
