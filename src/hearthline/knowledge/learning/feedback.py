"""What people say of knowledge: this belongs in the base, this is wrong, this solved a ticket."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.conversations import Conversations, Message, MessageKind, SenderKind
from hearthline.kernel import ArticleId, Clock, ConversationId
from hearthline.knowledge.learning.board import Gaps
from hearthline.knowledge.learning.deed_store import DeedStore
from hearthline.knowledge.learning.drafting import Drafting
from hearthline.knowledge.learning.errors import (
    NothingToLearn,
    ReportAnswered,
    ReportUnknown,
)
from hearthline.knowledge.learning.gathering import Gathering
from hearthline.knowledge.learning.model import (
    LONGEST_QUESTION,
    Proposal,
    ProposalId,
    Report,
    ReportId,
    ReportKind,
    ReportState,
)
from hearthline.knowledge.learning.report_store import ReportStore
from hearthline.knowledge.service import Knowledge
from hearthline.platform.db import Session

_LOOK_BACK: Final = 60
_SHORTEST_QUESTION: Final = 4
_LONGEST_ANSWER: Final = 4000
# What people say around a question: refusals, greetings, thanks, the wish for a person.
_NO_QUESTION: Final = re.compile(
    r"(?:都|也)?(?:不是|不对|没用|没有用|你好|您好|在吗|在不在|谢谢|好的|嗯|哦|行|可以)"
    r"(?:这个|这些|这样|我要的|我问的|的|啊|呀|了|您|你)*|(?:我要|帮我|请|给我)?(?:转|找|要)?(?:人工|真人)(?:客服|服务)?"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A question with its answer, as somebody offers them; still with personal data."""

    origin: str
    question: str
    answer: str
    note: str = ""
    conversation_id: ConversationId | None = None
    seq: int | None = None
    ticket_no: str = ""
    context: tuple[str, ...] = ()


class Feedback:
    """Takes offers and reports, and answers reporters."""

    def __init__(
        self,
        gathering: Gathering,
        gaps: Gaps,
        drafting: Drafting,
        *,
        conversations: Conversations,
        knowledge: Knowledge,
        clock: Clock,
    ) -> None:
        """Collaborators."""
        self._gathering = gathering
        self._gaps = gaps
        self._drafting = drafting
        self._conversations = conversations
        self._knowledge = knowledge
        self._clock = clock
        self._audit = Audit(clock)
        self._deeds, self._reports = DeedStore(), ReportStore()

    async def propose(
        self,
        session: Session,
        conversation_id: ConversationId,
        seq: int,
        *,
        by: Staff,
        question: str = "",
        note: str = "",
    ) -> Proposal:
        """“This belongs in the base”: a message becomes an offered answer (R118).

        The question is the customer's last before it, unless one is given. The same message
        again gives what was offered already. Raises NothingToLearn.
        """
        known = await self._deeds.find_proposal(session, conversation_id, seq=seq)
        if known is not None:
            return known
        await self._conversations.get(session, conversation_id)
        messages = await self._conversations.read(
            session, conversation_id, before_seq=seq + 1, limit=_LOOK_BACK
        )
        message = messages[-1] if messages and messages[-1].seq == seq else None
        if message is None or message.kind is MessageKind.NOTICE:
            raise NothingToLearn(member=f"seq {seq}")
        is_question = message.sender.kind is SenderKind.CUSTOMER
        asked = message.text if is_question else _question_before(messages[:-1])
        offer = Offer(
            origin="agent",
            question=question or asked,
            answer="" if is_question else message.text,
            note=note,
            conversation_id=conversation_id,
            seq=seq,
            context=tuple(one.text for one in messages),
        )
        return await self._offer(session, offer, by=by)

    async def solve(self, session: Session, offer: Offer, *, by: Staff) -> Proposal:
        """The solution of a ticket becomes an offered answer (R89); raises NothingToLearn."""
        return await self._offer(session, offer, by=by)

    async def report(
        self,
        session: Session,
        article_id: ArticleId,
        version: int,
        *,
        kind: ReportKind,
        reason: str,
        by: Staff,
    ) -> Report:
        """“This is wrong”: keep what somebody says of a version; raises ArticleUnknown."""
        article = await self._knowledge.get(session, article_id, version=version)
        report = Report(
            id=ReportId.new(),
            article_id=article_id,
            version=version,
            title=article.title,
            kind=kind,
            reason=reason,
            state=ReportState.OPEN,
            by=by.id,
            at=self._clock.now(),
        )
        await self._reports.add(session, report)
        return report

    async def reports(
        self,
        session: Session,
        *,
        state: ReportState,
        article_id: ArticleId | None = None,
        before: ReportId | None = None,
        limit: int = 50,
    ) -> list[Report]:
        """A page of reports, newest first."""
        return await self._reports.page(
            session, state=state, article_id=article_id, before=before, limit=limit
        )

    async def answer(
        self, session: Session, report_id: ReportId, *, is_mended: bool, answer: str, by: Staff
    ) -> Report:
        """Tell the reporter what became of it; raises ReportUnknown, ReportAnswered."""
        report = await self._reports.find(session, report_id)
        if report is None:
            raise ReportUnknown
        if report.state is not ReportState.OPEN:
            raise ReportAnswered
        state = ReportState.MENDED if is_mended else ReportState.DECLINED
        at = self._clock.now()
        await self._reports.answer(session, report_id, state=state, answer=answer, by=by.id, at=at)
        await self._audit.record(
            session, by, f"report.{state}", subject_kind="article", subject_id=report.article_id
        )
        answered = await self._reports.find(session, report_id)
        if answered is None:
            raise ReportUnknown
        return answered

    async def mine(
        self, session: Session, by: Staff, *, unseen: bool = False, limit: int = 50
    ) -> list[Report]:
        """What a person reported, with its answers; `unseen` is his notice of new answers."""
        return await self._reports.mine(session, by.id, unseen=unseen, limit=limit)

    async def seen(self, session: Session, report_ids: Sequence[ReportId], *, by: Staff) -> None:
        """Note that the reporter has seen the answers."""
        await self._reports.seen(session, report_ids, by=by.id, at=self._clock.now())

    async def _offer(self, session: Session, offer: Offer, *, by: Staff) -> Proposal:
        now = self._clock.now()
        context = [*offer.context, offer.question, offer.answer]
        question = self._drafting.masked(offer.question, now, context)[:LONGEST_QUESTION]
        answer = self._drafting.masked(offer.answer, now, context)[:_LONGEST_ANSWER]
        gap = await self._gathering.place(session, question) if question else None
        if gap is None:
            raise NothingToLearn(member="question")
        await self._gaps.reopen(session, gap)
        proposal = Proposal(
            id=ProposalId.new(),
            gap_id=gap.id,
            origin=offer.origin,
            question=question,
            answer=answer,
            note=self._drafting.masked(offer.note, now, context),
            by=by.id,
            at=now,
            conversation_id=offer.conversation_id,
            ticket_no=offer.ticket_no,
        )
        written = await self._deeds.add_proposal(session, proposal, seq=offer.seq)
        await self._gathering.recount(session, gap.id)
        return written


def _question_before(messages: Sequence[Message]) -> str:
    """The customer's last words that are long enough to ask something; else his last words."""
    said = [one.text for one in messages if one.sender.kind is SenderKind.CUSTOMER and one.text]
    long = [
        text
        for text in said
        if len(text) >= _SHORTEST_QUESTION and not _NO_QUESTION.fullmatch(text.strip("。.!！,， "))
    ]
    return (long or said or [""])[-1]
