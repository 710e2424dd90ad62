"""Help on the desk's socket: beside the messages, one look at a time, never in their way."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from hearthline.access import Staff
from hearthline.conversations import Message, MessageKind, Sender
from hearthline.kernel import ConversationId, MessageId, StaffId, TenantId
from hearthline.routing.helping import ThreadHelp

pytestmark = pytest.mark.unit

STAFF = Staff(StaffId.new(), TenantId.new(), "lijing", "李静", frozenset())


class _Help:
    """Help that waits until it is let go."""

    def __init__(self) -> None:
        self.asked = 0
        self.watched = 0
        self.go = asyncio.Event()
        self.breaks = False
        self.more: dict[str, Any] | None = None

    async def card(self, staff: Staff, conversation_id: ConversationId) -> dict[str, Any] | None:
        assert (staff, conversation_id) == (STAFF, conversation_id)
        self.asked += 1
        number = self.asked
        await self.go.wait()
        if self.breaks:
            raise LookupError("no rules")
        return {"type": "card", "number": number}

    async def watch(self, staff: Staff, conversation_id: ConversationId) -> None:
        assert (staff, conversation_id) == (STAFF, conversation_id)
        self.watched += 1

    async def completed(
        self, staff: Staff, conversation_id: ConversationId
    ) -> dict[str, Any] | None:
        assert (staff, conversation_id) == (STAFF, conversation_id)
        return self.more


def _message(conversation_id: ConversationId, seq: int, sender: Sender) -> Message:
    at = datetime(2026, 11, 26, tzinfo=UTC)
    return Message(
        MessageId.new(), conversation_id, seq, None, sender, MessageKind.TEXT, "冷", {}, None, at
    )


async def _settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_new_words_end_the_look_that_older_ones_began() -> None:
    sent: list[dict[str, Any]] = []
    help_, here = _Help(), ConversationId.new()

    async def send(frame: dict[str, Any]) -> None:
        sent.append(frame)

    thread = ThreadHelp(help_, STAFF, send)
    thread.heard(here, [_message(here, 1, Sender.customer("张*"))])
    await _settled()
    thread.heard(here, [_message(here, 2, Sender.customer("张*"))])
    help_.go.set()
    await _settled()
    assert sent == [{"type": "card", "number": 2}]
    assert help_.watched == 1
    await thread.close()


async def test_a_card_is_sent_again_when_what_it_lacked_has_come() -> None:
    help_, here, sent = _Help(), ConversationId.new(), []
    help_.more = {"type": "card", "number": 1, "whole": True}
    help_.go.set()

    async def send(frame: dict[str, Any]) -> None:
        sent.append(frame)

    thread = ThreadHelp(help_, STAFF, send)
    thread.heard(here, [_message(here, 1, Sender.customer("张*"))])
    await _settled()
    assert sent == [{"type": "card", "number": 1}, help_.more]
    thread.heard(here, [_message(here, 2, Sender.agent(STAFF.id, "李静"))])
    await _settled()
    assert len(sent) == 2
    await thread.close()


async def test_an_agents_words_are_watched_and_get_no_card() -> None:
    help_, here, sent = _Help(), ConversationId.new(), []

    async def send(frame: dict[str, Any]) -> None:
        sent.append(frame)

    thread = ThreadHelp(help_, STAFF, send)
    thread.heard(here, [_message(here, 1, Sender.agent(STAFF.id, "李静"))])
    thread.heard(here, [_message(here, 2, Sender.system("系统"))])
    await _settled()
    assert (help_.asked, help_.watched, sent) == (0, 1, [])
    await thread.close()


async def test_help_that_fails_keeps_nobody_from_answering() -> None:
    help_, here, sent = _Help(), ConversationId.new(), []
    help_.breaks = True
    help_.go.set()

    async def send(frame: dict[str, Any]) -> None:
        sent.append(frame)

    thread = ThreadHelp(help_, STAFF, send)
    thread.heard(here, [_message(here, 1, Sender.customer("张*"))])
    await _settled()
    assert sent == []
    await thread.close()
    nobody = ThreadHelp(None, STAFF, send)
    nobody.heard(here, [_message(here, 1, Sender.customer("张*"))])
    await nobody.close()
