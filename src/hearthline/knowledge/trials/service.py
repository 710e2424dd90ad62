"""The verbs of trials: try a question, save sets of them, run a set, and hold the gate.

Everything goes through `Knowledge.search`, the very call by which the bot answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hearthline.access import Staff
from hearthline.kernel import Clock, StaffId, TenantId, TrialRunId, TrialSetId
from hearthline.knowledge.life.gate import Finding
from hearthline.knowledge.model import Article, Hit, View
from hearthline.knowledge.search import ArticleIndex
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.trials.errors import (
    TrialRunUnknown,
    TrialSetChanged,
    TrialSetTaken,
    TrialSetUnknown,
)
from hearthline.knowledge.trials.model import (
    MOST_MISSES,
    Case,
    Eyes,
    Outcome,
    Tolerance,
    TrialRun,
    TrialSet,
    figures_of,
    verdict_on,
    worsened,
)
from hearthline.knowledge.trials.store import TrialStore
from hearthline.platform.db import Database, Session

MOST_AT_THE_GATE: Final = 50
_RANKED: Final = 3


@dataclass(frozen=True, slots=True)
class Content:
    """What a set holds: its name, its questions, and what is let pass."""

    name: str
    cases: tuple[Case, ...]
    tolerance: Tolerance


class KnowledgeTrials:
    """Tries the search as others see it, and remembers how well it did."""

    def __init__(self, database: Database, knowledge: Knowledge, clock: Clock) -> None:
        """Try what this knowledge finds."""
        self._database = database
        self._knowledge = knowledge
        self._clock = clock
        self._store = TrialStore()

    async def attempt(
        self, tenant_id: TenantId, question: str, eyes: Eyes, *, limit: int = 10
    ) -> list[Hit]:
        """What is found with somebody's eyes, best first, each with its reasons."""
        view = self._view(eyes)
        return await self._knowledge.search(tenant_id, question, view=view, limit=limit)

    def hindrances(self, article: Article, eyes: Eyes) -> list[str]:
        """Why these eyes do not see an article; empty when they do."""
        view, draft = self._view(eyes), article.draft
        classes, regions = draft.customer_classes, draft.regions
        facts = {
            "not_published": article.is_published,
            "audience": view.audience in draft.audience,
            "channel": view.channel in draft.channels,
            "domain": not view.domains or draft.domain in ("", *view.domains),
            "customer_class": not classes or view.customer_class in classes,
            "region": not regions or view.region in regions,
            "not_yet_in_force": draft.valid_from <= view.at,
            "no_longer_in_force": draft.valid_to is None or view.at < draft.valid_to,
        }
        return [name for name, holds in facts.items() if not holds]

    async def add(self, session: Session, content: Content, *, by: StaffId) -> TrialSet:
        """Save questions under a name; raises `TrialSetTaken`."""
        now = self._clock.now()
        one = TrialSet(TrialSetId.new(), content.name, content.cases, content.tolerance, 1, by, now)
        if not await self._store.add(session, one):
            raise TrialSetTaken(name=content.name)
        return one

    async def change(
        self, session: Session, set_id: TrialSetId, content: Content, *, counter: int, by: StaffId
    ) -> TrialSet:
        """Exchange a set; raises `TrialSetUnknown`, `TrialSetChanged`, `TrialSetTaken`."""
        old = await self.get(session, set_id)
        others = await self._store.sets(session, after=None, limit=MOST_AT_THE_GATE)
        if any(one.name == content.name and one.id != set_id for one in others):
            raise TrialSetTaken(name=content.name)
        wanted = replace(
            old,
            name=content.name,
            cases=content.cases,
            tolerance=content.tolerance,
            counter=counter,
            by=by,
            at=self._clock.now(),
        )
        changed = await self._store.change(session, wanted)
        if changed is None:
            raise TrialSetChanged
        return changed

    async def remove(self, session: Session, set_id: TrialSetId) -> None:
        """Forget a set and its runs; raises `TrialSetUnknown`."""
        if not await self._store.remove(session, set_id):
            raise TrialSetUnknown

    async def get(self, session: Session, set_id: TrialSetId) -> TrialSet:
        """One set; raises `TrialSetUnknown`."""
        found = await self._store.get(session, set_id)
        if found is None:
            raise TrialSetUnknown
        return found

    async def sets(
        self, session: Session, *, after: TrialSetId | None = None, limit: int = 50
    ) -> list[TrialSet]:
        """A page of the sets."""
        return await self._store.sets(session, after=after, limit=limit)

    async def runs(
        self,
        session: Session,
        set_id: TrialSetId,
        *,
        before: TrialRunId | None = None,
        limit: int = 50,
    ) -> list[TrialRun]:
        """The runs of a set, the last first; raises `TrialSetUnknown`."""
        await self.get(session, set_id)
        return await self._store.runs(session, set_id, before=before, limit=limit)

    async def read_run(self, session: Session, run_id: TrialRunId) -> TrialRun:
        """One run; raises `TrialRunUnknown`."""
        found = await self._store.run(session, run_id)
        if found is None:
            raise TrialRunUnknown
        return found

    async def run(self, tenant_id: TenantId, set_id: TrialSetId, *, by: StaffId) -> TrialRun:
        """Ask every question of a set and keep what came of it; raises `TrialSetUnknown`."""
        async with self._database.session(tenant_id) as session:
            one = await self.get(session, set_id)
            last = await self._store.runs(session, set_id, limit=1)
        await self._knowledge.refresh(tenant_id)
        edition = (await self._knowledge.indexes.of(tenant_id)).edition
        outcomes = [await self._outcome(tenant_id, case) for case in one.cases]
        figures = figures_of(outcomes)
        misses = [miss for outcome in outcomes if (miss := outcome.miss())]
        run = TrialRun(
            id=TrialRunId.new(),
            set_id=set_id,
            edition=edition,
            figures=figures,
            misses=tuple(misses[:MOST_MISSES]),
            verdict=verdict_on(figures, one.tolerance, last[0] if last else None),
            by=by,
            at=self._clock.now(),
        )
        async with self._database.session(tenant_id) as session:
            await self._store.add_run(session, run)
        return run

    async def gate(self, tenant_id: TenantId, *, by: StaffId) -> Sequence[TrialRun]:
        """Run every set; what is published may stay when all verdicts pass."""
        async with self._database.session(tenant_id) as session:
            sets = await self._store.sets(session, after=None, limit=MOST_AT_THE_GATE)
        return [await self.run(tenant_id, one.id, by=by) for one in sets]

    async def rehearse(self, tenant_id: TenantId, article: Article, by: Staff) -> Sequence[Finding]:
        """Which sets would come out worse than now with a version of an article in force.

        Each is compared with its run over what is published, which is made when there is none.
        """
        async with self._database.session(tenant_id) as session:
            sets = await self._store.sets(session, after=None, limit=MOST_AT_THE_GATE)
        if not sets:
            return []
        found: list[Finding] = []
        async with self._knowledge.indexes.rehearsal(tenant_id, [article]) as index:
            for one in sets:
                before = await self._newest(tenant_id, one, by=by.id)
                outcomes = [await self._outcome(tenant_id, case, index) for case in one.cases]
                against = worsened(figures_of(outcomes), one.tolerance, before)
                if against:
                    found.append(Finding(one.name, against))
        return found

    async def _newest(self, tenant_id: TenantId, one: TrialSet, *, by: StaffId) -> TrialRun:
        """The run of a set over what is published and by what it asks now."""
        edition = (await self._knowledge.indexes.of(tenant_id)).edition
        async with self._database.session(tenant_id) as session:
            last = await self._store.runs(session, one.id, limit=1)
        is_new = last and last[0].edition == edition and last[0].at >= one.at
        return last[0] if is_new else await self.run(tenant_id, one.id, by=by)

    async def _outcome(
        self, tenant_id: TenantId, case: Case, index: ArticleIndex | None = None
    ) -> Outcome:
        view = self._view(case.eyes)
        hits = await self._knowledge.search(
            tenant_id, case.question, view=view, limit=_RANKED, index=index
        )
        return Outcome(case, hits)

    def _view(self, eyes: Eyes) -> View:
        return View(
            at=eyes.at or self._clock.now(),
            audience=eyes.audience,
            channel=eyes.channel,
            domains=eyes.domains,
            customer_class=eyes.customer_class,
            region=eyes.region,
        )
