"""HTML: headings make items, tables stay where they stand; scripts and styles are dropped."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from hearthline.knowledge.transfer.blocks import Block, Heading, Picture, Table, Text, items_of
from hearthline.knowledge.transfer.formats.markdown import stem
from hearthline.knowledge.transfer.formats.text import decoded
from hearthline.knowledge.transfer.model import Place, Reading, Trouble, refused
from hearthline.knowledge.transfer.tables import Cell

_DROPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "head",
        "nav",
        "link",
        "meta",
        "base",
    ]
)
_ACTIVE: Final = frozenset(["script", "iframe", "object", "embed", "applet"])
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "address",
        "figure",
        "figcaption",
        "body",
        "html",
        "details",
        "summary",
        "center",
    ]
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_WIDEST_SPAN: Final = 60
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_HEAD: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DEEPEST: Final = 200


def read(content: bytes, file: str) -> Reading:
    """The items of an HTML file; nothing in it is run or fetched."""
    text = _text(content)
    if text is None:
        return refused("not_text", file)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(_XML_HEAD.sub("", text), parser=parser)
    except (etree.ParserError, ValueError) as trouble:
        return refused("unreadable", file, why=type(trouble).__name__)
    title = " ".join((root.findtext(".//title") or "").split())
    active = sum(1 for one in root.iter() if one.tag in _ACTIVE or _handlers(one))
    reading = items_of(list(_Walk().blocks(root)), file, title=title or stem(file))
    told = (Trouble("script_ignored", file),) if active else ()
    return reading + Reading(troubles=told)


def _text(content: bytes) -> str | None:
    named = _CHARSET.search(content[:4096])
    if named is not None and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            encoding = named[1].decode().lower()
            return content.decode("gb18030" if encoding.startswith("gb") else encoding)
        except (LookupError, UnicodeDecodeError):
            return decoded(content)
    return decoded(content)


def _handlers(element: Any) -> bool:
    return any(
        name.lower().startswith("on") or str(value).strip().lower().startswith("javascript:")
        for name, value in element.attrib.items()
    )


class _Walk:
    """Gathers running text until a block ends."""

    def __init__(self) -> None:
        self._running: list[str] = []

    def blocks(self, root: Any) -> Iterator[Block]:
        """All blocks below an element."""
        yield from self._inside(root, 0)
        yield from self._ended(root)

    def _inside(self, element: Any, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST or not isinstance(element.tag, str) or element.tag in _DROPPED:
            return
        tag = element.tag
        if tag in _HEADINGS:
            yield from self._ended(element)
            text = _flat(element)
            if text:
                place = Place(line=element.sourceline, heading=text[:80])
                yield Heading(text, _HEADINGS[tag], place)
        elif tag == "table":
            yield from self._ended(element)
            yield Table(_grid(element), Place(line=element.sourceline))
        elif tag in ("li", "pre", "blockquote"):
            yield from self._ended(element)
            yield from self._marked(element, depth)
        else:
            yield from self._other(element, depth)

    def _other(self, element: Any, depth: int) -> Iterator[Block]:
        tag = element.tag
        is_block = tag in _BLOCKS
        if is_block:
            yield from self._ended(element)
        if tag == "img":
            yield Picture(Place(line=element.sourceline))
        if tag in ("br", "hr"):
            self._running.append("\n")
        self._running.append(element.text or "")
        for child in element:
            yield from self._inside(child, depth + 1)
            self._running.append(child.tail or "")
        if is_block:
            yield from self._ended(element)

    def _marked(self, element: Any, depth: int) -> Iterator[Block]:
        """A list item, a code block or a quotation."""
        if element.tag == "pre":
            yield Text(
                f"```\n{element.text_content().strip()}\n```", Place(line=element.sourceline)
            )
            return
        mark = "- " if element.tag == "li" else "> "
        self._running.append(element.text or "")
        for child in element:
            for block in self._inside(child, depth + 1):
                yield Text(mark + block.text, block.place) if isinstance(block, Text) else block
            self._running.append(child.tail or "")
        for block in self._ended(element):
            yield Text(mark + block.text, block.place) if isinstance(block, Text) else block

    def _ended(self, element: Any) -> Iterator[Block]:
        lines = [" ".join(line.split()) for line in "".join(self._running).split("\n")]
        text = " ".join(line for line in lines if line)
        self._running = []
        if text:
            yield Text(text, Place(line=element.sourceline))


def _flat(element: Any) -> str:
    parts = [
        one
        for one in element.xpath(".//text()")
        if not any(up.tag in _DROPPED for up in one.getparent().iterancestors())
        and one.getparent().tag not in _DROPPED
    ]
    return " ".join(" ".join(parts).split())


def _grid(table: Any) -> list[list[Cell]]:
    """The cells as texts; a cell over several columns or rows counts for each, and is one."""
    grid: list[list[Cell]] = []
    waiting: dict[int, tuple[Cell, int]] = {}
    merged = 0
    for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        cells: list[Cell] = []
        pending = [one for one in row if one.tag in ("td", "th")]
        while pending or len(cells) in waiting:
            if len(cells) in waiting:
                cell, left = waiting.pop(len(cells))
                if left > 1:
                    waiting[len(cells)] = (cell, left - 1)
                cells.append(cell)
                continue
            source = pending.pop(0)
            wide, high = _span(source, "colspan"), _span(source, "rowspan")
            merged += wide * high > 1
            cell = Cell(_flat(source), merged if wide * high > 1 else 0)
            for _ in range(wide):
                if high > 1:
                    waiting[len(cells)] = (cell, high - 1)
                cells.append(cell)
        grid.append(cells)
    width = max((len(row) for row in grid), default=0)
    return [[*row, *[Cell("")] * (width - len(row))] for row in grid]


def _span(element: Any, name: str) -> int:
    said = str(element.get(name, "1")).strip()
    return max(1, min(int(said), _WIDEST_SPAN)) if said.isdigit() else 1
