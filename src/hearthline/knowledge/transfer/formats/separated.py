"""CSV and its relatives: encodings of Chinese programs, separators guessed."""

import csv
import io
from typing import Final

from hearthline.knowledge.transfer.formats.text import decoded
from hearthline.knowledge.transfer.model import LONGEST_TEXT, Place, Reading, Trouble, refused
from hearthline.knowledge.transfer.tables import (
    Grid,
    find_header,
    grid_of,
    items_of_grid,
    two_columns,
)

_SEPARATORS: Final = ",\t;，；"
_LOOKED_AT_LINES: Final = 20


def read(content: bytes, file: str) -> Reading:
    """The items of a CSV or TSV file."""
    text = decoded(content)
    if text is None:
        return refused("not_text", file)
    csv.field_size_limit(4 * LONGEST_TEXT)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        grid = grid_of(rows)
    except csv.Error as trouble:
        return refused("unreadable", file, Place(line=rows.line_num), why=str(trouble))
    return items_of_sheet(grid, file, Place())


def items_of_sheet(grid: Grid, file: str, place: Place) -> Reading:
    """The items of one sheet, by its header or by its two columns."""
    if not any(cell.text.strip() for row in grid for cell in row):
        return Reading()
    columns = find_header(grid)
    if columns is not None:
        return items_of_grid(grid, columns, file, place=place)
    columns = two_columns(grid)
    if columns is None:
        return refused("columns_unknown", file, place)
    note = Reading(troubles=(Trouble("no_header", file, place),))
    return items_of_grid(grid, columns, file, place=place) + note


def _separator(text: str) -> str:
    """The separator that most of the first lines have, and most often."""
    lines = text.splitlines()[:_LOOKED_AT_LINES]
    return max(_SEPARATORS, key=lambda one: (sum(one in line for line in lines), text.count(one)))
