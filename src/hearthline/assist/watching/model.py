"""What a supervisor must hear of in a conversation. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthline.assist.cards.making import HAZARDS, alarms
from hearthline.assist.situation import Situation
from hearthline.kernel import ConversationId, StaffId

SEVERE: Final = "critical"
_THREATENING: Final = "threatening"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something severe: its name among alarms, what people call it, the message that shows it."""

    rule: str
    title: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sign that was told, of a conversation that goes on; `label` is its customer's, masked."""

    conversation_id: ConversationId
    rule: str
    title: str
    label: str
    holder_id: StaffId | None
    since: datetime


def signs(situation: Situation) -> list[Sign]:
    """Everything severe in a conversation so far, each kind once, where it was seen first."""
    found: dict[str, Sign] = {}
    for sign in _all(situation):
        found.setdefault(sign.rule, sign)
    return list(found.values())


def _all(situation: Situation) -> Iterator[Sign]:
    for line in situation.of("customer"):
        if line.hazard is not None:
            title = f"险情：{HAZARDS.get(line.hazard, '有危险')}"
            yield Sign(f"hazard:{line.hazard}", title, line.seq)
        if line.mood == _THREATENING:
            yield Sign("threat", "扬言投诉或曝光", line.seq)
    for rule, seqs in alarms(situation):
        if rule.severity == SEVERE:
            yield Sign(rule.id, rule.name.zh, max(seqs, default=0))
