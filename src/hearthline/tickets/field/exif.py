"""What a camera wrote into a picture: when and where it was taken, and which side is up.

The few tags of TIFF 6.0 and Exif 2.3 that are evidence; everything else is passed by. Broken
blocks tell nothing and raise nothing, since anybody may have made them.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

_LOCAL: Final = ZoneInfo("Asia/Shanghai")
_ORIENTATION, _EXIF_BLOCK, _GPS_BLOCK = 0x0112, 0x8769, 0x8825
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_NORTH_OR_SOUTH, _LATITUDE, _EAST_OR_WEST, _LONGITUDE = 1, 2, 3, 4
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_MOST_ENTRIES: Final = 256
_UPRIGHT: Final = 1

Tags = dict[int, bytes]


@dataclass(frozen=True, slots=True)
class CameraNote:
    """When (with offset) and where (degrees, WGS-84) the camera says that a picture was taken."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    orientation: int = _UPRIGHT


def read_exif(block: bytes) -> CameraNote:
    """The note in a TIFF block (what follows `Exif` and two zeros in a JPEG)."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None:
        return CameraNote()
    reader = _Tiff(block, order)
    first = reader.tags(reader.number(block[4:8]))
    shot = reader.tags(reader.number(first.get(_EXIF_BLOCK, b"")))
    gps = reader.tags(reader.number(first.get(_GPS_BLOCK, b"")))
    side = reader.number(first.get(_ORIENTATION, b"")) or _UPRIGHT
    latitude = reader.degrees(gps.get(_LATITUDE), gps.get(_NORTH_OR_SOUTH), 90)
    longitude = reader.degrees(gps.get(_LONGITUDE), gps.get(_EAST_OR_WEST), 180)
    has_place = latitude is not None and longitude is not None
    return CameraNote(
        taken_at=_instant(shot.get(_TAKEN), shot.get(_TAKEN_OFFSET)),
        latitude=latitude if has_place else None,
        longitude=longitude if has_place else None,
        orientation=side if 1 <= side <= 8 else _UPRIGHT,
    )


def orientation_block(orientation: int) -> bytes:
    """A TIFF block that says nothing but which side is up."""
    entry = struct.pack("<HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)


class _Tiff:
    """Reads directories of tags; offsets that lead outside give nothing."""

    def __init__(self, block: bytes, order: str) -> None:
        self._block, self._order = block, order

    def number(self, raw: bytes) -> int:
        """A short or long; 0 when there is none."""
        if len(raw) not in {2, 4}:
            return 0
        return int(struct.unpack(self._order + ("H" if len(raw) == 2 else "I"), raw)[0])

    def tags(self, at: int) -> Tags:
        """The tags of the directory at an offset; empty when there is none."""
        if not 8 <= at <= len(self._block) - 2:
            return {}
        return dict(self._entries(at))

    def _entries(self, at: int) -> Iterator[tuple[int, bytes]]:
        block, order = self._block, self._order
        (count,) = struct.unpack_from(order + "H", block, at)
        for index in range(min(count, _MOST_ENTRIES)):
            start = at + 2 + index * 12
            if start + 12 > len(block):
                return
            tag, kind, amount = struct.unpack_from(order + "HHI", block, start)
            size = _SIZES.get(kind, 0) * amount
            begin = start + 8
            if size > 4:
                (begin,) = struct.unpack_from(order + "I", block, begin)
            if 0 < size <= len(block) - begin:
                yield tag, block[begin : begin + size]

    def degrees(self, raw: bytes | None, side: bytes | None, most: int) -> float | None:
        """Degrees from three fractions (degrees, minutes, seconds); south and west are negative."""
        if raw is None or len(raw) != 24:
            return None
        parts = struct.unpack(self._order + "6I", raw)
        if not all(parts[1::2]):
            return None
        whole, minutes, seconds = (parts[i] / parts[i + 1] for i in (0, 2, 4))
        value = float(whole + minutes / 60 + seconds / 3600)
        if value > most:
            return None
        return -value if (side or b"")[:1] in {b"S", b"W"} else value


def _instant(raw: bytes | None, offset: bytes | None) -> datetime | None:
    """`2026:11:26 09:30:00`, with the camera's offset or else by the clock of China."""
    text = (raw or b"").decode("ascii", "replace").rstrip("\0 ")
    zone = (offset or b"").decode("ascii", "replace").rstrip("\0 ")
    try:
        local = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  (zone follows)
    except ValueError:
        return None
    try:
        return datetime.strptime(f"{local.isoformat()}{zone}", "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return local.replace(tzinfo=_LOCAL)
