"""Rows of what reviewers did with gaps, what people offered, and the tests that came of it."""

from datetime import datetime
from typing import Any

from hearthline.kernel import ArticleId, ConversationId, Id, StaffId
from hearthline.knowledge.learning.model import (
    Deed,
    DeedId,
    GapId,
    GapState,
    Proposal,
    ProposalId,
)
from hearthline.platform.db import Row, Session

_ADD = """
INSERT INTO knowledge_gap_deed (id, gap_id, deed, article_id, question, others, reason, by_staff,
  at)
VALUES (%(id)s, %(gap)s, %(deed)s, %(article)s, %(question)s, %(others)s, %(reason)s, %(by)s,
  %(at)s)
"""
_OF = "SELECT * FROM knowledge_gap_deed WHERE gap_id = %(gap)s ORDER BY at, id LIMIT 200"
_LAST = """
SELECT * FROM knowledge_gap_deed WHERE gap_id = %(gap)s AND undone_at IS NULL
ORDER BY at DESC, id DESC LIMIT 1 FOR UPDATE
"""
_UNDO = "UPDATE knowledge_gap_deed SET undone_by = %(by)s, undone_at = %(at)s WHERE id = %(id)s"
_ADD_PROPOSAL = """
INSERT INTO knowledge_proposal (id, gap_id, origin, question, answer, note, conversation_id, seq,
  ticket_no, by_staff, at)
VALUES (%(id)s, %(gap)s, %(origin)s, %(question)s, %(answer)s, %(note)s, %(conversation)s, %(seq)s,
  %(ticket)s, %(by)s, %(at)s)
ON CONFLICT (tenant_id, conversation_id, seq) WHERE conversation_id IS NOT NULL DO NOTHING
RETURNING id
"""
_FIND_PROPOSAL = """
SELECT * FROM knowledge_proposal WHERE conversation_id = %(conversation)s AND seq = %(seq)s
"""
_PROPOSALS = """
SELECT p.* FROM knowledge_proposal p WHERE p.gap_id = ANY(%(gaps)s) ORDER BY p.at, p.id LIMIT 200
"""
_ADD_TEST = """
INSERT INTO learned_test (id, deed_id, question, article_id, audience, channel, at)
VALUES (%(id)s, %(deed)s, %(question)s, %(article)s, 'customer', %(channel)s, %(at)s)
"""
_DROP_TESTS = "DELETE FROM learned_test WHERE deed_id = %(deed)s"


class DeedStore:
    """Reads and writes decisions of the session's tenant."""

    async def add(self, session: Session, deed: Deed) -> None:
        """Write a decision."""
        params: dict[str, Any] = {
            "id": deed.id,
            "gap": deed.gap_id,
            "deed": deed.deed,
            "article": deed.article_id,
            "question": deed.question,
            "others": list(deed.others),
            "reason": deed.reason,
            "by": deed.by,
            "at": deed.at,
        }
        await session.execute(_ADD, params)

    async def of(self, session: Session, gap_id: GapId) -> list[Deed]:
        """Every decision on a gap, undone ones too, oldest first."""
        return [_deed(row) for row in await session.all(_OF, {"gap": gap_id})]

    async def last(self, session: Session, gap_id: GapId) -> Deed | None:
        """The last decision that stands, locked until the transaction ends."""
        row = await session.maybe(_LAST, {"gap": gap_id})
        return None if row is None else _deed(row)

    async def undo(self, session: Session, deed: Deed, *, by: StaffId, at: datetime) -> None:
        """Note that a decision was taken back, and drop the tests that came of it."""
        await session.execute(_DROP_TESTS, {"deed": deed.id})
        await session.execute(_UNDO, {"id": deed.id, "by": by, "at": at})

    async def add_proposal(
        self, session: Session, proposal: Proposal, *, seq: int | None
    ) -> Proposal:
        """Write what somebody offered; the same message again gives what is there."""
        params = {
            "id": proposal.id,
            "gap": proposal.gap_id,
            "origin": proposal.origin,
            "question": proposal.question,
            "answer": proposal.answer,
            "note": proposal.note,
            "conversation": proposal.conversation_id,
            "seq": seq,
            "ticket": proposal.ticket_no,
            "by": proposal.by,
            "at": proposal.at,
        }
        if await session.maybe(_ADD_PROPOSAL, params) is not None:
            return proposal
        return _proposal(await session.one(_FIND_PROPOSAL, params))

    async def find_proposal(
        self, session: Session, conversation_id: ConversationId, *, seq: int
    ) -> Proposal | None:
        """What was offered from this message already."""
        row = await session.maybe(_FIND_PROPOSAL, {"conversation": conversation_id, "seq": seq})
        return None if row is None else _proposal(row)

    async def proposals(self, session: Session, gap_ids: list[GapId]) -> list[Proposal]:
        """What was offered for gaps, oldest first."""
        return [_proposal(row) for row in await session.all(_PROPOSALS, {"gaps": gap_ids})]

    async def add_test(self, session: Session, deed: Deed, *, question: str, channel: str) -> None:
        """Write that a question must find the article of a decision."""
        params = {
            "id": Id.new(),
            "deed": deed.id,
            "question": question,
            "article": deed.article_id,
            "channel": channel,
            "at": deed.at,
        }
        await session.execute(_ADD_TEST, params)


def _deed(row: Row) -> Deed:
    return Deed(
        id=DeedId.of(row["id"]),
        gap_id=GapId.of(row["gap_id"]),
        deed=GapState(row["deed"]),
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
        article_id=ArticleId.or_none(row["article_id"]),
        question=row["question"],
        others=tuple(GapId.of(one) for one in row["others"]),
        reason=row["reason"],
        undone_at=row["undone_at"],
    )


def _proposal(row: Row) -> Proposal:
    return Proposal(
        id=ProposalId.of(row["id"]),
        gap_id=GapId.of(row["gap_id"]),
        origin=row["origin"],
        question=row["question"],
        answer=row["answer"],
        note=row["note"],
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
        conversation_id=ConversationId.or_none(row["conversation_id"]),
        ticket_no=row["ticket_no"],
    )
