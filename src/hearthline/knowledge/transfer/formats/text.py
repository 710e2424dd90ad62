"""Plain text: its encoding, and questions with answers marked as such."""

import re
from typing import Final

from hearthline.knowledge.transfer.blocks import Block, Heading, Text, items_of
from hearthline.knowledge.transfer.model import Place, Reading, refused

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ENCODINGS: Final = ("utf-8", "gb18030")
_ASKED: Final = re.compile(r"\s*(?:问|問|Q|Question)\s*\d*\s*[:：.、]\s*(.+)", re.IGNORECASE)
_ANSWERED: Final = re.compile(r"\s*(?:答|A|Answer)\s*\d*\s*[:：.、]\s*(.*)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decoded(content: bytes) -> str | None:
    """A text by its mark, as UTF-8, or as GB18030 (which GBK is a part of); None for no text."""
    encodings = [name for mark, name in _MARKS if content.startswith(mark)] or list(_ENCODINGS)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def read(content: bytes, file: str) -> Reading:
    """The items of a plain text: `问：… 答：…` pairs, or the whole as one."""
    text = decoded(content)
    if text is None:
        return refused("not_text", file)
    title = file.rpartition("/")[2].rpartition(".")[0]
    return items_of(_blocks(_CONTROL.sub("", text)), file, title=title)


def _blocks(text: str) -> list[Block]:
    found: list[Block] = []
    begun: list[str] = []
    begun_at = 1
    for number, line in enumerate(text.splitlines(), start=1):
        asked = _ASKED.fullmatch(line)
        answered = _ANSWERED.fullmatch(line)
        if asked or not line.strip():
            found += _ended(begun, begun_at)
            begun = []
        if asked:
            question = asked[1].strip()
            found.append(Heading(question, 1, Place(line=number, heading=question)))
        elif line.strip():
            begun_at = begun_at if begun else number
            begun.append(answered[1] if answered and not begun else line)
    return found + _ended(begun, begun_at)


def _ended(lines: list[str], begun_at: int) -> list[Block]:
    return [Text("\n".join(lines), Place(line=begun_at))] if lines else []
