"""Zip archives from outside, of which nothing is believed.

The directory is judged before anything is unpacked, and every entry is counted while it is read,
whatever the directory claims.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from hearthline.knowledge.transfer.model import Place, Trouble

MOST_ENTRIES: Final = 10_000
MOST_UNPACKED_BYTES: Final = 300 * 1024 * 1024
MOST_RATIO: Final = 200
SMALL_BYTES: Final = 4 * 1024 * 1024
_LONGEST_PATH: Final = 300
_CHUNK: Final = 1 << 16
_LINK: Final = 0o120000
_KIND_OF_FILE: Final = 0o170000
_DRIVE: Final = re.compile(r"\A[A-Za-z]:")
_DECLARED: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError,
)  # fmt: skip


class ArchiveRefused(Exception):
    """An archive that is not unpacked; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        """Keep what to tell."""
        super().__init__(trouble.code)
        self.trouble = trouble


def names_in(content: bytes) -> list[str] | None:
    """The names in a zip archive; None when it is no archive that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except _ZIP_ERRORS:
        return None


def entries_of(content: bytes, file: str) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, one after the other; raises ArchiveRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _judge(entries, file)
            left = MOST_UNPACKED_BYTES
            for entry in entries:
                if _is_beside_the_point(entry.filename):
                    continue
                unpacked = _unpacked(archive, entry, left, file)
                left -= len(unpacked)
                yield entry.filename, unpacked
    except _ZIP_ERRORS as error:
        why = {"why": type(error).__name__}
        raise ArchiveRefused(Trouble("archive_broken", file, Place(), why)) from None


def check_office(content: bytes, file: str) -> list[Trouble]:
    """What there is to tell of an office document; raises ArchiveRefused for a hostile one.

    Such documents never declare entities (ECMA-376, part 2, 9.1.4), so one that does is refused.
    """
    troubles = []
    for name, part in entries_of(content, file):
        if name.lower().endswith((".xml", ".rels", ".vml")) and _declares(part):
            told = Trouble("entity_declared", file, Place(part=shown(name)), {"part": shown(name)})
            raise ArchiveRefused(told)
        if name.lower().endswith("vbaproject.bin"):
            troubles.append(Trouble("macros_ignored", file, Place(part=shown(name))))
    return troubles


def shown(name: str) -> str:
    """A hostile name as it may be printed."""
    return "".join(one if one.isprintable() else "?" for one in name)[:_LONGEST_PATH] or "?"


def _declares(part: bytes) -> bool:
    """In any of the encodings that XML may come in, whose zero bytes are taken out."""
    return _DECLARED.search(part.replace(b"\0", b"")) is not None


def _judge(entries: list[zipfile.ZipInfo], file: str) -> None:
    if len(entries) > MOST_ENTRIES:
        details = {"count": len(entries), "most": MOST_ENTRIES}
        raise ArchiveRefused(Trouble("archive_too_many", file, Place(), details))
    for entry in entries:
        name = shown(entry.filename)
        if not _is_inside(entry):
            raise ArchiveRefused(Trouble("archive_name", file, Place(part=name), {"part": name}))
        if entry.flag_bits & 1:
            raise ArchiveRefused(Trouble("has_password", file, Place(part=name)))
        if entry.file_size > max(SMALL_BYTES, MOST_RATIO * entry.compress_size):
            raise ArchiveRefused(_bomb(file, name, entry.compress_size, entry.file_size))
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED_BYTES:
        raise ArchiveRefused(_too_large(file))


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, file: str) -> bytes:
    most = min(left, max(SMALL_BYTES, MOST_RATIO * entry.compress_size))
    parts: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                name = shown(entry.filename)
                raise ArchiveRefused(
                    _too_large(file)
                    if size > left
                    else _bomb(file, name, entry.compress_size, size)
                )
            parts.append(chunk)
    return b"".join(parts)


def _is_inside(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename.replace("\\", "/")
    is_link = (entry.external_attr >> 16) & _KIND_OF_FILE == _LINK
    return not (
        is_link
        or "\0" in name
        or name.startswith("/")
        or _DRIVE.match(name)
        or ".." in name.split("/")
        or len(name) > _LONGEST_PATH
    )


def _is_beside_the_point(name: str) -> bool:
    """What systems put into archives by themselves."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _bomb(file: str, part: str, packed: int, unpacked: int) -> Trouble:
    details = {"part": part, "packed": packed, "unpacked": unpacked}
    return Trouble("archive_bomb", file, Place(part=part), details)


def _too_large(file: str) -> Trouble:
    most_mb = MOST_UNPACKED_BYTES // (1024 * 1024)
    return Trouble("archive_too_large", file, Place(), {"most_mb": most_mb})
