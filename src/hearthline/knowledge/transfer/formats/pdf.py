"""PDF: the text of every page, divided by what looks like headings; scanned pages are told.

Scripts, forms and embedded files are never looked at. A scanned page may be recognised by a
program that the operator has set; what comes of it is marked to be checked.
"""

import io
import re
from collections.abc import Callable
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from hearthline.knowledge.transfer.blocks import Block, Heading, Text, items_of
from hearthline.knowledge.transfer.formats.markdown import stem
from hearthline.knowledge.transfer.model import Place, Reading, Trouble, refused

MOST_PAGES: Final = 1_000
_HEADING: Final = re.compile(
    r"(第[一二三四五六七八九十百零\d]{1,6}[章节条篇部][\s　、:：].{0,60}"
    r"|第[一二三四五六七八九十百零\d]{1,6}[章节篇部]"
    r"|[一二三四五六七八九十]{1,3}、.{1,60}"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s+\S.{0,60}"
    r"|(?:问|Q)\s*\d*\s*[:：].{2,100})\Z",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(r"(?:问|Q)\s*\d*\s*[:：]\s*", re.IGNORECASE)
_ANSWERED: Final = re.compile(r"(?:答|A)\s*\d*\s*[:：]\s*", re.IGNORECASE)
_CHAPTER: Final = re.compile(r"第.{1,6}[章篇部]|[一二三四五六七八九十]{1,3}、")
_FEWEST_CHARACTERS: Final = 5
_SENTENCE_END: Final = "。！？!?；;：:"

Recognise = Callable[[bytes], str]


def read(content: bytes, file: str, recognise: Recognise | None = None) -> Reading:
    """The items of a PDF; `recognise` turns a JPEG of a scanned page into text."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return refused("has_password", file)
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError) as trouble:
        return refused("unreadable", file, why=type(trouble).__name__)
    if count > MOST_PAGES:
        return refused("pages_too_many", file, count=count, most=MOST_PAGES)
    pages = _Pages(file, recognise)
    for number in range(count):
        pages.take(reader, number)
    title = _title(reader) or stem(file)
    reading = items_of(_divided(pages.blocks, title, count), file, title=title)
    return reading + Reading(troubles=tuple(pages.troubles))


def _divided(blocks: list[Block], title: str, count: int) -> list[Block]:
    """The blocks; without any heading each page gets one, or a book would be one item."""
    if count == 1 or any(isinstance(block, Heading) for block in blocks):
        return blocks
    found: list[Block] = []
    for block in blocks:
        if not found or found[-1].place.page != block.place.page:
            words = block.place.told().zh
            found.append(Heading(f"{title} {words}", 1, block.place))
        found.append(block)
    return found


def _title(reader: PdfReader) -> str:
    try:
        return str((reader.metadata and reader.metadata.title) or "").strip()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return ""


class _Pages:
    """What the pages gave so far."""

    def __init__(self, file: str, recognise: Recognise | None) -> None:
        self._file = file
        self._recognise = recognise
        self.blocks: list[Block] = []
        self.troubles: list[Trouble] = []

    def take(self, reader: PdfReader, number: int) -> None:
        """Read one page, whatever state it is in."""
        place = Place(page=number + 1)
        try:
            page = reader.pages[number]
            text = page.extract_text()
            if len("".join(text.split())) < _FEWEST_CHARACTERS:
                text = self._scanned(page, place) or text
        except RecursionError:
            self._tell("page_unreadable", place, why="nested too deep")
            return
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as trouble:
            self._tell("page_unreadable", place, why=type(trouble).__name__)
            return
        self._divide(text, place)

    def _scanned(self, page: Any, place: Place) -> str:
        pictures = _pictures(page)
        if not pictures:
            return ""
        jpegs = [one.get_data() for one in pictures if _is_jpeg(one)]
        if self._recognise is None or not jpegs:
            self._tell("page_scanned", place)
            return ""
        text = "\n".join(self._recognise(one) for one in jpegs).strip()
        self._tell("page_recognised" if text else "page_scanned", place)
        return text

    def _tell(self, code: str, place: Place, **details: Any) -> None:
        self.troubles.append(Trouble(code, self._file, place, details))

    def _divide(self, text: str, place: Place) -> None:
        begun: list[str] = []
        for line in (one.strip() for one in text.splitlines()):
            if _HEADING.match(line) and not line.endswith(("。", "；", ";")):
                self._end(begun, place)
                begun = []
                self._head(line, place)
            elif line:
                begun.append(_ANSWERED.sub("", line) if _ANSWERED.match(line) else line)
            elif begun:
                self._end(begun, place)
                begun = []
        self._end(begun, place)

    def _head(self, line: str, place: Place) -> None:
        title = _ASKED.sub("", line)
        level = 1 if _CHAPTER.match(line) else 2
        self.blocks.append(Heading(title, level, Place(page=place.page, heading=title[:80])))

    def _end(self, lines: list[str], place: Place) -> None:
        if lines:
            self.blocks.append(Text(_joined(lines), place))


def _joined(lines: list[str]) -> str:
    """Lines that a page broke, together again; a line that ends a sentence stays one."""
    text = ""
    for line in lines:
        is_broken = text and text[-1] not in _SENTENCE_END and text[-1] != "\n"
        blank = " " if is_broken and text[-1].isascii() and line[0].isascii() else ""
        text += (blank if is_broken else "\n" if text else "") + line
    return text


def _pictures(page: Any) -> list[Any]:
    """The pictures of a page, not those inside of forms."""
    resources: Any = page.get("/Resources")
    objects: Any = resources.get_object().get("/XObject") if resources else None
    found = [one.get_object() for one in objects.get_object().values()] if objects else []
    return [one for one in found if one.get("/Subtype") == "/Image"]


def _is_jpeg(picture: Any) -> bool:
    return picture.get("/Filter") in ("/DCTDecode", ["/DCTDecode"])
