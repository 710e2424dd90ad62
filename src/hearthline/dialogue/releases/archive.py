"""Packs as files and as one zip archive: bounded, the same bytes for the same content.

An archive from outside is believed nothing: sizes are counted while unpacking, paths must stay
inside, and every file must be text in UTF-8.
"""

import hashlib
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from hearthline.dialogue.releases.errors import ArchiveUnreadable
from hearthline.platform.packs import Fault

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_FILES: Final = 5000
LARGEST_FILE: Final = 1024 * 1024
KINDS: Final = (".yaml", ".md", ".txt")
_NAME: Final = re.compile(r"[\w.-]+(/[\w.-]+)*\Z", re.UNICODE)
_LONGEST_PATH: Final = 200
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
_ZIP_PERMISSIONS: Final = 0o644 << 16
_LINK: Final = 0o120000
_KIND_OF_FILE: Final = 0o170000
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)

Files: TypeAlias = Mapping[str, bytes]


def release_id_of(files: Files) -> str:
    """The address of a content: SHA-256 over names and contents, in the order of the names."""
    whole = hashlib.sha256()
    for name in sorted(files):
        part = hashlib.sha256(files[name]).hexdigest()
        whole.update(f"{name}\0{part}\n".encode())
    return whole.hexdigest()


def pack_files(home: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The files of packs that lie in one folder, by their path below it."""
    found: dict[str, bytes] = {}
    for name in names:
        for path in sorted((home / name).rglob("*")):
            below = path.relative_to(home)
            is_hidden = any(part.startswith(".") for part in below.parts)
            if path.is_file() and path.suffix in KINDS and not is_hidden:
                found[below.as_posix()] = path.read_bytes()
    return found


def write_archive(files: Files) -> bytes:
    """A zip archive; the same files always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.external_attr = _ZIP_PERMISSIONS
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def read_archive(content: bytes) -> dict[str, bytes]:
    """The files of an archive; raises ArchiveUnreadable with everything that is wrong.

    One folder around all packs, as `zip -r packs.zip packs` makes it, is taken off.
    """
    if len(content) > MOST_BYTES:
        raise _unreadable("the archive is larger than 20 MB", "leave out what is no pack")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = _unpacked(archive)
    except _ZIP_ERRORS as trouble:
        what = f"not a zip archive that can be read: {type(trouble).__name__}"
        raise _unreadable(what, "make it anew with `zip -r packs.zip common heating`") from None
    return _without_wrapping(files)


@contextmanager
def laid_out(files: Files) -> Iterator[Path]:
    """The files in a folder of their own for the length of a block."""
    with tempfile.TemporaryDirectory(prefix="hearthline-packs-") as folder:
        home = Path(folder)
        for name, content in files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield home


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise _unreadable(f"{len(entries)} files", f"at most {MOST_FILES} are taken")
    taken = _Taken()
    for entry in entries:
        if not _is_beside_the_point(entry.filename) and not taken.is_full:
            taken.take(archive, entry)
    if taken.faults:
        raise ArchiveUnreadable(taken.faults)
    if not taken.files:
        raise _unreadable("the archive is empty", "put pack folders into it")
    return taken.files


@dataclass
class _Taken:
    """What has been taken out of an archive so far, and how much more may be."""

    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left: int = MOST_BYTES
    is_full: bool = False

    def take(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        """Take one file, or note why not."""
        name = entry.filename
        trouble = _name_trouble(entry)
        if trouble is None and name in self.files:
            trouble = ("it is there twice", "keep one")
        if trouble is not None:
            self.faults.append(Fault(_shown(name), 1, *trouble))
            return
        content = _bounded(archive, entry, min(self.left, LARGEST_FILE))
        if content is None:
            large = "a file may have 1 MB, all together 20 MB"
            self.faults.append(Fault(name, 1, "too large", large))
            self.is_full = self.left < LARGEST_FILE
            return
        self.left -= len(content)
        self.files[name] = content
        self.faults.extend(_text_faults(name, content))


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """A file's content, or None when there is more of it, whatever the archive claims."""
    with archive.open(entry) as stream:
        content = stream.read(most + 1)
    return None if len(content) > most else content


def _name_trouble(entry: zipfile.ZipInfo) -> tuple[str, str] | None:
    name = entry.filename
    parts = name.split("/")
    if not _NAME.match(name) or ".." in parts or "." in parts or len(name) > _LONGEST_PATH:
        return "this path is not taken", "use letters, digits, `-`, `_` and `.` inside the archive"
    if (entry.external_attr >> 16) & _KIND_OF_FILE == _LINK:
        return "a link", "put the file itself there"
    if entry.flag_bits & 1:
        return "encrypted", "make the archive without a password"
    if not name.endswith(KINDS):
        return "not part of a pack", f"only {', '.join(KINDS)} files belong here"
    return None


def _text_faults(name: str, content: bytes) -> list[Fault]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        return [Fault(name, line, "not UTF-8", "save it as UTF-8")]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return [Fault(name, line, "a NUL character", "remove it")]
    return []


def _is_beside_the_point(name: str) -> bool:
    """What systems put into archives by themselves."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1] in (".DS_Store", "Thumbs.db")


def _without_wrapping(files: dict[str, bytes]) -> dict[str, bytes]:
    tops = {name.partition("/")[0] for name in files}
    if len(tops) != 1:
        return files
    top = next(iter(tops))
    has_packs = any(name.count("/") == 2 and name.endswith("/pack.yaml") for name in files)
    if f"{top}/pack.yaml" in files or not has_packs:
        return files
    return {name.removeprefix(f"{top}/"): content for name, content in files.items()}


def _shown(name: str) -> str:
    """A hostile name as it may be printed."""
    return "".join(one if one.isprintable() else "?" for one in name)[:_LONGEST_PATH] or "?"


def _unreadable(what: str, mend: str) -> ArchiveUnreadable:
    return ArchiveUnreadable([Fault("archive", 1, what, mend)])
