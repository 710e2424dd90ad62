"""A conversation without a database: the real engine, a scripted business, the pack's articles."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hearthline.business import WorkOrder
from hearthline.dialogue.brain import Brain
from hearthline.dialogue.engine import Engine, Said, Worked
from hearthline.dialogue.hearing.heard import Hit
from hearthline.dialogue.machine.codec import from_json, to_json
from hearthline.dialogue.machine.effects import Call, Situation
from hearthline.dialogue.machine.levels import OwnAccount
from hearthline.dialogue.machine.state import State
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.operations.ports import Asking
from hearthline.dialogue.rehearsal.scripted import ScriptedBusiness
from hearthline.dialogue.scene import hit_of
from hearthline.dialogue.verifications import MOST_IN_CONVERSATION
from hearthline.kernel import (
    ArticleId,
    ConversationId,
    CustomerId,
    MessageId,
    TenantId,
    TicketId,
)
from hearthline.knowledge import Article, ArticleIndex, Draft, Origin, TermReader, View
from hearthline.knowledge import Hit as Found
from hearthline.platform.db import Session
from hearthline.platform.language import Segmenter

_NOBODY = TenantId(int=0)


class ForgetfulTickets:
    """Our record of tickets where there is no database: nothing is kept."""

    async def record(
        self,
        session: Session,
        work_order: WorkOrder,
        *,
        conversation_id: ConversationId,
        customer_id: CustomerId | None,
        slots_text: str,
    ) -> None:
        """Keep nothing."""
        del session, work_order, conversation_id, customer_id, slots_text

    async def reopened(self, session: Session, ticket_id: TicketId, work_order: WorkOrder) -> None:
        """Keep nothing."""
        del session, ticket_id, work_order

    async def call_back_finished(
        self,
        session: Session,
        ticket_id: TicketId,
        *,
        solved: bool | None,
        score: int | None,
        comment: str | None,
    ) -> None:
        """Keep nothing."""
        del session, ticket_id, solved, score, comment


class CountedAttempts:
    """Identity checks where there is no database: counted for one conversation."""

    def __init__(self) -> None:
        """None yet."""
        self.failed: dict[str, int] = {}

    async def is_locked(self, asking: Asking, domain: str, account_no: str) -> bool:
        """Whether three have failed."""
        del asking, domain
        return self.failed.get(account_no, 0) >= MOST_IN_CONVERSATION

    async def note(
        self, asking: Asking, domain: str, account_no: str, *, tried: tuple[str, str]
    ) -> None:
        """Count a failure."""
        del asking, domain
        if tried[1] == "failed":
            self.failed[account_no] = self.failed.get(account_no, 0) + 1


class PackLibrary:
    """The pack's own articles, searched with the product's own search."""

    def __init__(self, drafts: Sequence[Draft], words: Sequence[str], at: datetime) -> None:
        """Index the articles as if they were published."""
        articles = [
            Article(
                id=ArticleId.new(),
                version=1,
                origin=Origin.PACK,
                draft=draft,
                created_at=at,
                is_published=True,
            )
            for draft in drafts
        ]
        self._index = ArticleIndex(articles, TermReader(Segmenter(words)), edition=1)
        self.view = View(at=at)

    def of_trades(self, domains: Sequence[str]) -> "PackLibrary":
        """The same articles as a channel of these trades shows them."""
        narrowed = copy(self)
        narrowed.view = replace(self.view, domains=tuple(domains))
        return narrowed

    def found(self, query: str) -> list[Found]:
        """The best articles with the reasons why, best first."""
        return self._index.search(query, self.view, limit=5)

    async def search(self, query: str) -> Sequence[Hit]:
        """The best articles, best first."""
        return [hit_of(found) for found in self.found(query)]

    async def answer_to(self, intent: str, query: str, *, domain: str) -> Hit | None:
        """The article of a trade that serves an intent."""
        view = replace(self.view, domains=(domain,)) if domain else self.view
        found = self._index.serving(intent, query, view)
        return None if found is None else hit_of(found)


@dataclass
class Stage:
    """One rehearsed conversation; the state goes through its codec after every turn."""

    brain: Brain
    business: ScriptedBusiness
    library: PackLibrary
    now: datetime
    accounts: tuple[OwnAccount, ...] = ()
    level: str = "L0"
    locale: str = "zh-CN"
    state: State = field(default_factory=State)
    conversation_id: ConversationId = field(default_factory=ConversationId.new)
    turns: int = 0
    unsettled: list[Call] = field(default_factory=list)
    attempts: CountedAttempts = field(default_factory=CountedAttempts)

    def __post_init__(self) -> None:
        """Bind the operations to the scripted business."""
        self.engine = Engine(
            self.brain, Operations(self.business, ForgetfulTickets(), self.attempts)
        )

    @property
    def own(self) -> tuple[OwnAccount, ...]:
        """The accounts that the person may act for now."""
        return self._situation("").own(self.state)

    async def say(self, text: str, *, choice: str | None = None) -> Worked:
        """A message of the customer, or a pressed button."""
        self.turns += 1
        worked = await self.engine.hear(
            Said(text, choice),
            self.state,
            situation=self._situation(text),
            asking=self._asking(),
            library=self.library,
        )
        return self._kept(worked)

    async def happen(self, flow: str, event: Mapping[str, Any]) -> Worked:
        """Something that begins a flow by itself."""
        worked = await self.engine.trigger(
            self.state, flow, event, situation=self._situation(""), asking=self._asking()
        )
        return self._kept(worked)

    async def hush(self) -> Worked:
        """Nobody answers what was asked."""
        worked = await self.engine.hush(
            self.state, situation=self._situation(""), asking=self._asking()
        )
        return self._kept(worked)

    async def settle(self) -> Worked:
        """The late answer of the oldest write that had none."""
        worked = await self.engine.settle(
            self.state,
            self.unsettled.pop(0),
            situation=self._situation(""),
            asking=self._asking(),
        )
        return self._kept(worked)

    def _kept(self, worked: Worked) -> Worked:
        self.state = from_json(to_json(worked.outcome.state))
        self.unsettled.extend(worked.unsettled)
        return replace(worked, outcome=replace(worked.outcome, state=self.state))

    def _situation(self, text: str) -> Situation:
        return Situation(
            conversation=str(self.conversation_id),
            message_id=str(MessageId.new()),
            message_text=text,
            message_at=self.now,
            now=self.now,
            locale=self.locale,
            level=self.level,
            accounts=self.accounts,
        )

    def _asking(self) -> Asking:
        return Asking(
            tenant_id=_NOBODY,
            conversation_id=self.conversation_id,
            customer_id=None,
            channel="web",
            message_id=str(MessageId.new()),
            subject=None if self.level == "L0" else "someone",
            accounts=self.own,
            at=self.now,
            emotion=self.state.emotion,
        )
