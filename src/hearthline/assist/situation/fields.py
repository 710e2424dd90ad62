"""Values that a customer named, each with the message and the place in it where it stands."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from hearthline.platform.language import as_written, matching_form
from hearthline.understanding import Span, extract

# In the order in which a form shows them. What a customer said last counts.
KINDS: Final = (
    "address", "account_no", "phone", "since_time", "temp_c", "neighbour_same", "leak_level",
    "closable", "room", "ticket_no", "meter_no", "meter_reading", "amount", "area_m2", "load_kw",
    "person_count", "name", "email", "invoice_title", "time_slot",
)  # fmt: skip
LABELS: Final = {
    "address": "地址",
    "account_no": "户号",
    "phone": "电话",
    "since_time": "开始时间",
    "temp_c": "室温",
    "neighbour_same": "邻居情况",
    "leak_level": "漏水程度",
    "closable": "能否关阀",
    "room": "房间",
    "ticket_no": "工单号",
    "meter_no": "表号",
    "meter_reading": "表底数",
    "amount": "金额",
    "area_m2": "面积",
    "load_kw": "容量",
    "person_count": "人数",
    "name": "姓名",
    "email": "邮箱",
    "invoice_title": "发票抬头",
    "time_slot": "方便时间",
}
_CERTAIN, _UNCERTAIN = 0.95, 0.6
_NEEDS_WORD: Final = {"temp_c": ("度", "℃", "温"), "room": ("室", "房", "厅", "卧", "厨", "卫")}
_SHOWN: Final[dict[str, Callable[[Any], str]]] = {
    "temp_c": lambda value: f"{value:g}℃",
    "amount": lambda value: f"{value / 100:.2f}元",
    "area_m2": lambda value: f"{value:g}平方米",
    "load_kw": lambda value: f"{value:g}千瓦",
    "person_count": lambda value: f"{value}人",
    "neighbour_same": lambda value: "邻居也一样" if value else "只有自己家",
    "closable": lambda value: "能关" if value else "关不住",
}


class _Said(Protocol):
    @property
    def seq(self) -> int: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A value: what it is, as it is shown, how sure, and where it stands in which message."""

    kind: str
    value: Any
    shown: str
    confidence: float
    seq: int
    start: int
    end: int

    @property
    def label(self) -> str:
        """What people call it."""
        return LABELS.get(self.kind, self.kind)


def values_in(
    lines: Iterable[_Said], now: datetime, kinds: Sequence[str] = KINDS
) -> dict[str, Found]:
    """What the lines name; a later one takes the place of an earlier, unless it is less sure."""
    found: dict[str, Found] = {}
    for line in lines:
        for kind in kinds:
            one = _value(kind, line, now)
            known = found.get(kind)
            if one is not None and (known is None or one.confidence >= known.confidence):
                found[kind] = one
    return found


def _value(kind: str, line: _Said, now: datetime) -> Found | None:
    wanted = _NEEDS_WORD.get(kind)
    if wanted is not None and not any(word in line.text for word in wanted):
        return None
    span = extract(kind, line.text, now)
    if span is None or (kind == "name" and not span.is_certain):
        return None
    start, end = place_of(line.text, span)
    shown = _shown(kind, span, line.text[start:end])
    confidence = _CERTAIN if span.is_certain else _UNCERTAIN
    return Found(kind, _plain(span.value), shown, confidence, line.seq, start, end)


def _shown(kind: str, span: Span, said: str) -> str:
    if kind in _SHOWN:
        return _SHOWN[kind](span.value)
    if kind in ("since_time", "time_slot", "leak_level", "room"):
        return said
    return str(span.value)


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)


def place_of(text: str, span: Span) -> tuple[int, int]:
    """Where a value of the matching form stands in the text as it was written."""
    if len(matching_form(text)) == len(text):
        return span.start, span.end
    said = as_written(text, span.text)
    start = text.find(said)
    return (start, start + len(said)) if start >= 0 else (0, len(text))
