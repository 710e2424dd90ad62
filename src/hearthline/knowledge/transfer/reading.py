"""One file read into items: what it is, whether it may be read, and what its reader finds.

Pure and hostile-proof by itself, yet run in a process of its own (`isolation.py`), because a
reader of a foreign format may need more time or memory than a server has to give.
"""

import zipfile
from collections.abc import Callable
from typing import Any, Final

from hearthline.knowledge.transfer.containers import (
    ArchiveRefused,
    check_office,
    entries_of,
    shown,
)
from hearthline.knowledge.transfer.formats import (
    markdown,
    pdf,
    separated,
    text,
    web_page,
    word,
    workbook,
)
from hearthline.knowledge.transfer.model import (
    LARGEST_FILE_BYTES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_ITEMS,
    MOST_QUESTIONS,
    MOST_TROUBLES,
    Parsed,
    Place,
    Reading,
    Trouble,
    refused,
)
from hearthline.knowledge.transfer.sniffing import (
    ARCHIVE,
    BROKEN_ZIP,
    BY_ENDING,
    LOCKED_OFFICE,
    MACRO_ENDINGS,
    MARKDOWN,
    OLD_OFFICE,
    PDF,
    SEPARATED,
    TEXT,
    TEXTUAL,
    WEB_PAGE,
    WORD,
    WORKBOOK,
    ending_of,
    kind_of,
)

_MB: Final = 1024 * 1024
_OFFICE: Final = frozenset({WORD, WORKBOOK})
_REFUSED: Final = {
    LOCKED_OFFICE: "has_password",
    OLD_OFFICE: "old_office",
    BROKEN_ZIP: "archive_broken",
}
_READERS: Final[dict[str, Callable[[bytes, str], Reading]]] = {
    MARKDOWN: markdown.read,
    WORD: word.read,
    WORKBOOK: workbook.read,
    WEB_PAGE: web_page.read,
    SEPARATED: separated.read,
    TEXT: text.read,
}
# What readers raise at broken files; lxml's errors are SyntaxErrors.
_STUMBLES = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    zipfile.BadZipFile,
    RuntimeError,
)
_LIMITS: Final = {"title": LONGEST_TITLE, "answer": LONGEST_TEXT, "details": LONGEST_TEXT}
_HEADING_LINES: Final = ("# ", "## ", "### ")


def read_file(content: bytes, name: str, recognise: pdf.Recognise | None = None) -> Reading:
    """Everything that a file holds, and everything that is wrong with it."""
    file = shown(name.replace("\\", "/"))
    return _judged(_read(content, file, recognise, is_inside=False), file)


