"""Fields of a ticket's form, filled from what the customer said (R79); the agent confirms them."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from hearthline.assist.situation import Found, Situation, Situations
from hearthline.assist.summary import summary_of
from hearthline.kernel import ConversationId, TenantId, Words
from hearthline.tickets import DutyRules, TypeForm

# Which kind of value a field of a form takes, by its name, else by its kind.
_BY_NAME: Final[Mapping[str, str]] = {
    "since": "since_time",
    "event_time": "since_time",
    "applicant": "name",
    "at_home": "time_slot",
    "reading": "meter_reading",
    "new_reading": "meter_reading",
    "capacity_kw": "load_kw",
}
_BY_KIND: Final[Mapping[str, str]] = {
    "phone": "phone",
    "address": "address",
    "temperature": "temp_c",
}
_OF_EVERY_TYPE: Final = (
    ("address", "address"),
    ("contact_phone", "phone"),
    ("account_no", "account_no"),
)
_FROM_SUMMARY: Final = ("wish", "description")
_SUMMARY_CONFIDENCE: Final = 0.6
_TRUTH: Final = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A field with its value; `start` and `end` are places in `said`, the words of `seq`."""

    name: str
    label: Words
    value: Any
    shown: str
    confidence: float
    seq: int
    start: int
    end: int
    said: str


class Prefill:
    """Fills forms."""

    def __init__(self, situations: Situations, rules: DutyRules) -> None:
        """`rules` know the forms of the types."""
        self._situations = situations
        self._rules = rules

    async def of(
        self, tenant_id: TenantId, conversation_id: ConversationId, type_code: str
    ) -> list[Prefilled]:
        """The fields of a type that the conversation fills; raises NoSuchConversation.

        A type that is not known has the fields of every type.
        """
        situation = await self._situations.of(tenant_id, conversation_id)
        rule = self._rules.types.get(type_code)
        form = TypeForm() if rule is None else rule.form
        return await asyncio.to_thread(lambda: list(filled(situation, form)))


def filled(situation: Situation, form: TypeForm) -> Iterator[Prefilled]:
    """The fields of a form that the conversation fills."""
    for name, kind in _OF_EVERY_TYPE:
        one = situation.found.get(kind)
        if one is not None:
            yield _field(situation, Words(zh=one.label, en=kind), one, one.value, name=name)
    yield from _described(situation, "description", Words(zh="描述", en="Description"))
    for field in form.fields:
        if field.name in _FROM_SUMMARY:
            yield from _described(situation, field.name, field.label)
            continue
        kind = _BY_NAME.get(field.name) or _BY_KIND.get(field.kind.value, field.name)
        one = situation.found.get(kind)
        if one is None:
            continue
        codes = [choice.code for choice in field.values]
        value = _TRUTH.get(one.value, one.value) if isinstance(one.value, bool) else one.value
        if kind in ("since_time", "time_slot"):
            value = one.shown
        if not codes or str(value) in codes:
            yield _field(situation, field.label, one, value, name=field.name)


def _described(situation: Situation, name: str, label: Words) -> Iterator[Prefilled]:
    """What the customer wants, in his own words."""
    wanted = summary_of(situation).parts.get("request")
    if wanted is not None:
        seq = wanted.seqs[0]
        said = _said(situation, seq)
        yield Prefilled(
            name, label, wanted.text, wanted.text, _SUMMARY_CONFIDENCE, seq, 0, len(said), said
        )


def _field(situation: Situation, label: Words, one: Found, value: Any, *, name: str) -> Prefilled:
    said = _said(situation, one.seq)
    return Prefilled(
        name, label, value, one.shown, one.confidence, one.seq, one.start, one.end, said
    )


def _said(situation: Situation, seq: int) -> str:
    return next((line.text for line in situation.lines if line.seq == seq), "")
