"""Tables of questions and answers: which column holds what, and what the rows say.

A merged cell counts for every row and column that it covers. One answer merged over several
questions is one item with several wordings; one question over several answers joins them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from hearthline.knowledge.transfer.model import Parsed, Place, Reading, Trouble

LOOKED_AT_ROWS: Final = 10

_NAMES: Final[dict[str, str]] = {
    "title": "问题 标准问题 标准问 标准问法 标题 题目 咨询问题 问 问句 知识标题"
    " question title q subject faq standardquestion",
    "answer": "答案 回答 标准答案 答复 回复 解答 答 内容 正文 标准回答 答案内容 知识内容"
    " answer a reply response content text body",
    "questions": "相似问题 相似问 相似问法 扩展问 扩展问题 同义问题 其他问法 常见问法 similar"
    " similarquestions questions variants alternatives otherquestions",
    "catalogue": "目录 分类 类目 类别 栏目 知识分类 所属分类 category catalogue catalog folder",
    "tags": "标签 tags tag labels label",
    "keywords": "关键词 关键字 keywords keyword",
    "source": "来源 出处 依据 文件依据 source reference",
    "valid_from": "生效日期 生效时间 开始日期 有效期起 validfrom from effective effectivedate",
    "valid_to": "失效日期 失效时间 到期日期 截止日期 有效期至 validto until expires expiry",
    "audience": "受众 可见范围 适用对象 audience audiences",
    "channels": "渠道 适用渠道 channels channel",
    "spoken": "语音答案 口语 播报 语音播报 电话答案 spoken voice spokenform",
    "details": "详情 详细 详细说明 补充说明 details detail more",
    "professional": "专业说明 内部口径 坐席答案 坐席口径 professional internal agentanswer",
    "kind": "类型 知识类型 kind type",
    "slug": "编号 标识 知识编号 slug id key",
    "owner": "负责人 责任人 owner",
    "review_on": "复核日期 复审日期 review reviewon reviewdate",
    "regions": "地区 区域 适用地区 regions region",
    "customer_classes": "客户类别 用户类别 客户类型 customerclasses customerclass",
    "intents": "意图 intents intent",
    "scenes": "场景 业务场景 scenes scene",
    "is_exportable": "可导出 可外发 exportable isexportable",
}
_FIELD_OF: Final = {name: field for field, names in _NAMES.items() for name in names.split()}
_LISTS: Final = frozenset(
    [
        "questions",
        "tags",
        "keywords",
        "audience",
        "channels",
        "regions",
        "customer_classes",
        "intents",
        "scenes",
    ]
)
_DATES: Final = frozenset({"valid_from", "valid_to", "review_on"})
_SEPARATORS: Final = re.compile(r"[\n;；|]+")
_NARROW_SEPARATORS: Final = re.compile(r"[\n;；|,，、\s]+")
_NOISE: Final = re.compile(r"[\s_\-*＊:：()（）]+|必填|选填")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?\Z")
_YES: Final = frozenset({"是", "可", "可以", "yes", "y", "true", "1", "√"})
_AUDIENCES: Final = {
    "客户": "customer", "用户": "customer", "公众": "customer", "坐席": "agent", "客服": "agent",
    "现场": "field", "外勤": "field", "管理": "manager", "管理人员": "manager",
}  # fmt: skip
_CHANNELS: Final = {
    "网页": "web", "网站": "web", "微信": "wechat", "公众号": "wechat", "电话": "phone",
    "热线": "phone", "短信": "sms", "邮件": "email", "支付宝": "alipay",
}  # fmt: skip
_KINDS: Final = {
    "问答": "question", "问题": "question", "文章": "article", "流程": "procedure",
    "规程": "procedure", "案例": "case", "话术": "script", "政策": "policy", "通知": "notice",
    "公告": "notice", "表单": "form",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; cells of a merged range share its number, and others have none."""

    text: str
    merged: int = 0
    troubles: tuple[Trouble, ...] = ()


