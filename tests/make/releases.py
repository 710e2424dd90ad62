"""Releases for tests: small packs that train in a blink, and archives nobody should take."""

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from hearthline.dialogue import Brain, train
from hearthline.dialogue.releases.archive import Files, pack_files, release_id_of, write_archive
from hearthline.dialogue.releases.checking import Checked
from hearthline.dialogue.releases.service import Candidate, examine_files
from hearthline.dialogue.releases.shelf import TradeShelf
from hearthline.dialogue.releases.trades import read_trades_of
from hearthline.entrypoints.packing.creating import Wanted, create
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


@lru_cache
def small_files() -> Files:
    """A small heating pack over the base, whose intents have a dozen examples each."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        create(home / "small", Wanted("small", "heating", "供热"), PACKS / "common")
        files = pack_files(home, ["common", "small"])
    return {
        name: _shortened(content) if "/intents/" in name else content
        for name, content in files.items()
    }


@lru_cache
def small_shelf() -> TradeShelf:
    """The small pack as the packs of an installation."""
    return TradeShelf(read_trades_of(small_files()), small_files())


@lru_cache
def small_brain() -> Brain:
    """What is trained on the small pack, once in a run."""
    return train(small_shelf().trades, release=small_shelf().release_id)


def candidate(files: Files) -> Candidate:
    """An upload that was read and checked."""
    return examine_files(files)


def greeting(words: str) -> dict[str, bytes]:
    """The small pack with other words for a greeting; the rest is as it was."""
    path = "small/responses.yaml"
    more = f"chat_greeting:\n  zh: [{words}]\n  en: [{words}]\n"
    return {**small_files(), path: small_files()[path] + more.encode()}


def lay_out(home: Path, files: Files) -> Path:
    """The files in a folder."""
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return home


def changed(files: Files, path: str, *, old: str, new: str) -> dict[str, bytes]:
    """The files with one passage of one of them replaced; the passage must be there."""
    text = files[path].decode()
    assert old in text, f"{path} has no {old}"
    return {**files, path: text.replace(old, new, 1).encode()}


def without(files: Files, *beginnings: str) -> dict[str, bytes]:
    """The files except those whose paths begin so."""
    return {name: content for name, content in files.items() if not name.startswith(beginnings)}


def _shortened(content: bytes) -> bytes:
    """An intent's file with the first dozen of every list."""
    kept: list[str] = []
    count = 0
    for line in content.decode().splitlines(keepends=True):
        is_element = re.match(r"\s+- ", line) is not None
        count = count + 1 if is_element else 0
        if count <= 12:
            kept.append(line)
    return "".join(kept).encode()
