"""Files that items may have attached, and some that they may not."""

import io
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator, Mapping


def png() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def pdf() -> bytes:
    """The beginning of a PDF."""
    return b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return made.getvalue()


def docx(**more: bytes) -> bytes:
    """What makes an archive a Word document."""
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **more})


async def pieces(content: bytes, *, size: int = 1 << 16) -> AsyncIterator[bytes]:
    """The bytes as they come."""
    for begin in range(0, len(content), size):
        yield content[begin : begin + size]