Grid = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the header stands, and which column holds which member."""

    header_row: int
    fields: Mapping[str, int]
    unknown: tuple[str, ...] = ()


def grid_of(rows: Iterable[Sequence[str]]) -> list[list[Cell]]:
    """A grid of plain texts, its rows filled up to one length."""
    texts = [list(row) for row in rows]
    width = max((len(row) for row in texts), default=0)
    return [[Cell(text) for text in (*row, *[""] * (width - len(row)))] for row in texts]


def find_header(grid: Grid) -> Columns | None:
    """The header among the first rows: the first row that names both question and answer."""
    for number, row in enumerate(grid[:LOOKED_AT_ROWS]):
        fields: dict[str, int] = {}
        unknown = []
        for place, cell in enumerate(row):
            name = field_named(cell.text)
            if name is not None and name not in fields:
                fields[name] = place
            elif name is None and cell.text.strip():
                unknown.append(" ".join(cell.text.split())[:40])
        if {"title", "answer"} <= fields.keys():
            return Columns(number, fields, tuple(unknown))
    return None


def field_named(header: str) -> str | None:
    """The member that a header names in Chinese or English, or None."""
    return _FIELD_OF.get(_NOISE.sub("", header).lower())


def two_columns(grid: Grid) -> Columns | None:
    """Question and answer without a header: the only two columns that hold anything."""
    used = [place for place in range(len(grid[0]) if grid else 0) if _is_used(grid, place)]
    if len(used) != 2:
        return None
    return Columns(-1, {"title": used[0], "answer": used[1]})


def items_of_grid(
    grid: Grid,
    columns: Columns,
    file: str,
    *,
    place: Place,
    more: Mapping[str, Any] | None = None,
) -> Reading:
    """The items of the rows below the header; `more` are members that all of them have."""
    groups: list[list[int]] = []
    for number in range(columns.header_row + 1, len(grid)):
        if not any(cell.text.strip() for cell in grid[number]):
            continue
        if groups and _belong_together(grid[groups[-1][-1]], grid[number], columns):
            groups[-1].append(number)
        else:
            groups.append([number])
    items = [_item(grid, rows, columns, file, place=place, more=more or {}) for rows in groups]
    troubles: tuple[Trouble, ...] = ()
    if columns.unknown:
        names = "、".join(columns.unknown[:20])
        troubles = (Trouble("column_ignored", file, place, {"columns": names}),)
    return Reading(tuple(items), troubles)


def _is_used(grid: Grid, place: int) -> bool:
    return any(row[place].text.strip() for row in grid)


def _belong_together(above: Sequence[Cell], below: Sequence[Cell], columns: Columns) -> bool:
    """Whether the question or the answer of two rows is one merged cell."""
    return any(
        above[columns.fields[name]].merged
        and above[columns.fields[name]].merged == below[columns.fields[name]].merged
        for name in ("title", "answer")
    )


def _item(  # what stands around a row
    grid: Grid,
    rows: Sequence[int],
    columns: Columns,
    file: str,
    *,
    place: Place,
    more: Mapping[str, Any],
) -> Parsed:
    here = replace(place, row=rows[0] + 1)
    members: dict[str, Any] = dict(more)
    troubles: list[Trouble] = []
    for name, column in columns.fields.items():
        cells = [grid[number][column] for number in rows]
        for cell in cells:
            troubles += [one for one in cell.troubles if one not in troubles]
        texts = list(dict.fromkeys(cell.text.strip() for cell in cells if cell.text.strip()))
        if texts:
            _take(members, name, texts)
    return Parsed(file, here, members, troubles=tuple(troubles))


def _take(members: dict[str, Any], name: str, texts: list[str]) -> None:
    """Write what one column says of an item into its members."""
    if name == "title":
        members["title"] = texts[0]
        members["questions"] = [*texts[1:], *members.get("questions", ())]
    elif name == "questions":
        split = [part for text in texts for part in _split(text, _SEPARATORS)]
        members["questions"] = [*members.get("questions", ()), *split]
    elif name in _LISTS:
        split = [part for text in texts for part in _split(text, _NARROW_SEPARATORS)]
        members[name] = [_translated(name, part) for part in split]
    elif name in _DATES:
        members[name] = day_member(name, texts[0])
    elif name == "is_exportable":
        members[name] = texts[0].lower() in _YES
    elif name == "kind":
        members[name] = _KINDS.get(texts[0], texts[0].lower())
    else:
        members[name] = "\n\n".join(texts)


def day_member(name: str, text: str) -> str:
    """A day as the member it stands for: the last day of validity ends with its midnight."""
    found = _DAY.match(text.strip())
    if found is None:
        return text
    year, month, day = (int(part) for part in found.groups())
    try:
        said = date(year, month, day) + timedelta(days=name == "valid_to")
    except (ValueError, OverflowError):
        return text
    return said.isoformat() if name == "review_on" else f"{said.isoformat()}T00:00:00+08:00"


def _split(text: str, separators: re.Pattern[str]) -> list[str]:
    return [part.strip() for part in separators.split(text) if part.strip()]


def _translated(name: str, word: str) -> str:
    known = {"audience": _AUDIENCES, "channels": _CHANNELS}.get(name, {})
    return known.get(word, word.lower() if known else word)
