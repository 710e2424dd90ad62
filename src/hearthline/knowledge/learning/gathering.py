"""Gathers questions that were not answered well into gaps, and looks for the nearest article.

Runs as a job, incremental and repeatable: a question is put to a gap once, in the order asked.
"""

import asyncio
from dataclasses import dataclass, replace
from typing import Final

from hearthline.kernel import ArticleId, Clock, TenantId
from hearthline.knowledge.learning.clustering import clustered, normal_question
from hearthline.knowledge.learning.gap_store import GapStore
from hearthline.knowledge.learning.gathering_store import GatheringStore, Waiting
from hearthline.knowledge.learning.model import Gap, GapId, GapState, Gathered, Near, QuestionId
from hearthline.knowledge.model import Hit, View
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Database, Session
from hearthline.platform.log import get_log

log = get_log(__name__)

_BATCH: Final = 5000
_MOST_LEADERS: Final = 20_000
_SUGGESTIONS: Final = 500
_LOOKED_AT: Final = 5
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Which question goes where, and the gaps that are new."""

    placed: dict[QuestionId, GapId | None]
    new: list[Gap]


class Gathering:
    """Makes gaps of questions."""

    def __init__(self, database: Database, knowledge: Knowledge, clock: Clock) -> None:
        """Collaborators."""
        self._database = database
        self._knowledge = knowledge
        self._clock = clock
        self._store, self._gaps = GatheringStore(), GapStore()
        self._articles = KnowledgeStore()

    async def run(self, tenant_id: TenantId) -> Gathered:
        """Gather one batch and refresh suggestions; `left` says that there is more to gather."""
        async with self._database.session(tenant_id) as session:
            await self._store.lock(session)
            waiting = await self._store.waiting(session, limit=_BATCH)
            new = await self._gather(session, waiting)
        suggested = await self._suggest(tenant_id)
        done = Gathered(len(waiting), new, suggested, left=len(waiting) == _BATCH)
        if done.questions or done.suggested:
            log.info(
                "knowledge.gathered",
                tenant_id=str(tenant_id),
                questions=done.questions,
                gaps=done.gaps,
                suggested=done.suggested,
            )
        return done

    async def place(self, session: Session, question: str) -> Gap | None:
        """The gap of one question, made when there is none; None when nothing is left of it."""
        normal = await asyncio.to_thread(normal_question, question)
        if not normal:
            return None
        await self._store.lock(session)
        leaders = await self._store.leaders(session, limit=_MOST_LEADERS)
        texts = [leader for _, leader in leaders]
        [placed] = await asyncio.to_thread(clustered, texts, [normal])
        if placed.leader < len(leaders):
            return await self._gaps.find(session, leaders[placed.leader][0])
        gap = self._new(normal, question)
        await self._store.add(session, [gap])
        return gap

    async def recount(self, session: Session, gap_id: GapId) -> None:
        """Count what belongs to a gap anew."""
        await self._store.recount(session, [gap_id])

    async def nearest(self, session: Session, gap: Gap) -> list[Near]:
        """The articles that are nearest now, those that customers refused left out."""
        refused = (await self._store.refused(session, [gap.id])).get(gap.id, set())
        hits = await self._knowledge.search(session.tenant_id, gap.title, limit=_LOOKED_AT)
        return [_near_of(hit) for hit in hits if hit.article_id not in refused][:_SHOWN]

    async def _gather(self, session: Session, waiting: list[Waiting]) -> int:
        """Put questions to gaps and count those that changed; how many gaps are new."""
        now = self._clock.now()
        leaders = await self._store.leaders(session, limit=_MOST_LEADERS) if waiting else []
        done = await asyncio.to_thread(self._sort, leaders, waiting)
        await self._store.add(session, done.new)
        await self._store.put(session, done.placed, now=now)
        touched = {gap for gap in done.placed.values() if gap is not None}
        await self._store.recount(session, touched | await self._store.changed(session))
        await self._store.gathered(session, now=now)
        return len(done.new)

    def _sort(self, leaders: list[tuple[GapId, str]], waiting: list[Waiting]) -> _Sorted:
        """The work of a gathering, in a thread of its own."""
        normals = {one.id: normal_question(one.text) for one in waiting}
        askable = [one for one in waiting if normals[one.id]]
        texts = [normals[one.id] for one in askable]
        places = clustered([leader for _, leader in leaders], texts)
        ids, new = [gap_id for gap_id, _ in leaders], []
        placed: dict[QuestionId, GapId | None] = {one.id: None for one in waiting}
        for one, normal, place in zip(askable, texts, places, strict=True):
            if place.leader == len(ids):
                gap = replace(self._new(normal, one.text), first_at=one.at, last_at=one.at)
                new.append(gap)
                ids.append(gap.id)
            placed[one.id] = ids[place.leader]
        return _Sorted(placed, new)

    def _new(self, normal: str, title: str) -> Gap:
        now = self._clock.now()
        return Gap(
            id=GapId.new(),
            state=GapState.OPEN,
            leader=normal,
            title=title,
            size=0,
            first_at=now,
            last_at=now,
            near=None,
            merged_into=None,
            counter=0,
        )

    async def _suggest(self, tenant_id: TenantId) -> int:
        """Look for the nearest article of gaps that were looked at in another edition."""
        await self._knowledge.refresh(tenant_id)
        async with self._database.session(tenant_id) as session:
            edition = await self._articles.edition(session)
            stale = await self._store.stale(session, edition=edition, limit=_SUGGESTIONS)
            refused = await self._store.refused(session, [gap_id for gap_id, _ in stale])
        view = self._knowledge.view()
        near = {
            gap_id: await self._near(tenant_id, title, view, refused.get(gap_id, set()))
            for gap_id, title in stale
        }
        async with self._database.session(tenant_id) as session:
            for gap_id, found in near.items():
                await self._store.keep_near(session, gap_id, found, edition=edition)
        return len(near)

    async def _near(
        self, tenant_id: TenantId, title: str, view: View, refused: set[ArticleId]
    ) -> Near | None:
        """The best article that nobody refused as the answer."""
        await asyncio.sleep(0)  # the search is quick, five hundred of them are not
        hits = await self._knowledge.search(tenant_id, title, view=view, limit=_LOOKED_AT)
        for hit in hits:
            if hit.article_id not in refused:
                return _near_of(hit)
        return None


def _near_of(hit: Hit) -> Near:
    return Near(hit.article_id, hit.version, hit.title, hit.score, hit.band)
