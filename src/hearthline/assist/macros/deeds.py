"""What the steps of a macro do: each by the verb that the desk itself uses.

A deed within our own books is done in the transaction that notes it; one at the business systems
is asked under a key of its own, so that asking again does nothing twice.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from hearthline.access import Staff
from hearthline.assist.macros.model import Step
from hearthline.business import Business, Outage, OutageWish
from hearthline.conversations import (
    Conversation,
    Conversations,
    Move,
    Notes,
    NoteWords,
    NotTheHolder,
    Saying,
    Sender,
    Status,
)
from hearthline.customers import CustomerTags, NewPromise, NewTag, Promises
from hearthline.dialogue import Scenes
from hearthline.kernel import Conflict, Words
from hearthline.platform.db import Database, Session
from hearthline.tickets import NewTicket, Submitter, TicketHandling


@dataclass(frozen=True, slots=True)
class Doing:
    """One step about to be done; `id` is the name under which it is done once."""

    id: UUID
    step: Step
    conversation: Conversation
    staff: Staff
    at: datetime

    def text(self, name: str) -> str:
        """A word of the step; empty when it was left out."""
        return str(self.step.values.get(name) or "")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words for the agent, and what later steps may name."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


Deed: TypeAlias = Callable[[Session, Doing], Awaitable[Done]]
OutsideDeed: TypeAlias = Callable[[Doing], Awaitable[Done]]
Check: TypeAlias = Callable[[Session, Mapping[str, Any]], Awaitable[Words | None]]


class CustomerNotKnown(Conflict):
    """A deed for a customer in a conversation whose customer is not known."""

    code = "macro.customer_not_known"
    detail = Words(zh="还不知道客户是谁，这一步做不了。", en="It is not known who the customer is.")


class NoOutageThere(Conflict):
    """There is nothing to be told of."""

    code = "macro.no_outage"
    detail = Words(
        zh="客户名下户号现在没有停供，也没有计划停供，无需订阅。",
        en="Nothing is out or planned at the customer's accounts.",
    )


@dataclass(frozen=True, slots=True)
class Hands:
    """The kinds of steps that can be done: in our own books, outside, and how each is checked."""

    own: Mapping[str, Deed]
    outside: Mapping[str, OutsideDeed]
    checks: Mapping[str, Check]

    def knows(self, kind: str) -> bool:
        """Whether there is a deed of this kind."""
        return kind in self.own or kind in self.outside

    def with_more(self, own: Mapping[str, Deed], checks: Mapping[str, Check]) -> "Hands":
        """The same with deeds of other rooms."""
        return replace(self, own={**self.own, **own}, checks={**self.checks, **checks})


class Deeds:
    """Deeds by the verbs of conversations, customers, tickets and the business systems."""

    def __init__(  # noqa: PLR0913  (each deed has a verb of another room behind it)
        self,
        database: Database,
        conversations: Conversations,
        *,
        notes: Notes,
        tags: CustomerTags,
        promises: Promises,
        tickets: TicketHandling,
        scenes: Scenes,
        business: Business,
    ) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._conversations = conversations
        self._notes = notes
        self._tags = tags
        self._promises = promises
        self._tickets = tickets
        self._scenes = scenes
        self._business = business

    def hands(self) -> Hands:
        """The deeds by their kinds."""
        return Hands(
            own={
                "say": self._say,
                "note": self._note,
                "tag": self._tag,
                "promise": self._promise,
                "priority": self._priority,
                "ticket": self._ticket,
            },
            outside={"subscribe_outage": self._subscribe},
            checks={"tag": self._is_tag},
        )

    async def _say(self, session: Session, doing: Doing) -> Done:
        await self._held(session, doing)
        saying = Saying(
            Sender.agent(doing.staff.id, doing.staff.name), doing.text("text"), client_id=doing.id
        )
        await self._conversations.receive(session, doing.conversation.id, saying)
        return Done("已发送")

    async def _note(self, session: Session, doing: Doing) -> Done:
        words = NoteWords(doing.text("text"), doing.id)
        await self._notes.write(session, doing.conversation.id, doing.staff, words=words)
        return Done("已写内部备注")

    async def _tag(self, session: Session, doing: Doing) -> Done:
        customer_id = doing.conversation.customer_id
        if customer_id is None:
            raise CustomerNotKnown
        new = NewTag(code=doing.text("code"), reason=doing.text("reason"))
        await self._tags.add(session, customer_id, new, by=doing.staff)
        return Done("已加标签")

    async def _promise(self, session: Session, doing: Doing) -> Done:
        customer_id = doing.conversation.customer_id
        if customer_id is None:
            raise CustomerNotKnown
        due = doing.at + timedelta(minutes=int(doing.step.values["within_minutes"]))
        new = NewPromise(
            client_id=doing.id,
            text=doing.text("text"),
            due_at=due,
            made="macro",
            conversation_id=doing.conversation.id,
        )
        await self._promises.make(session, customer_id, new, by=doing.staff)
        return Done("已记为承诺")

    async def _priority(self, session: Session, doing: Doing) -> Done:
        held = await self._held(session, doing)
        move = Move(
            Status.AGENT,
            holder_id=held.holder_id,
            queue_id=held.queue_id,
            priority=int(doing.step.values["priority"]),
            offered_to=held.offered_to,
            offer_expires_at=held.offer_expires_at,
        )
        await self._conversations.move(session, held.id, move)
        return Done(f"已设为 P{move.priority}")

    async def _ticket(self, session: Session, doing: Doing) -> Done:
        talk = doing.conversation
        new = NewTicket(
            client_id=str(doing.id),
            type_code=doing.text("type_code"),
            description=doing.text("description"),
            title=doing.text("title"),
            priority=doing.text("priority") or None,
            account_no=_account_for(talk, doing.text("type_code")),
            customer_id=talk.customer_id,
            conversation_id=talk.id,
            submitter=Submitter(kind="agent", name=doing.staff.name),
            details=doing.step.values.get("details") or {},
        )
        ticket = await self._tickets.open(session, doing.staff, new)
        number = ticket.work_order_no
        return Done(f"工单 {number} 已提交", {"ticket_no": number})

    async def _subscribe(self, doing: Doing) -> Done:
        """The first outage at one of the person's own accounts, going on or planned."""
        async with self._database.session(doing.conversation.tenant_id) as session:
            scene = await self._scenes.unasked(session, doing.conversation.id)
        asking = scene.asking(doing.at)
        for one in asking.accounts:
            acting = asking.acting(one.domain, one.account_no)
            acting = replace(acting, actor=f"agent:{doing.staff.id}")
            found = await self._business.list_outages(
                acting, domain=one.domain, account_no=one.account_no
            )
            wanted = _next_outage(found.items)
            if wanted is not None:
                made = await self._business.subscribe_outage(
                    acting,
                    wanted.outage_id,
                    OutageWish(account_no=one.account_no),
                    idempotency_key=str(doing.id),
                )
                return Done(f"已订阅，将通知 {made.target_masked or '登记的手机'}")
        raise NoOutageThere

    async def _held(self, session: Session, doing: Doing) -> Conversation:
        held = await self._conversations.get(session, doing.conversation.id, lock=True)
        if held.status is not Status.AGENT or held.holder_id != doing.staff.id:
            raise NotTheHolder
        return held

    async def _is_tag(self, session: Session, values: Mapping[str, Any]) -> Words | None:
        kind = (await self._tags.kinds.all(session)).get(str(values.get("code")))
        if kind is not None and kind.is_active:
            return None
        return Words(zh="没有这种标签", en="there is no such tag")


def _next_outage(items: tuple[Outage, ...]) -> Outage | None:
    going = [one for one in items if one.status == "ACTIVE"]
    planned = sorted(
        (one for one in items if one.status == "SCHEDULED"), key=lambda one: one.start_at
    )
    return next(iter([*going, *planned]), None)


def _account_for(talk: Conversation, type_code: str) -> str | None:
    """The customer's account of the type's trade (H-… heating, E-… power)."""
    domain = "power" if type_code.startswith("E-") else "heating"
    own = [one.account_no for one in talk.accounts if one.domain == domain]
    return own[0] if own else None
