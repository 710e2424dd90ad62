"""What a file really is: its bytes decide, and a name that says otherwise is told."""

from typing import Final
from unicodedata import category

import puremagic

from hearthline.knowledge.transfer.containers import names_in

MARKDOWN, WORD, WORKBOOK, PDF = "markdown", "docx", "xlsx", "pdf"
WEB_PAGE, SEPARATED, TEXT, ARCHIVE = "html", "csv", "text", "zip"
OLD_OFFICE, LOCKED_OFFICE, BROKEN_ZIP, UNKNOWN = "ole", "locked", "broken", "unknown"

BY_ENDING: Final = {
    "md": MARKDOWN, "markdown": MARKDOWN, "docx": WORD, "docm": WORD, "dotx": WORD, "dotm": WORD,
    "xlsx": WORKBOOK, "xlsm": WORKBOOK, "xltx": WORKBOOK, "xltm": WORKBOOK, "xlsb": WORKBOOK,
    "pdf": PDF, "html": WEB_PAGE, "htm": WEB_PAGE, "xhtml": WEB_PAGE, "csv": SEPARATED,
    "tsv": SEPARATED, "txt": TEXT, "text": TEXT, "zip": ARCHIVE, "doc": OLD_OFFICE,
    "xls": OLD_OFFICE,
}  # fmt: skip
MACRO_ENDINGS: Final = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb"})
TEXTUAL: Final = frozenset({MARKDOWN, WEB_PAGE, SEPARATED, TEXT})
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK: Final = "EncryptedPackage".encode("utf-16-le")
_FRONT_MATTER: Final = "---\n"
_LOOKED_AT: Final = 4096
_PDF_WITHIN: Final = 1024


def ending_of(name: str) -> str:
    """The ending of a file's name, in small letters, without the dot."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last else ""


def kind_of(content: bytes) -> str:
    """What the bytes are: one of the kinds here, or a media type for anything else."""
    if content.startswith(_OLE):
        return LOCKED_OFFICE if _LOCK in content else OLD_OFFICE
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(content)
    if content[:_PDF_WITHIN].lstrip().startswith(b"%PDF-"):
        return PDF
    if _is_textual(content):
        return TEXT
    # A PDF may have a few bytes before its mark (ISO 32000-1, annex H), unless those are a
    # picture's.
    named = _named(content)
    if b"%PDF-" in content[:_PDF_WITHIN] and not named.startswith("image/"):
        return PDF
    return named


def _kind_of_zip(content: bytes) -> str:
    names = names_in(content)
    if names is None:
        return BROKEN_ZIP
    if "[Content_Types].xml" not in names:
        return ARCHIVE
    for prefix, kind in (("word/", WORD), ("xl/", WORKBOOK)):
        if any(name.startswith(prefix) for name in names):
            return kind
    return ARCHIVE


def _is_textual(content: bytes) -> bool:
    head = content[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # The cut may have split a character.
            text = head.decode(encoding) if len(content) <= _LOOKED_AT else _cut(head, encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(category(one) == "Cc" and one not in "\r\n\t\f" for one in text)
        return strange * 50 <= len(text) or text.startswith(_FRONT_MATTER)
    return False


def _cut(head: bytes, encoding: str) -> str:
    for less in range(4):
        try:
            return head[: len(head) - less].decode(encoding)
        except UnicodeDecodeError:
            if less == 3:
                raise
    return ""


def _named(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content[:65536], mime=True)) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return UNKNOWN
