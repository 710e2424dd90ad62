"""Values in what people say: numbers, times, places and answers, each found with its place.

Every reader works on the matching form of the text and is a pure function of it and the moment.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from hearthline.platform.language import as_written, matching_form
from hearthline.understanding.model import Span
from hearthline.understanding.slots.answers import free_text_in, neighbour_same_in, yes_no_in
from hearthline.understanding.slots.appointments import TimeSlot, time_slot_in
from hearthline.understanding.slots.choices import NONE_OF_THESE, choice_in
from hearthline.understanding.slots.conditions import closable_in, leak_level_in
from hearthline.understanding.slots.contacts import email_in, invoice_title_in, phone_in
from hearthline.understanding.slots.days import date_in
from hearthline.understanding.slots.identifiers import (
    account_no_in,
    id_last4_in,
    meter_no_in,
    otp_code_in,
    tax_no_in,
    ticket_no_in,
)
from hearthline.understanding.slots.money import amount_in
from hearthline.understanding.slots.names import name_in
from hearthline.understanding.slots.periods import PERIOD_READERS, DateRange
from hearthline.understanding.slots.places import Address, address_in, place_in
from hearthline.understanding.slots.quantities import (
    area_in,
    load_in,
    meter_reading_in,
    person_count_in,
    phase_in,
    score_in,
    temperature_in,
)
from hearthline.understanding.slots.rooms import room_in
from hearthline.understanding.slots.times import since_time_in

_READERS: Final[Mapping[str, Callable[[str], Span | None]]] = {
    "account_no": account_no_in,
    "phone": phone_in,
    "temp_c": temperature_in,
    "score_1_5": score_in,
    "address": address_in,
    "room": room_in,
    "place": place_in,
    "yes_no": yes_no_in,
    "neighbour_same": neighbour_same_in,
    "text": free_text_in,
    "leak_level": leak_level_in,
    "closable": closable_in,
    "email": email_in,
    "invoice_title": invoice_title_in,
    "id_last4": id_last4_in,
    "meter_no": meter_no_in,
    "otp_code": otp_code_in,
    "tax_no": tax_no_in,
    "ticket_no": ticket_no_in,
    "amount": amount_in,
    "name": name_in,
    "person_name": name_in,
    "area_m2": area_in,
    "load_kw": load_in,
    "meter_reading": meter_reading_in,
    "person_count": person_count_in,
    "phase": phase_in,
}
_LONGEST_MENDED: Final = 400
_READ: Final = 2000
_WHEN_READERS: Final[Mapping[str, Callable[[str, datetime], Span | None]]] = {
    "since_time": since_time_in,
    "date": date_in,
    "time_slot": time_slot_in,
    **PERIOD_READERS,
}
SLOT_TYPES: Final = frozenset({*_READERS, *_WHEN_READERS, "choice"})
# What is kept as it was written: names keep their characters, companies their capitals.
_QUOTED: Final = frozenset({"name", "person_name", "invoice_title"})
_WHOLE: Final = frozenset({"yes_no", "neighbour_same", "closable", "text", "score_1_5", "room"})
_MENDS: Final = re.compile(
    r"(?<!是)不是[^。]{1,24}?(?:而|应该|其实)?是(?!不是)|不对[,，。\s]|说错了?|打错了?|写错了?|"
    r"错了[,，。\s]|更正|改成|改为|应该是|\bi mean\b|\bsorry\b"
)


def extract(
    slot_type: str, text: str, now: datetime, *, options: Sequence[str] = ()
) -> Span | None:
    """The value of a slot in a text, or None; raises LookupError for an unknown type.

    `options` are the labels of a `choice`, whose value is the place in them, from 0, or
    `NONE_OF_THESE`. `now` must be aware. What a customer puts right (不是3号楼，是5号楼) is read as
    it was meant. Only the first 2,000 characters are searched.
    """
    normal = matching_form(text)
    if slot_type == "choice":
        return choice_in(normal, [matching_form(option) for option in options])
    read = _reader(slot_type, now)
    normal = normal if slot_type == "text" else normal[:_READ]
    span = read(normal) if slot_type in _WHOLE else _as_meant(read, normal)
    if span is None or slot_type not in _QUOTED:
        return span
    return replace(span, value=as_written(text, str(span.value)))


def _reader(slot_type: str, now: datetime) -> Callable[[str], Span | None]:
    if slot_type in _WHEN_READERS:
        read = _WHEN_READERS[slot_type]
        return lambda text: read(text, now)
    if slot_type not in _READERS:
        raise LookupError(f"no slot type {slot_type}")
    return _READERS[slot_type]


def _as_meant(read: Callable[[str], Span | None], text: str) -> Span | None:
    """The value after the last word of correction, if there is one, else the first."""
    ends = [found.end() for found in _MENDS.finditer(text)] if len(text) <= _LONGEST_MENDED else []
    for end in reversed(ends):
        span = read(text[end:].lstrip(" ,，。:"))
        if span is not None:
            shift = len(text) - len(text[end:].lstrip(" ,，。:"))
            return replace(span, start=span.start + shift, end=span.end + shift)
    return read(text)


__all__ = ["NONE_OF_THESE", "SLOT_TYPES", "Address", "DateRange", "TimeSlot", "extract"]
