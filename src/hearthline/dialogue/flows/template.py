"""Texts with gaps: `{ticket.number}`, `{outage.end_at|time}`; filled only from given values."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from hearthline.dialogue.flows.expression import look_up

LOCAL_TIME: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
_GAP: Final = re.compile(r"\{([a-z_][a-z0-9_.]*)(?:\|([a-z_]+))?\}")
_BRACE: Final = re.compile(r"[{}]")
_SHOWN_ENDS = 4
_DAY_NAMES: Final = {-1: ("昨天", "yesterday"), 0: ("今天", "today"), 1: ("明天", "tomorrow")}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is filled for: the language, and the moment that `today` means."""

    locale: str
    now: datetime

    @property
    def is_english(self) -> bool:
        """Whether to speak English; Chinese when in doubt."""
        return self.locale.lower().startswith("en")


@dataclass(frozen=True, slots=True)
class Gap:
    """One place to be filled: the path of the value and how to write it."""

    path: tuple[str, ...]
    filter: str | None


def gaps(text: str) -> list[Gap]:
    """The gaps of a text in order."""
    return [Gap(tuple(name.split(".")), how or None) for name, how in _GAP.findall(text)]


def without_gaps(text: str) -> str:
    """What is said whatever the gaps hold."""
    return _GAP.sub("", text)


def has_stray_brace(text: str) -> bool:
    """Whether a brace stands outside a well-formed gap."""
    return _BRACE.search(without_gaps(text)) is not None


def fill(text: str, scope: Mapping[str, Any], setting: Setting) -> str:
    """The text with every gap filled; what is unknown leaves nothing behind."""

    def written(found: re.Match[str]) -> str:
        value = look_up(tuple(found.group(1).split(".")), scope)
        if value is None:
            return ""
        how = FILTERS.get(found.group(2) or "")
        return str(value) if how is None else how(value, setting)

    return _GAP.sub(written, text)


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(str(value)).astimezone(LOCAL_TIME)


def _time(value: Any, setting: Setting) -> str:
    """`今天 16:00`; a day further off is written as a date."""
    moment = _moment(value)
    days = (moment.date() - setting.now.astimezone(LOCAL_TIME).date()).days
    clock = moment.strftime("%H:%M")
    if days in _DAY_NAMES:
        return f"{_DAY_NAMES[days][setting.is_english]} {clock}"
    if setting.is_english:
        return f"{moment.strftime('%b')} {moment.day}, {clock}"
    return f"{moment.month} 月 {moment.day} 日 {clock}"


def _date(value: Any, setting: Setting) -> str:
    moment = datetime.fromisoformat(str(value))
    if setting.is_english:
        return f"{moment.strftime('%b')} {moment.day}, {moment.year}"
    return f"{moment.year} 年 {moment.month} 月 {moment.day} 日"


def _yuan(value: Any, _: Setting) -> str:
    return f"{int(value) / 100:,.2f}"


def _masked(value: Any, _: Setting) -> str:
    """A number shown only in part: `1203****78`."""
    text = str(value)
    if len(text) <= _SHOWN_ENDS + 2:
        return "****"
    return f"{text[:4]}****{text[-2:]}"


def _number(value: Any, _: Setting) -> str:
    return f"{float(value):g}"


FILTERS: Final[dict[str, Callable[[Any, Setting], str]]] = {
    "time": _time,
    "date": _date,
    "yuan": _yuan,
    "masked": _masked,
    "number": _number,
}
