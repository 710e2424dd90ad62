"""Situations for tests, made of dialogues without a database."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hearthline.assist.situation import Line, Situation, values_in
from hearthline.assist.situation.turning import Known, turns_of
from hearthline.conversations import AccountRef, Conversation, Status
from hearthline.dialogue import HandoverView, Trade, read_trade
from hearthline.kernel import ChannelId, ConversationId, StaffId, TenantId
from hearthline.platform.packs import PackFolder
from hearthline.rules import Conversation as Talk
from hearthline.rules import Deed
from hearthline.understanding import emotion, hazard_of

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
_ROLES = {"c": "customer", "a": "agent", "b": "bot"}
_PACKS = Path(__file__).parents[2] / "packs"


@cache
def trade(name: str) -> Trade:
    """A shipped trade, read once."""
    return read_trade(PackFolder(_PACKS / name))


def situation(
    text: str,
    *,
    trades: tuple[str, ...] = ("heating",),
    level: str = "L1",
    intents: Mapping[str, float] | None = None,
    **facts: Any,
) -> Situation:
    """What is known after these lines: `c:` customer, `a:` agent, `b:` bot, `!` a deed."""
    lines: list[Line] = []
    deeds = [Deed("verified", 0)] if level in ("L2", "L3") else []
    for said in filter(None, (one.strip() for one in text.splitlines())):
        if said.startswith("!"):
            deeds.append(Deed(said[1:].strip(), len(lines)))
            continue
        role, _, words = said.partition(":")
        lines.append(_line(len(lines) + 1, _ROLES[role.strip()], words.strip()))
    asked = [line for line in lines if line.role == "customer"]
    found = values_in(asked, NOW)
    known = {"channel": "web", "verify_level": level, "has_address": "address" in found} | facts
    view = HandoverView(None, "", (), (), None, level, "CALM")
    held = thread(len(lines), asked[-1].seq if asked else 0)
    meant = {line.seq: intents or {} for line in asked}
    turns = tuple(turns_of(lines, meant, Known.of(held, view, NOW)))
    return Situation(
        thread=held,
        channel="web",
        domains=trades,
        lines=tuple(lines),
        talk=Talk(turns, tuple(deeds), known),
        view=view,
        trades=tuple(trade(name) for name in trades),
        found=found,
        intents=dict(intents or {}),
        now=NOW,
    )


def _line(seq: int, role: str, text: str) -> Line:
    at = NOW + timedelta(seconds=seq)
    if role != "customer":
        return Line(seq, role, text, at)
    sign = hazard_of(text)
    grave = sign.kind.value if sign is not None and sign.is_grave else None
    return Line(seq, role, text, at, emotion(text).value, grave)


def thread(last_seq: int, last_customer_seq: int) -> Conversation:
    """A conversation that an agent holds."""
    return Conversation(
        id=ConversationId.new(),
        tenant_id=TenantId.new(),
        channel_id=ChannelId.new(),
        customer_id=None,
        label="张*",
        visitor_id=None,
        subject="u1",
        accounts=(AccountRef("heating", "1203005678"),),
        verify_level="L1",
        locale="zh-CN",
        status=Status.AGENT,
        epoch=ConversationId.new(),
        last_seq=last_seq,
        last_customer_seq=last_customer_seq,
        answered_seq=last_customer_seq,
        customer_read_seq=0,
        agent_read_seq=0,
        holder_id=StaffId.new(),
        queue_id=None,
        offered_to=None,
        offer_expires_at=None,
        queued_at=None,
        waiting_since=None,
        priority=3,
        reason=None,
        opened_at=NOW,
        updated_at=NOW,
        closed_at=None,
    )
