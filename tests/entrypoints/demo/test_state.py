"""The demo prepares its database again when program, pack or database have changed."""

import os
from pathlib import Path

import pytest

from hearthline.entrypoints.demo.state import fingerprint, is_prepared, note_prepared
from hearthline.platform.postgres import Endpoints

pytestmark = pytest.mark.store


def test_a_new_database_is_not_prepared(endpoints: Endpoints) -> None:
    assert not is_prepared(endpoints.owner_url, "never noted")


def test_what_was_noted_is_known_and_nothing_else(endpoints: Endpoints) -> None:
    note_prepared(endpoints.owner_url, "a")

    assert is_prepared(endpoints.owner_url, "a")
    assert not is_prepared(endpoints.owner_url, "b")


def test_a_changed_pack_changes_the_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "heating" / "pack.yaml"
    file.parent.mkdir()
    file.write_text("name: heating\n")
    before = fingerprint(tmp_path)

    assert fingerprint(tmp_path) == before
    os.utime(file, ns=(1, 1))
    assert fingerprint(tmp_path) != before
