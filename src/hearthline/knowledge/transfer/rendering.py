"""Drafts written as files: Markdown with front matter, a folder of it, a table of questions.

What is written as Markdown reads back exactly: an answer or details that the body cannot carry
unchanged stand in the front matter.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import yaml
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from hearthline.knowledge.model import Draft
from hearthline.knowledge.transfer.codec import SHANGHAI, said_members
from hearthline.knowledge.transfer.formats.markdown import RENAMED, end_day, parts_of

_AS_WRITTEN: Final = {inner: outer for outer, inner in RENAMED.items()}
_FIRST: Final = (
    "slug", "title", "questions", "kind", "catalogue", "tags", "keywords", "audience", "channels",
    "valid_from", "valid_to",
)  # fmt: skip
_SAFE_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_MAY_LACK: Final = frozenset({"unit", "fallback"})
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
_ZIP_PERMISSIONS: Final = 0o644 << 16
_PLAIN_NAME: Final = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 80
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ILLEGAL_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# Header → member, in the order of the columns.
COLUMNS: Final = {
    "编号": "slug", "问题": "title", "相似问题": "questions", "答案": "answer", "详情": "details",
    "专业说明": "professional", "语音答案": "spoken", "类型": "kind", "目录": "catalogue",
    "标签": "tags", "关键词": "keywords", "受众": "audience", "渠道": "channels", "来源": "source",
    "生效日期": "valid_from", "有效期至": "valid_to", "负责人": "owner", "复核日期": "review_on",
    "地区": "regions", "客户类别": "customer_classes", "意图": "intents", "场景": "scenes",
    "可外发": "is_exportable",
}  # fmt: skip
_WIDE: Final = frozenset({"title", "questions", "answer", "details", "professional"})


def markdown_of(draft: Draft) -> str:
    """A draft as Markdown with front matter."""
    members = {name: _written(name, value, draft) for name, value in said_members(draft).items()}
    body = "\n\n".join(part for part in (draft.answer, draft.details) if part)
    if parts_of(body) == (draft.answer, draft.details) and "\r" not in body:
        members.pop("answer", None)
        members.pop("details", None)
    else:
        members = {"answer": draft.answer, "details": draft.details, **members}
        body = ""
    members.setdefault("valid_from", _day(draft.valid_from))
    named = {_AS_WRITTEN.get(name, name): members[name] for name in _ordered(members)}
    head = yaml.dump(
        named, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000, line_break="\n"
    )
    return f"---\n{head}---\n" + (f"\n{body}\n" if body else "")


def file_name(draft: Draft, taken: set[str]) -> str:
    """The path of a draft in a folder, by its slug; `taken` are names in small letters."""
    parts = [_plain(part) for part in draft.slug.split("/")]
    path = "/".join(part for part in parts if part) or "item"
    name, number = f"{path}.md", 2
    while name.lower() in taken:
        name, number = f"{path}-{number}.md", number + 1
    taken.add(name.lower())
    return name


def folder_of(drafts: Iterable[Draft]) -> Iterator[tuple[str, bytes]]:
    """A folder of Markdown, as pairs of path and content."""
    taken: set[str] = set()
    for draft in drafts:
        yield file_name(draft, taken), markdown_of(draft).encode()


def archive_of(drafts: Iterable[Draft]) -> bytes:
    """The folder as a zip archive; the same drafts give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in folder_of(drafts):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.external_attr = _ZIP_PERMISSIONS
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def workbook_of(drafts: Sequence[Draft]) -> bytes:
    """A table of questions and answers; what looks like a formula stays a text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("知识")
    sheet.freeze_panes = "A2"
    for place, member in enumerate(COLUMNS.values()):
        letter = chr(ord("A") + place)
        sheet.column_dimensions[letter].width = 40 if member in _WIDE else 16
    sheet.append([_header(sheet, header) for header in COLUMNS])
    for draft in drafts:
        said = said_members(draft)
        row = [_cell_text(name, said.get(name), draft) for name in COLUMNS.values()]
        sheet.append([_text_cell(sheet, text) if text else None for text in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Dumper(_SAFE_DUMPER):  # type: ignore[misc, valid-type]  # whichever there is
    """Texts of several lines quoted."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Quoted where a line could be read as something else, else as YAML likes it."""
    return '"' if "\n" in text or not text.isprintable() else None


_Dumper.add_representer(str, _represent)


def _ordered(members: dict[str, Any]) -> list[str]:
    first = [name for name in _FIRST if name in members]
    return first + [name for name in members if name not in first]


def _written(name: str, value: Any, draft: Draft) -> Any:
    if name == "valid_from":
        return _day(draft.valid_from)
    if name == "valid_to" and draft.valid_to is not None:
        return end_day(draft.valid_to) or draft.valid_to.isoformat()
    if name in ("attributes", "attachments"):
        return [{k: said for k, said in one.items() if said or k not in _MAY_LACK} for one in value]
    return value


def _day(moment: datetime) -> str:
    """A day when it begins at a midnight of Shanghai, else the moment."""
    local = moment.astimezone(SHANGHAI)
    is_midnight = (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
    return local.date().isoformat() if is_midnight else moment.isoformat()


def _plain(part: str) -> str:
    name = _PLAIN_NAME.sub("-", unicodedata.normalize("NFC", part)).strip(".-")
    return name[:_LONGEST_NAME]


def _cell_text(name: str, value: Any, draft: Draft) -> str:
    if name == "kind":
        return str(draft.kind)
    if name == "valid_from":
        return draft.valid_from.astimezone(SHANGHAI).date().isoformat()
    if name == "valid_to" and draft.valid_to is not None:
        return end_day(draft.valid_to) or draft.valid_to.astimezone(SHANGHAI).date().isoformat()
    if name in ("audience", "channels"):
        value = getattr(draft, name)
    if name == "is_exportable":
        return "是" if value else ""
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    return "" if value is None else str(value)


def _header(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _text_cell(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, _ILLEGAL_IN_XML.sub("", text)[:32_767])
    cell.data_type = "s"
    if "\n" in text:
        cell.alignment = _WRAPPED
    return cell
