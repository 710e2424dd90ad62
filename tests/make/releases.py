"""Releases for tests: small packs that train in a blink, and archives nobody should take."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hearthline.dialogue.releases.archive import Files, pack_files, release_id_of, write_archive
from hearthline.dialogue.releases.checking import Checked
from hearthline.dialogue.releases.service import Candidate
from hearthline.kernel import Id

PACKS = Path(__file__).parents[2] / "packs"


def nothing() -> Candidate:
    """A release without any trade, unlike every other: for questions of who may see it."""
    files = {"notes/README.md": str(Id.new()).encode()}
    return Candidate(files, Checked((), ()), write_archive(files), release_id_of(files))


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """An archive as somebody's own program makes it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def heating_files() -> dict[str, bytes]:
    """The heating pack with its base, as it is in the checkout."""
    return pack_files(PACKS, ["common", "heating"])


def changed(files: Files, path: str, *, old: str, new: str) -> dict[str, bytes]:
    """The files with one passage of one of them replaced; the passage must be there."""
    text = files[path].decode()
    assert old in text, f"{path} has no {old}"
    return {**files, path: text.replace(old, new, 1).encode()}


def without(files: Files, *beginnings: str) -> dict[str, bytes]:
    """The files except those whose paths begin so."""
    return {name: content for name, content in files.items() if not name.startswith(beginnings)}
