"""XLSX: every sheet a table; merged cells, formulas by the result that was saved."""

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from hearthline.knowledge.transfer.formats.separated import items_of_sheet
from hearthline.knowledge.transfer.model import Place, Reading, Trouble, refused
from hearthline.knowledge.transfer.tables import Cell

_MOST_CELLS: Final = 400_000
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Z]+\d+:[A-Z]+\d+)")


def read(content: bytes, file: str) -> Reading:
    """The items of every sheet; a hidden sheet counts like another."""
    if _merged_area(content) > _MOST_CELLS:
        return refused("took_too_much", file)
    written = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    sheets = [one for one in written.worksheets if one.max_row * one.max_column <= _MOST_CELLS]
    saved = written
    if any(cell.data_type == "f" for sheet in sheets for row in sheet for cell in row):
        saved = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    reading = Reading()
    for sheet in written.worksheets:
        place = Place(sheet=sheet.title)
        if sheet not in sheets:
            reading += refused("took_too_much", file, place)
            continue
        reading += items_of_sheet(_grid(sheet, saved[sheet.title], file), file, place)
        pictures = len(getattr(sheet, "_images", ()))
        if pictures:
            told = Trouble("image_left_out", file, place, {"count": pictures})
            reading += Reading(troubles=(told,))
    return reading


def _merged_area(content: bytes) -> int:
    """How many cells are merged; a few bytes can say billions, and loading makes each of them."""
    area = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                for span in _MERGED.findall(archive.read(name)):
                    area += _area(span.decode())
    return area


def _area(span: str) -> int:
    left, top, right, bottom = (int(one) for one in range_boundaries(span))
    return (right - left + 1) * (bottom - top + 1)


def _grid(written: Worksheet, saved: Worksheet, file: str) -> list[list[Cell]]:
    merged = _merged(written)
    grid = []
    for row in written.iter_rows():
        cells = []
        for cell in row:
            number, source = merged.get((cell.row, cell.column), (0, (cell.row, cell.column)))
            cells.append(_cell(written.cell(*source), saved.cell(*source), number, file))
        grid.append(cells)
    return grid


def _merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, tuple[int, int]]]:
    """For every cell of a merged range: the number of the range and the cell that has its text."""
    found = {}
    for number, span in enumerate(sheet.merged_cells.ranges, start=1):
        for row in range(span.min_row, span.max_row + 1):
            for column in range(span.min_col, span.max_col + 1):
                found[row, column] = (number, (span.min_row, span.min_col))
    return found


def _cell(written: Any, saved: Any, merged: int, file: str) -> Cell:
    if written.data_type != "f":
        return Cell(_text(written.value), merged)
    place = Place(sheet=written.parent.title, cell=written.coordinate)
    code = "formula_without_value" if saved.value is None else "formula_value"
    return Cell(_text(saved.value), merged, (Trouble(code, file, place),))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
