"""What a file is by its bytes alone, and how it is told."""

import io
import zipfile
from typing import Final

import puremagic

IMAGES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
AUDIO: Final = frozenset({"audio/mpeg", "audio/wav", "audio/ogg", "audio/amr", "audio/mp4"})
# One kind that has several names, and one that is known by its ending only.
_SAME: Final = {
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "application/ogg": "audio/ogg",
    ".amr": "audio/amr",
}
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
# The member that makes an archive an office file, and what the file is then.
_MEMBERS: Final = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_OLD_OFFICE: Final = frozenset(
    {"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"}
)
_TOLD: Final = {
    "application/pdf": "PDF",
    f"{_OFFICE}wordprocessingml.document": "Word",
    f"{_OFFICE}spreadsheetml.sheet": "Excel",
    f"{_OFFICE}presentationml.presentation": "PowerPoint",
    "application/msword": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.ms-powerpoint": "PowerPoint",
}
_MOST_MEMBERS: Final = 5000
_ARCHIVE: Final = b"PK\x03\x04"


def kind_of(content: bytes) -> str | None:
    """The media type, or None when items may not have such a file attached."""
    if content.startswith(_ARCHIVE):
        return _office_of(content)
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    try:
        found = puremagic.magic_string(content[:65536])
    except (puremagic.PureError, ValueError):
        return None
    likely = [one for one in found if one.confidence * 2 >= found[0].confidence]
    names = [_SAME.get(one.mime_type or one.extension, one.mime_type) for one in likely]
    return next((name for name in names if name in IMAGES | AUDIO | _OLD_OFFICE), None)


def told_kind(media_type: str) -> str:
    """A short name of a kind that is no picture, as a link tells it."""
    return _TOLD.get(media_type) or media_type.rpartition("/")[2].removeprefix("x-").upper()


def told_size(size_bytes: int) -> str:
    """A size for people."""
    if size_bytes < 1024 * 1024:
        return f"{max(1, round(size_bytes / 1024))} KB"
    return f"{size_bytes / 1024 / 1024:.1f} MB"


def _office_of(content: bytes) -> str | None:
    """The kind of an office file; None for other archives and for those with macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        return None
    if len(names) > _MOST_MEMBERS or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for member, kind in _MEMBERS.items() if member in names), None)
