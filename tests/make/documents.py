"""Documents made on the spot for tests: good ones, broken ones and hostile ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _chunk(kind: bytes, content: bytes) -> bytes:
    crc = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


def docx(*blocks: tuple[str, object]) -> bytes:
    """A DOCX of blocks: ("Heading 1", text), ("Normal", text), ("table", rows)."""
    document = Document()
    for style, content in blocks:
        if style == "table" and isinstance(content, Sequence):
            table = document.add_table(rows=0, cols=len(content[0]))
            for row in content:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif style == "picture":
            document.add_picture(io.BytesIO(PNG))
        else:
            document.add_paragraph(str(content), style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx(
    rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), sheet: str = "问答"
) -> bytes:
    """An XLSX of one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for span in merged:
        page.merge_cells(span)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf(*pages: str, jpeg_on: Sequence[int] = ()) -> bytes:
    """A PDF of pages of text, Chinese included; pages numbered in `jpeg_on` hold a picture."""
    used = sorted({one for page in pages for one in page if one != "\n"})
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        + "".join(f"1 beginbfchar <{ord(one):04x}> <{ord(one):04x}> endbfchar\n" for one in used)
        + "endcmap end end"
    )
    kids = " ".join(f"{10 + 3 * number} 0 R" for number in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000"
        " /FontDescriptor 6 0 R >>",
        _stream("", cmap.encode("latin-1")),
        "<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0"
        " /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1 >>",
        "null", "null", "null",
    ]  # fmt: skip
    for number, page in enumerate(pages):
        place = 10 + 3 * number
        picture = f"/XObject << /I {place + 2} 0 R >>" if number + 1 in jpeg_on else ""
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {place + 1} 0 R"
            f" /Resources << /Font << /F 3 0 R >> {picture} >> >>"
        )
        lines = page.split("\n")
        shown = "".join(
            f"BT /F 12 Tf 40 {760 - 20 * at} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for at, line in enumerate(lines)
            if line
        )
        bodies.append(_stream("", shown.encode()))
        jpeg = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter /DCTDecode"
        bodies.append(
            _stream(jpeg + " /ColorSpace /DeviceGray /BitsPerComponent 8", b"\xff\xd8\xff\xd9")
        )
    return _pdf_of(bodies)


def _stream(facts: str, content: bytes) -> str:
    return f"<< {facts} /Length {len(content)} >>\nstream\n{content.decode('latin-1')}\nendstream"


def _pdf_of(bodies: Sequence[str]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return (
        out
        + f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF".encode()
    )


def locked_pdf(content: bytes) -> bytes:
    """The same PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secret", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked_office() -> bytes:
    """What an office program writes when a password is set: an OLE file around a sealed one."""
    return OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


def with_part(office: bytes, name: str, content: bytes) -> bytes:
    """An office document with one part put in, or in place of its own."""
    with zipfile.ZipFile(io.BytesIO(office)) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    return archive({**parts, name: content})


def bomb(name: str = "big.md", size: int = 200 * 1024 * 1024) -> bytes:
    """An archive whose one file unpacks to a thousand times its size."""
    return archive({name: b"0" * size})


def lying_bomb(name: str = "big.md", size: int = 64 * 1024 * 1024) -> bytes:
    """A bomb whose directory claims that its file is small."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"0" * size) + packed.flush()
    crc, claimed = zlib.crc32(b"0" * size), 1000
    local = struct.pack(
        "<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(body), claimed, len(name), 0
    )
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(body), claimed, len(name),
        0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    head = local + name.encode() + body
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(entry) + len(name), len(head), 0)
    return head + entry + name.encode() + end
