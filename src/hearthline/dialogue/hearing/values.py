"""Values of slots in a text: the extractors of understanding, and the choices of the pack."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from hearthline.dialogue.flows.model import SlotSpec
from hearthline.dialogue.flows.words_reading import FIXED
from hearthline.dialogue.machine.state import Choice
from hearthline.platform.language import matching_form
from hearthline.understanding import NONE_OF_THESE, Span, extract

_TRUTH = {True: "yes", False: "no"}
_NO_CLOCK: Final = re.compile(r"一点(?:点|儿)?(?:都|也|热|温|不|没|暖)|(?:有|好|差)一?点")
_CLOCK: Final = re.compile(
    r"昨|前天|今[天早晚]|号|星期|周[一二三四五六日]|小时|[早晚]上|上午|下午|天前|\d"
)
_DEGREES: Final = re.compile(r"度|℃|°|温|degree|\dc\b|temp")
_PLACE: Final = re.compile(
    r"(?:小区|家园|花园|苑|村|路|街|巷|里|院|楼|栋|幢|单元|室|building|road|street|unit).*\d"
    r"|\d.*(?:小区|家园|花园|苑|村|路|街|巷|院|楼|栋|幢|单元|室|building|road|street|unit)"
)
_GREEDY = ("text", FIXED, "choice")
_SHOWN: Final[dict[str, Callable[[Any], str]]] = {
    "temp_c": lambda value: f"{value:g} ℃",
    "amount": lambda value: f"{value / 100:,.2f} 元",
    "area_m2": lambda value: f"{value:g} 平方米",
    "load_kw": lambda value: f"{value:g} 千瓦",
    "person_count": lambda value: f"{value} 人",
    "season": lambda value: f"{str(value).replace('-', '–')} 采暖季",
    "month": lambda value: f"{str(value)[:4]} 年 {int(str(value)[5:])} 月",
    "meter_reading": lambda value: f"{value:g}",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value for a slot: how it is kept, how it is said back, and where it stood."""

    value: Any
    shown: str
    span: tuple[int, int]
    is_none: bool = False

    def overlaps(self, other: "Value") -> bool:
        """Whether both were made from the same words."""
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


def asked_value(
    spec: SlotSpec, text: str, now: datetime, *, choices: tuple[Choice, ...]
) -> Value | None:
    """The answer to a question that was just asked: a choice, else a value of the type."""
    chosen = _longer(chosen_value(choices, text, now), phrase_value(spec, text))
    if chosen is not None and not (chosen.is_none and spec.type not in ("choice", "yes_no")):
        return replace(chosen, shown=str(chosen.value)) if spec.type == "account_no" else chosen
    typed = typed_value(spec, text, now)
    if typed is None and spec.type == "address":
        return _loose_address(text)
    return typed


def _is_no_time(normal: str) -> bool:
    """一点都不热 speaks of no clock."""
    return _NO_CLOCK.search(normal) is not None and not _CLOCK.search(normal)


def _is_bare_number(spec: SlotSpec, text: str) -> bool:
    """A number alone is a choice, not a temperature that nobody asked for."""
    return spec.type == "temp_c" and _DEGREES.search(matching_form(text)) is None


def _is_bare_truth(spec: SlotSpec, value: Value, text: str, now: datetime) -> bool:
    """A plain yes or no answers what was asked, and nothing else."""
    if spec.type != "neighbour_same":
        return False
    truth = extract("yes_no", text, now)
    return truth is not None and (truth.start, truth.end) == value.span


def _longer(one: Value | None, other: Value | None) -> Value | None:
    """Of two readings the one of more words: 不热了 says more than the 热了 inside it."""
    if one is None or other is None:
        return one or other
    return other if other.span[1] - other.span[0] > one.span[1] - one.span[0] else one


def said_value(spec: SlotSpec, text: str, now: datetime) -> Value | None:
    """A value that was said without being asked for; only what cannot be mistaken."""
    found = phrase_value(spec, text)
    if found is not None or spec.type in _GREEDY or spec.type == "yes_no":
        return found
    typed = typed_value(spec, text, now)
    if spec.type == "since_time" and _is_no_time(matching_form(text)):
        return None
    if typed is None or _is_bare_number(spec, text) or _is_bare_truth(spec, typed, text, now):
        return None
    return typed


def chosen_value(choices: tuple[Choice, ...], text: str, now: datetime) -> Value | None:
    """One of the choices, by value, label or number."""
    if not choices:
        return None
    for choice in choices:
        if text.strip() == choice.value:
            return Value(choice.value, choice.label, (0, len(text)))
    labels = [choice.label for choice in choices]
    span = extract("choice", text, now, options=labels)
    if span is None or not isinstance(span.value, int):
        return None
    if span.value == NONE_OF_THESE:
        return Value(None, span.text, (span.start, span.end), is_none=True)
    choice = choices[span.value]
    if _is_tail(text, span.start, span.text) and span.text not in choice.label:
        return None
    return Value(choice.value, choice.label, (span.start, span.end))


def _is_tail(text: str, start: int, found: str) -> bool:
    """Whether it is the end of a longer number: the code 127902 is not the second choice."""
    before = matching_form(text)[:start]
    return found.isdigit() and before[-1:].isdigit()


def phrase_value(spec: SlotSpec, text: str) -> Value | None:
    """A choice by one of its other phrases; the longest phrase wins."""
    normal = matching_form(text)
    found: tuple[int, str, Any] | None = None
    for choice in spec.choices:
        for phrase in choice.phrases:
            form = matching_form(phrase)
            if form in normal and (found is None or len(form) > len(found[1])):
                found = (normal.index(form), form, choice)
    if found is None:
        return None
    start, form, choice = found
    return Value(choice.value, choice.label.zh, (start, start + len(form)))


def typed_value(spec: SlotSpec, text: str, now: datetime) -> Value | None:
    """A value of the slot's type; a community alone is no address that anybody can be sent to."""
    if spec.type in (FIXED, "choice"):
        return None
    span = extract(spec.type, text, now)
    if span is None:
        return None
    if not span.is_certain and (spec.type == "address" or "几" in span.text):
        return None  # 十几度 is no figure to write down
    return _value(spec, span, text)


def _value(spec: SlotSpec, span: Span, text: str) -> Value:
    where = (span.start, span.end)
    value = span.value
    if isinstance(value, bool):
        truth = _TRUTH[value]
        labels = {choice.value: choice.label.zh for choice in spec.choices}
        return Value(truth, labels.get(truth, span.text), where)
    if isinstance(value, datetime | date):
        return Value(value.isoformat(), span.text, where)
    if spec.type in _SHOWN:
        return Value(value, _SHOWN[spec.type](value), where)
    if spec.type == "text":
        return Value(text.strip()[:500], text.strip()[:500], where)
    kept = value if isinstance(value, int | float | str) else str(value)
    return Value(kept, str(kept), where)


def _loose_address(text: str) -> Value | None:
    """A place that was asked for and is told in words of its own; it needs a number at least."""
    words = text.strip()
    if not 5 <= len(words) <= 60 or not _PLACE.search(words):
        return None
    return Value(words, words, (0, len(text)))
