"""DOCX: headings make items, tables stay where they stand, pictures are told of.

The body is walked by its XML, so that content controls and tracked insertions are read too and
tracked deletions are not.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn

from hearthline.knowledge.transfer.blocks import Block, Heading, Picture, Table, Text, items_of
from hearthline.knowledge.transfer.formats.markdown import stem
from hearthline.knowledge.transfer.model import Place, Reading
from hearthline.knowledge.transfer.tables import grid_of

_PARAGRAPH: Final = qn("w:p")
_TABLE: Final = qn("w:tbl")
_ROW: Final = qn("w:tr")
_CELL: Final = qn("w:tc")
_TEXT: Final = qn("w:t")
_TAB: Final = qn("w:tab")
_BREAKS: Final = (qn("w:br"), qn("w:cr"))
_PICTURES: Final = (qn("w:drawing"), qn("w:pict"))
_SKIPPED: Final = (
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)  # fmt: skip
_WRAPPERS: Final = (
    qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"),
)  # fmt: skip
_TITLE_STYLES: Final = ("title", "标题")


def read(content: bytes, file: str) -> Reading:
    """The items of a DOCX file."""
    document = Document(io.BytesIO(content))
    levels = {style.style_id: _level(style) for style in document.styles}
    blocks = list(_blocks(document.element.body, levels))
    return items_of(blocks, file, title=_title(document) or stem(file))


def _title(document: Any) -> str:
    return str(document.core_properties.title or "").strip()


def _level(style: Any) -> int | None:
    """The level of a heading style by its name or its outline level; None for other styles."""
    name = str(getattr(style, "name", None) or "").lower()
    if name in _TITLE_STYLES:
        return 1
    for prefix in ("heading ", "标题 ", "标题"):
        if name.startswith(prefix) and name.removeprefix(prefix).strip().isdigit():
            # One deeper than the document's own title.
            return 1 + int(name.removeprefix(prefix))
    outline = style.element.find(f".//{qn('w:outlineLvl')}")
    if outline is None:
        return None
    value = int(outline.get(qn("w:val"), "9"))
    return 2 + value if value < 9 else None


def _blocks(parent: Any, levels: dict[str, int | None]) -> Iterator[Block]:
    for element in parent:
        if element.tag == _PARAGRAPH:
            yield from _paragraph(element, levels)
        elif element.tag == _TABLE:
            yield Table(grid_of(_rows(element)), Place())
            yield from [Picture(Place())] * _pictures(element)
        elif element.tag in _WRAPPERS:
            yield from _blocks(element, levels)


def _paragraph(element: Any, levels: dict[str, int | None]) -> Iterator[Block]:
    text = _text_of(element).strip()
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    level = levels.get(style.get(qn("w:val"), "")) if style is not None else None
    own = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if own is not None and own.get(qn("w:val"), "9").isdigit() and int(own.get(qn("w:val"))) < 9:
        level = 2 + int(own.get(qn("w:val")))
    if text and level is not None:
        yield Heading(" ".join(text.split()), level, Place(heading=text[:80]))
    elif text:
        is_listed = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        yield Text(f"- {text}" if is_listed or _is_list(style) else text, Place())
    yield from [Picture(Place())] * _pictures(element)


def _is_list(style: Any) -> bool:
    return style is not None and str(style.get(qn("w:val"), "")).lower().startswith("list")


def _text_of(element: Any) -> str:
    parts: list[str] = []
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _TAB:
            parts.append("\t")
        elif child.tag in _BREAKS:
            parts.append("\n")
        else:
            parts.append(_text_of(child))
            if child.tag == _PARAGRAPH:
                parts.append("\n")
    return "".join(parts)


def _rows(table: Any) -> Iterator[list[str]]:
    """The rows as texts; a cell over several columns or rows counts for each of them."""
    above: list[str] = []
    for row in table.iter(_ROW):
        if row.getparent() is not table:
            continue
        cells: list[str] = []
        for cell in row.iter(_CELL):
            if cell.getparent() is not row:
                continue
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            width = min(int(span.get(qn("w:val"), "1")), 60) if span is not None else 1
            text = _text_of(cell).strip()
            if _continues(cell) and len(cells) < len(above):
                text = above[len(cells)]
            cells += [text] * width
        above = cells
        yield cells


def _continues(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _pictures(element: Any) -> int:
    return sum(1 for one in element.iter() if one.tag in _PICTURES)
