"""A document as a row of headings, texts, tables and pictures, and how that becomes items.

Every heading with content of its own makes an item; the headings above it are its catalogue.
A table stays in the item in which it stands; one whose columns are question and answer gives an
item a row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hearthline.knowledge.transfer.model import Parsed, Place, Reading, Trouble
from hearthline.knowledge.transfer.tables import Cell, Grid, find_header, items_of_grid

_SHORT: Final = 400
_QUESTION: Final = re.compile(
    r"[?？]\s*$|怎么|如何|为什么|为何|什么|哪里|哪些|多少|是否|能不能|可以.*吗|吗$|几[天个月]"
)
_TRAILING: Final = re.compile(r"[ \t　]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of the level 1 (the highest) to 9."""

    text: str
    level: int
    place: Place


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, a list or a quotation, as Markdown."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length."""

    grid: Grid
    place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, which is told of and left out."""

    place: Place


Block = Heading | Text | Table | Picture


@dataclass
class _Section:
    """A heading and what stands under it."""

    title: str
    above: tuple[str, ...]
    place: Place
    level: int = 0
    texts: list[Text | Table] = field(default_factory=list)
    pictures: int = 0


def items_of(blocks: Iterable[Block], file: str, *, title: str = "") -> Reading:
    """The items of a document; `title` stands for what has no heading."""
    sections = _sections(blocks, title)
    reading = Reading()
    for section in sections:
        reading += _section_items(section, file)
    return reading


def markdown_table(grid: Grid) -> str:
    """A table as Markdown; line breaks inside of cells become spaces."""
    rows = [[_cell_text(cell) for cell in row] for row in grid]
    head, *rest = rows or [[]]
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def looks_like_question(title: str) -> bool:
    """Whether a title asks something."""
    return _QUESTION.search(title) is not None


def tidy(text: str) -> str:
    """A text without blanks at the ends of its lines, and at most one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", _TRAILING.sub("", text.replace("\r\n", "\n"))).strip()


def _sections(blocks: Iterable[Block], title: str) -> list[_Section]:
    sections = [_Section(title, (), Place())]
    above: list[Heading] = []
    for block in blocks:
        current = sections[-1]
        if isinstance(block, Heading):
            above = [one for one in above if one.level < block.level]
            place = block.place
            path = tuple(one.text for one in above)
            sections.append(_Section(block.text, path, place, block.level))
            above.append(block)
        elif isinstance(block, Picture):
            current.pictures += 1
        else:
            if not current.texts and current.place == Place():
                current.place = block.place
            current.texts.append(block)
    return [one for one in sections if one.texts or one.pictures]


def _section_items(section: _Section, file: str) -> Reading:
    reading = Reading()
    kept: list[Text | Table] = []
    for block in section.texts:
        columns = find_header(block.grid) if isinstance(block, Table) else None
        if isinstance(block, Table) and columns is not None:
            catalogue = "/".join(_path(section))
            more = {"catalogue": catalogue} if catalogue else {}
            reading += items_of_grid(block.grid, columns, file, place=block.place, more=more)
        else:
            kept.append(block)
    pictures = section.pictures
    troubles = (
        (Trouble("image_left_out", file, section.place, {"count": pictures}),) if pictures else ()
    )
    if not kept:
        return reading + Reading(troubles=troubles)
    item = Parsed(file, section.place, _members(section, kept), troubles=troubles)
    return Reading((item,)) + reading


def _path(section: _Section) -> tuple[str, ...]:
    return (*section.above, section.title) if section.title else section.above


def _members(section: _Section, blocks: Sequence[Text | Table]) -> dict[str, Any]:
    parts = [tidy(_as_markdown(block)) for block in blocks]
    whole = "\n\n".join(part for part in parts if part)
    answer, details = whole, ""
    if len(whole) > _SHORT and len(parts) > 1:
        answer, details = parts[0], "\n\n".join(parts[1:])
    kind = "question" if looks_like_question(section.title) else "article"
    members: dict[str, Any] = {"title": section.title, "answer": answer, "kind": kind}
    if details:
        members["details"] = details
    if section.above:
        members["catalogue"] = "/".join(one.replace("/", "／") for one in section.above)
    return members


def _as_markdown(block: Text | Table) -> str:
    return markdown_table(block.grid) if isinstance(block, Table) else block.text


def _cell_text(cell: Cell) -> str:
    return " ".join(cell.text.split()).replace("|", "\\|")
