"""Values in what people say: numbers, times, places and answers, each found with its place.

Every reader works on the matching form of the text and is a pure function of it and the moment.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from hearthline.platform.language import matching_form
from hearthline.understanding.model import Span
from hearthline.understanding.slots.answers import free_text_in, neighbour_same_in, yes_no_in
from hearthline.understanding.slots.choices import NONE_OF_THESE, choice_in
from hearthline.understanding.slots.conditions import closable_in, leak_level_in
from hearthline.understanding.slots.contacts import email_in, invoice_title_in, phone_in
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
    "area_m2": area_in,
    "load_kw": load_in,
    "meter_reading": meter_reading_in,
    "person_count": person_count_in,
    "phase": phase_in,
}
SLOT_TYPES: Final = frozenset({*_READERS, "since_time", "choice"})


def extract(
    slot_type: str, text: str, now: datetime, *, options: Sequence[str] = ()
) -> Span | None:
    """The value of a slot in a text, or None; raises LookupError for an unknown type.

    `options` are the labels of a `choice`, whose value is the place in them, from 0, or
    `NONE_OF_THESE`. `now` must be aware.
    """
    normal = matching_form(text)
    if slot_type == "since_time":
        return since_time_in(normal, now)
    if slot_type == "choice":
        return choice_in(normal, [matching_form(option) for option in options])
    if slot_type not in _READERS:
        raise LookupError(f"no slot type {slot_type}")
    return _READERS[slot_type](normal)


__all__ = ["NONE_OF_THESE", "SLOT_TYPES", "Address", "extract"]
