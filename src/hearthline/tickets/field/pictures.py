"""Pictures as evidence: typed by their bytes, and shown without what the camera wrote in them.

Time and place are kept beside the picture; in it, only which side is up remains.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hearthline.tickets.field.exif import CameraNote, orientation_block, read_exif

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
_EXIF_HEAD: Final = b"Exif\0\0"
_UPRIGHT: Final = 1
# Of a JPEG: JFIF, colour profile and Adobe's colour transform say how it is to be drawn.
_KEPT_SEGMENTS: Final = frozenset({0xE0, 0xE2, 0xEE})
_APP1, _COMMENT, _START_OF_SCAN, _END_OF_IMAGE = 0xE1, 0xFE, 0xDA, 0xD9
# In the data of a scan, 0xFF is followed by a zero or by a restart mark.
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_TOLD_CHUNKS: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_TOLD_PARTS: Final = frozenset({b"EXIF", b"XMP "})
_HAS_EXIF_OR_XMP: Final = 0x08 | 0x04


class NotAPicture(ValueError):
    """The bytes are no picture of a kind that is taken, or end too early."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without the camera's note, and the note."""

    content: bytes
    media_type: str
    note: CameraNote


def read_picture(content: bytes) -> Picture:
    """Take the note out of a JPEG, PNG or WebP; raises NotAPicture."""
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _jpeg(content)
        if content.startswith(_PNG_HEAD):
            return _png(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError) as error:
        raise NotAPicture from error
    raise NotAPicture


def _jpeg(content: bytes) -> Picture:
    note, kept = CameraNote(), [content[:2]]
    for marker, segment in _segments(content):
        if marker == _APP1 and segment[4:10] == _EXIF_HEAD:
            note = read_exif(segment[10:])
        is_told = 0xE0 <= marker <= 0xEF or marker == _COMMENT
        if not is_told or marker in _KEPT_SEGMENTS:
            kept.append(segment)
    if note.orientation != _UPRIGHT:
        block = _EXIF_HEAD + orientation_block(note.orientation)
        kept.insert(1, struct.pack(">BBH", 0xFF, _APP1, len(block) + 2) + block)
    return Picture(b"".join(kept), JPEG, note)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG up to its end, scans with their data; what follows it is dropped."""
    at = 2
    while True:
        lead, marker = content[at], content[at + 1]
        if lead != 0xFF:
            raise NotAPicture
        if marker == _END_OF_IMAGE:
            yield marker, content[at : at + 2]
            return
        (size,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + size
        if marker == _START_OF_SCAN:
            after = _NEXT_MARKER.search(content, end)
            if after is None:
                raise NotAPicture
            end = after.start()
        if size < 2 or end > len(content):
            raise NotAPicture
        yield marker, content[at:end]
        at = end


def _png(content: bytes) -> Picture:
    note, kept = CameraNote(), [_PNG_HEAD]
    for kind, whole in _chunks(content):
        if kind == b"eXIf":
            note = read_exif(whole[8:-4])
        if kind not in _TOLD_CHUNKS:
            kept.append(whole)
    if note.orientation != _UPRIGHT:
        body = b"eXIf" + orientation_block(note.orientation)
        crc = struct.pack(">I", zlib.crc32(body))
        kept.insert(2, struct.pack(">I", len(body) - 4) + body + crc)
    return Picture(b"".join(kept), PNG, note)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG up to its end; what follows the end is dropped."""
    at = len(_PNG_HEAD)
    while True:
        (size,) = struct.unpack_from(">I", content, at)
        whole = content[at : at + 12 + size]
        if len(whole) != 12 + size:
            raise NotAPicture
        yield whole[4:8], whole
        if whole[4:8] == b"IEND":
            return
        at += len(whole)


def _webp(content: bytes) -> Picture:
    note, kept, at = CameraNote(), [], 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack_from("<I", content, at + 4)[0]
        whole = content[at : at + 8 + size + size % 2]
        if len(whole) < 8 + size:
            raise NotAPicture
        if name == b"EXIF":
            note = read_exif(whole[8 : 8 + size].removeprefix(_EXIF_HEAD))
        if name == b"VP8X":
            whole = whole[:8] + bytes([whole[8] & ~_HAS_EXIF_OR_XMP]) + whole[9:]
        if name not in _TOLD_PARTS:
            kept.append(whole)
        at += 8 + size + size % 2
    if not any(part[:3] == b"VP8" for part in kept):
        raise NotAPicture
    body = b"WEBP" + b"".join(kept)
    return Picture(b"RIFF" + struct.pack("<I", len(body)) + body, WEBP, note)
