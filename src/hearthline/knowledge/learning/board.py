"""The review board: people decide on gaps, and what they accept becomes a draft to be reviewed.

Nothing decided here is told to anybody: it is written into a working copy, which another person
must approve and publish. Every decision can be taken back while nobody built on it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge.learning.deed_store import DeedStore
from hearthline.knowledge.learning.drafting import Drafting
from hearthline.knowledge.learning.errors import (
    DeedUnknown,
    GapChanged,
    GapNotOpen,
    GapUnknown,
    MergeSenseless,
)
from hearthline.knowledge.learning.gap_store import GapStore
from hearthline.knowledge.learning.gathering import Gathering
from hearthline.knowledge.learning.model import (
    Advice,
    AnswerDraft,
    BoardFilter,
    Counted,
    Deed,
    DeedId,
    Gap,
    GapFile,
    GapId,
    GapState,
)
from hearthline.knowledge.learning.writing import Writing
from hearthline.knowledge.model import Draft
from hearthline.platform.db import Session

_WEEK: Final = timedelta(days=7)
_SHOWN_FOR: Final = timedelta(days=90)
_MOST_EXAMPLES: Final = 20
_MOST_MERGED: Final = 50
# Of left-out questions of the packs the nearest article was the right one in 57 % from the first
# score on, in 33 % from the second, in one of six below.
NEAR: Final = 0.40
PERHAPS_NEAR: Final = 0.20


class Gaps:
    """What reviewers see of gaps, and what they do with them."""

    def __init__(
        self, writing: Writing, drafting: Drafting, gathering: Gathering, *, clock: Clock
    ) -> None:
        """Collaborators."""
        self._gathering = gathering
        self._writing = writing
        self._drafting = drafting
        self._clock = clock
        self._audit = Audit(clock)
        self._store, self._deeds = GapStore(), DeedStore()

    def now(self) -> datetime:
        """The moment of a decision."""
        return self._clock.now()

    async def page(self, session: Session, wanted: BoardFilter) -> list[GapFile]:
        """A page of the board, each gap with what was counted in the last two weeks."""
        gaps = await self._store.page(session, wanted)
        since = self._today() - 2 * _WEEK
        counted = await self._store.counted(session, [gap.id for gap in gaps], since=since)
        return [
            GapFile(gap, (), tuple(counted.get(gap.id, ())), (), (), advice=_advice(gap, None))
            for gap in gaps
        ]

    async def file(self, session: Session, gap_id: GapId) -> GapFile:
        """A gap with examples, counts, what people offered and decided; raises GapUnknown."""
        gap = await self._get(session, gap_id)
        merged = await self._store.merged(session, gap.id)
        ids = [gap.id, *(one.id for one in merged)]
        askings = await self._store.askings(session, ids)
        proposals = await self._deeds.proposals(session, ids)
        draft = await self._drafting.draft(session, askings, proposals, now=self._clock.now())
        since = self._today() - _SHOWN_FOR
        counted = await self._store.counted(session, [gap.id], since=since)
        return GapFile(
            gap=gap,
            examples=tuple(asking.example for asking in askings[:_MOST_EXAMPLES]),
            counted=tuple(counted.get(gap.id, ())),
            proposals=tuple(proposals),
            deeds=tuple(await self._deeds.of(session, gap.id)),
            draft=draft,
            advice=_advice(gap, draft),
            merged=tuple(merged),
            nearest=tuple(await self._gathering.nearest(session, gap)),
        )

    async def accept(
        self,
        session: Session,
        gap_id: GapId,
        *,
        article_id: ArticleId,
        question: str,
        counter: int,
        by: Staff,
    ) -> Deed:
        """Add the question to an article's working copy, and a test that it is found there.

        Raises GapChanged, GapNotOpen, and what writing on the article raises.
        """
        gap = await self._open(session, gap_id, counter)
        added = await self._writing.add_wording(session, article_id, question, by=by)
        deed = replace(
            self._deed(gap, GapState.ACCEPTED, by=by), article_id=article_id, question=added
        )
        await self._decide(session, gap, deed, by=by)
        await self._deeds.add_test(session, deed, question=question, channel="web")
        return deed

    async def make_draft(
        self, session: Session, gap_id: GapId, draft: Draft, *, counter: int, by: Staff
    ) -> Deed:
        """Begin a new article as a draft, and a test that the question finds it.

        Raises GapChanged, GapNotOpen, and what writing raises.
        """
        gap = await self._open(session, gap_id, counter)
        article_id = await self._writing.begin(session, draft, by=by)
        deed = replace(
            self._deed(gap, GapState.DRAFTED, by=by), article_id=article_id, question=draft.title
        )
        await self._decide(session, gap, deed, by=by)
        await self._deeds.add_test(session, deed, question=draft.title, channel="web")
        return deed

    async def merge(
        self,
        session: Session,
        gap_id: GapId,
        others: Sequence[GapId],
        *,
        counter: int,
        by: Staff,
    ) -> Deed:
        """Put other open gaps into this one; raises GapChanged, GapNotOpen, MergeSenseless."""
        gap = await self._open(session, gap_id, counter)
        found = await self._store.of(session, list(dict.fromkeys(others))[:_MOST_MERGED])
        are_open = all(one.state is GapState.OPEN for one in found)
        if not found or len(found) < len(set(others)) or not are_open or gap_id in set(others):
            raise MergeSenseless
        within = [inner for one in found for inner in await self._store.merged(session, one.id)]
        ids = [one.id for one in (*found, *within)]
        await self._store.decide(session, ids, state=GapState.MERGED, into=gap.id)
        deed = replace(
            self._deed(gap, GapState.MERGED, by=by), others=tuple(one.id for one in found)
        )
        await self._deeds.add(session, deed)
        await self._store.decide(session, [gap.id], state=GapState.OPEN)
        await self._record(session, deed, by=by)
        return deed

    async def dismiss(
        self, session: Session, gap_id: GapId, *, reason: str, counter: int, by: Staff
    ) -> Deed:
        """Leave it as it is, and say why; raises GapChanged, GapNotOpen."""
        gap = await self._open(session, gap_id, counter)
        deed = replace(self._deed(gap, GapState.DISMISSED, by=by), reason=reason)
        await self._decide(session, gap, deed, by=by)
        return deed

    async def undo(self, session: Session, gap_id: GapId, *, counter: int, by: Staff) -> Gap:
        """Take the last decision back; raises GapChanged, DeedUnknown, CannotUndo.

        What was written into a working copy is taken out again while it is still a draft.
        """
        gap = await self._get(session, gap_id)
        if gap.counter != counter:
            raise GapChanged
        deed = await self._deeds.last(session, gap_id)
        if deed is None:
            raise DeedUnknown
        if deed.deed is GapState.MERGED:
            await self._part(session, deed)
        elif deed.deed is GapState.ACCEPTED and deed.article_id and deed.question:
            await self._writing.take_wording(session, deed.article_id, deed.question, by=by)
        elif deed.deed is GapState.DRAFTED and deed.article_id:
            await self._writing.drop(session, deed.article_id, by=by)
        await self._store.decide(session, [gap.id], state=GapState.OPEN)
        await self._deeds.undo(session, deed, by=by.id, at=self._clock.now())
        await self._audit.record(session, by, "gap.reopened", subject_kind="gap", subject_id=gap.id)
        return await self._get(session, gap_id)

    async def reopen(self, session: Session, gap: Gap) -> None:
        """Put a gap that was decided back on the board, because somebody asks for it anew."""
        if gap.state is not GapState.OPEN:
            await self._store.decide(session, [gap.id], state=GapState.OPEN)

    async def _part(self, session: Session, deed: Deed) -> None:
        """Take merged gaps out again, each with those that had gone into it before."""
        await self._store.decide(session, deed.others, state=GapState.OPEN)
        for other in deed.others:
            for earlier in await self._deeds.of(session, other):
                if earlier.deed is GapState.MERGED and earlier.undone_at is None:
                    await self._store.decide(
                        session, earlier.others, state=GapState.MERGED, into=other
                    )

    async def _decide(self, session: Session, gap: Gap, deed: Deed, *, by: Staff) -> None:
        await self._store.decide(session, [gap.id], state=deed.deed)
        await self._deeds.add(session, deed)
        await self._record(session, deed, by=by)

    async def _record(self, session: Session, deed: Deed, *, by: Staff) -> None:
        details = {
            "article_id": str(deed.article_id) if deed.article_id else None,
            "reason": deed.reason,
        }
        await self._audit.record(
            session,
            by,
            f"gap.{deed.deed}",
            subject_kind="gap",
            subject_id=deed.gap_id,
            details=details,
        )

    async def _open(self, session: Session, gap_id: GapId, counter: int) -> Gap:
        gap = await self._get(session, gap_id)
        if gap.counter != counter:
            raise GapChanged
        if gap.state is not GapState.OPEN:
            raise GapNotOpen(state=gap.state)
        return gap

    async def _get(self, session: Session, gap_id: GapId) -> Gap:
        gap = await self._store.find(session, gap_id)
        if gap is None:
            raise GapUnknown
        return gap

    def _deed(self, gap: Gap, state: GapState, *, by: Staff) -> Deed:
        return Deed(id=DeedId.new(), gap_id=gap.id, deed=state, by=by.id, at=self._clock.now())

    def _today(self) -> date:
        return self._clock.now().date()


def trend_of(counted: Sequence[Counted], today: date) -> tuple[int, int]:
    """How often it was asked in the last seven days, and in the seven before."""
    week_ago = today - _WEEK
    lately = sum(one.asked for one in counted if one.day > week_ago)
    before = sum(one.asked for one in counted if week_ago - _WEEK < one.day <= week_ago)
    return lately, before


def _advice(gap: Gap, draft: AnswerDraft | None) -> Advice | None:
    """Another wording of an article that is near, a new one of what was said, or nothing."""
    score = 0.0 if gap.near is None else gap.near.score
    if score >= NEAR:
        return Advice.SIMILAR
    if draft is not None:
        return Advice.DRAFT
    return Advice.SIMILAR if score >= PERHAPS_NEAR else None
