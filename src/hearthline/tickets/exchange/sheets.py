"""The cells of a sheet, CSV or XLSX; formulas are taken by their saved result, never worked out."""

import csv
import io
import struct
import zipfile
import zlib
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hearthline.tickets.exchange.errors import SheetUnreadable

Cells = tuple[str, ...]
_ZIP: Final = b"PK\x03\x04"
_LARGEST_UNPACKED: Final = 60 * 1024 * 1024
_MOST_PARTS: Final = 500
# Rows are looked at so far, empty ones among them; and so many columns.
_MOST_LOOKED_AT: Final = 5_000
_MOST_COLUMNS: Final = 80
# A spreadsheet keeps 15 digits of a number; of more, the last ones are lost.
_MOST_EXACT: Final = 10**15
# What openpyxl raises on workbooks that are not whole.
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, struct.error, OSError),
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
)
_SEPARATORS: Final = ",\t;"


def rows_of(content: bytes) -> list[tuple[int, Cells]]:
    """The rows that have something in them, numbered as a spreadsheet does (from 1).

    Raises SheetUnreadable.
    """
    rows = _of_workbook(content) if content.startswith(_ZIP) else _of_text(content)
    stripped = [(number, tuple(cell.strip() for cell in row)) for number, row in rows]
    return [(number, row) for number, row in stripped if any(row)]


def _of_text(content: bytes) -> list[tuple[int, list[str]]]:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [(at, row[:_MOST_COLUMNS]) for at, row in _numbered(reader)]
    except csv.Error as trouble:
        raise _unreadable("表格格式有误", f"broken CSV: {trouble}") from None


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable("文字编码认不出", "unknown encoding")


def _of_workbook(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
        return [(at, [_text(cell) for cell in row]) for at, row in _numbered(rows)]
    except SheetUnreadable:
        raise
    except _DAMAGED as trouble:
        raise _unreadable("工作簿已损坏", f"broken workbook: {type(trouble).__name__}") from None


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _LARGEST_UNPACKED:
            raise _unreadable("解开后太大", "too large when unpacked")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                head = archive.read(part)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise _unreadable("含有不允许的声明", "it declares entities")


def _numbered(rows: Any) -> list[tuple[int, Any]]:
    return list(enumerate(islice(rows, _MOST_LOOKED_AT), start=1))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) >= _MOST_EXACT:
            return f"{value:.5E}"
        return str(int(value)) if float(value).is_integer() else str(value)
    return str(value)


def _unreadable(why_zh: str, why_en: str) -> SheetUnreadable:
    return SheetUnreadable(why_zh=why_zh, why_en=why_en)