def _read(
    content: bytes, file: str, recognise: pdf.Recognise | None, *, is_inside: bool
) -> Reading:
    if len(content) > LARGEST_FILE_BYTES:
        size_mb, most_mb = -(-len(content) // _MB), LARGEST_FILE_BYTES // _MB
        return refused("file_too_large", file, size_mb=size_mb, most_mb=most_mb)
    if not content:
        return refused("file_empty", file)
    said = BY_ENDING.get(ending_of(file))
    found = kind_of(content)
    trouble = _trouble_of(said, found, file, is_inside=is_inside)
    if trouble is not None:
        return Reading(troubles=(trouble,))
    kind = said if said in TEXTUAL and found == TEXT else found
    if kind == TEXT and said is None:
        kind = SEPARATED if _has_columns(content) else TEXT
    if kind == TEXT and _has_headings(content):
        kind = MARKDOWN
    return _guarded(kind, content, file, recognise)


def _trouble_of(said: str | None, found: str, file: str, *, is_inside: bool) -> Trouble | None:
    """Why a file of this name and content is not read; None when it may be."""
    ending = ending_of(file)
    is_known = found in (*_OFFICE, PDF, TEXT) or (found == ARCHIVE and not is_inside)
    is_right = said is None or found == said or (said in TEXTUAL and found == TEXT)
    code, details = "", {"kind": ending, "said": ending, "found": found, "why": "zip"}
    if found in _REFUSED:
        code = _REFUSED[found]
    elif ending in MACRO_ENDINGS and found in _OFFICE:
        code = "has_macros"
    elif said is not None and not is_right:
        code = "kind_mismatch"
    elif not is_known:
        code, details["kind"] = "kind_unknown", found
    return Trouble(code, file, Place(), details) if code else None


def _guarded(kind: str, content: bytes, file: str, recognise: pdf.Recognise | None) -> Reading:
    """Read with the kind's reader; whatever it stumbles over is told of the file."""
    try:
        return _by_kind(kind, content, file, recognise)
    except ArchiveRefused as trouble:
        return Reading(troubles=(trouble.trouble,))
    except MemoryError:
        return refused("took_too_much", file)
    except RecursionError:
        why = "nested too deep"
    except _STUMBLES as trouble:
        why = type(trouble).__name__
    return refused("unreadable", file, why=why)


def _by_kind(kind: str, content: bytes, file: str, recognise: pdf.Recognise | None) -> Reading:
    if kind == ARCHIVE:
        return _read_archive(content, file, recognise)
    if kind == PDF:
        return pdf.read(content, file, recognise)
    troubles = check_office(content, file) if kind in _OFFICE else []
    return _READERS[kind](content, file) + Reading(troubles=tuple(troubles))


def _read_archive(content: bytes, file: str, recognise: pdf.Recognise | None) -> Reading:
    reading = Reading()
    seen: set[str] = set()
    for name, part in entries_of(content, file):
        inner = shown(name)
        if inner in seen:
            reading += refused("duplicate_file", inner)
            continue
        seen.add(inner)
        reading += _read(part, inner, recognise, is_inside=True)
        if len(reading.items) > MOST_ITEMS:
            break
    return reading


def _judged(reading: Reading, file: str) -> Reading:
    """The items with what is wrong about each, and no more of anything than can be shown."""
    items, troubles = list(reading.items), list(reading.troubles)
    if len(items) > MOST_ITEMS:
        items = items[:MOST_ITEMS]
        troubles.append(Trouble("too_many_items", file, Place(), {"most": MOST_ITEMS}))
    if (not items and not troubles) or (not items and all(one.is_warning for one in troubles)):
        troubles.append(Trouble("nothing_found", file))
    if len(troubles) > MOST_TROUBLES:
        told = Trouble("too_many_troubles", file, Place(), {"most": MOST_TROUBLES})
        troubles = [*troubles[:MOST_TROUBLES], told]
    return Reading(tuple(_checked(items)), tuple(troubles))


def _checked(items: list[Parsed]) -> list[Parsed]:
    seen: dict[str, Parsed] = {}
    checked = []
    for item in items:
        slug = str(item.members.get("slug", ""))
        key = slug or item.title.strip().lower()
        first = seen.setdefault(key, item)
        troubles = content_troubles(item)
        if key and first is not item:
            place = first.place.told().zh or first.file
            troubles.append(Trouble("twice_in_file", item.file, item.place, {"place": place}))
        checked.append(item.told(*troubles))
    return checked


def content_troubles(item: Parsed) -> list[Trouble]:
    """What is wrong with the content of an item, whatever file it came from."""
    members = item.members
    troubles = []
    if not item.title.strip():
        troubles.append(Trouble("no_title", item.file, item.place))
    is_told = any(one.code == "no_answer" for one in item.troubles)
    if not str(members.get("answer", "")).strip() and not is_told:
        troubles.append(Trouble("no_answer", item.file, item.place))
    for member, most in _LIMITS.items():
        length = len(str(members.get(member, "")))
        if length > most:
            details = {"member": member, "length": length, "most": most}
            troubles.append(Trouble("too_long", item.file, item.place, details))
    count = len(_list(members.get("questions")))
    if count > MOST_QUESTIONS:
        details = {"member": "questions", "length": count, "most": MOST_QUESTIONS}
        troubles.append(Trouble("too_long", item.file, item.place, details))
    return troubles


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _has_columns(content: bytes) -> bool:
    """Whether a text without an ending is a table that was pasted."""
    head = text.decoded(content) or ""
    lines = [line for line in head.splitlines() if line.strip()][:20]
    return len(lines) > 1 and all("\t" in line for line in lines)


def _has_headings(content: bytes) -> bool:
    """Whether a plain text is written as Markdown."""
    lines = (text.decoded(content) or "").splitlines()
    return any(line.startswith(_HEADING_LINES) for line in lines) or lines[:1] == ["---"]
