"""Asks in the chat whether it is warm now, once for each finished piece of work.

While a person has the conversation the question waits; when it is over, it is asked in another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hearthline.conversations import Channels, Conversation, Opening, Status
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.errors import TurnIsTaken
from hearthline.dialogue.scene import Scene, is_free
from hearthline.dialogue.turns import TurnTools
from hearthline.kernel import ConversationId, TenantId, TicketId
from hearthline.platform.db import Session

FLOW = "call_back"


@dataclass(frozen=True, slots=True)
class Finished:
    """Work that is done, and whom to ask about it; `cause` names the event that said so."""

    ticket_id: TicketId
    number: str
    type_code: str
    type_name: str
    priority: str
    account_no: str | None
    conversation_id: ConversationId
    cause: str
    domain: str = ""

    def event(self) -> dict[str, Any]:
        """The same as the flow takes it."""
        return {
            "ticket_id": str(self.ticket_id),
            "number": self.number,
            "type_code": self.type_code,
            "type_name": self.type_name,
            "priority": self.priority,
            "account_no": self.account_no,
            "cause": self.cause,
            "domain": self.domain,
        }

    @classmethod
    def of(cls, conversation_id: ConversationId, event: Mapping[str, Any]) -> "Finished":
        """Read it back from an event that waited."""
        fields = {**event, "ticket_id": TicketId.of(event["ticket_id"])}
        return cls(conversation_id=conversation_id, **fields)


class CallBacks:
    """Begins call-backs."""

    def __init__(self, tools: TurnTools, channels: Channels) -> None:
        """Stand on the bench of the turns."""
        self._tools = tools
        self._channels = channels

    async def ask(self, tenant_id: TenantId, finished: Finished) -> None:
        """Ask about finished work, at most once; raises TurnIsTaken to be tried again."""
        conversation_id = await self._place(tenant_id, finished)
        tools = self._tools
        async with tools.locks.hold(conversation_id) as is_mine:
            if not is_mine:
                raise TurnIsTaken
            async with tools.database.session(tenant_id) as session:
                if await tools.store.has_begun(session, finished.cause):
                    return
                scene = await tools.scenes.unasked(session, conversation_id)
                if not is_free(scene.conversation):
                    await self._postpone(session, scene, finished)
                    return
            await self._trigger(tenant_id, scene, finished)

    async def follow(self, tenant_id: TenantId, conversation_id: ConversationId) -> None:
        """A conversation changed hands: ask now what waited, here or in another conversation."""
        tools = self._tools
        async with tools.locks.hold(conversation_id) as is_mine:
            if not is_mine:
                raise TurnIsTaken
            async with tools.database.session(tenant_id) as session:
                scene = await tools.scenes.unasked(session, conversation_id)
                events = [one.event for one in scene.standing.state.queued if one.event]
                is_over = scene.conversation.status is Status.CLOSED
                if not events or not (is_over or is_free(scene.conversation)):
                    return
                queued = tuple(one for one in scene.standing.state.queued if not one.event)
                state = replace(scene.standing.state, queued=queued)
                await tools.store.save(session, conversation_id, state, now=tools.clock.now())
        for event in events:
            await self.ask(tenant_id, Finished.of(conversation_id, event))

    async def _trigger(self, tenant_id: TenantId, scene: Scene, finished: Finished) -> None:
        tools = self._tools
        now = tools.clock.now()
        engine = await tools.engines.of(scene)
        worked: Worked = await engine.trigger(
            scene.standing.state,
            FLOW,
            finished.event(),
            situation=scene.situation(now),
            asking=scene.asking(now),
            domain=finished.domain,
        )
        async with tools.database.session(tenant_id) as session:
            current = await tools.conversations.get(session, scene.conversation.id, lock=True)
            if not is_free(current):
                await self._postpone(session, scene, finished)
                return
            await tools.closing.unasked(session, scene, worked, now=now, cause=finished.cause)

    async def _postpone(self, session: Session, scene: Scene, finished: Finished) -> None:
        machine = (await self._tools.engines.of(scene)).brain.machine
        event = finished.event()
        state = machine.postpone(scene.standing.state, FLOW, event, domain=finished.domain)
        now = self._tools.clock.now()
        await self._tools.store.save(session, scene.conversation.id, state, now=now)

    async def _place(self, tenant_id: TenantId, finished: Finished) -> ConversationId:
        """The conversation to ask in: its own, another open one, else a new one."""
        conversations = self._tools.conversations
        async with self._tools.database.session(tenant_id) as session:
            own = await conversations.get(session, finished.conversation_id)
            if own.is_open:
                return own.id
            if await self._tools.store.has_begun(session, finished.cause):
                return own.id
            if own.customer_id is not None:
                other = await conversations.open_of_customer(session, own.customer_id)
                if other is not None:
                    return other.id
            opening = await self._opening(session, own)
            return (await conversations.open(session, opening)).id

    async def _opening(self, session: Session, before: Conversation) -> Opening:
        return Opening(
            channel=await self._channels.by_id(session, before.channel_id),
            label=before.label,
            locale=before.locale,
            customer_id=before.customer_id,
            visitor_id=before.visitor_id,
            subject=before.subject,
            accounts=before.accounts,
            verify_level=before.verify_level,
        )
