"""The verbs of the graph: read what is published into it, look around, find what else applies."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge.errors import ArticleUnknown
from hearthline.knowledge.graph.errors import EntityUnknown
from hearthline.knowledge.graph.extraction import RULES_EDITION, reading_of
from hearthline.knowledge.graph.model import (
    MOST_DEPTH,
    MOST_NODES,
    Associated,
    EntitiesWanted,
    Entity,
    EntityId,
    EntityKind,
    Extraction,
    Named,
    Neighbourhood,
    Origin,
    Path,
    Profile,
    Reach,
    Reading,
    Relation,
    Shared,
    Source,
    Step,
)
from hearthline.knowledge.graph.profile_store import ProfileStore
from hearthline.knowledge.graph.profiles import reading_of_profile
from hearthline.knowledge.graph.reading_store import ReadingStore
from hearthline.knowledge.graph.store import GraphStore
from hearthline.knowledge.graph.walking import (
    IS_REFERRED_TO,
    REFERS,
    WEIGHT,
    Shown,
    Walks,
)
from hearthline.knowledge.model import Article, View
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session
from hearthline.platform.language import matching_form

MOST_AT_ONCE: Final = 1000
_HUB: Final = 300
_LOOKED_AT: Final = 60
_MOST_REASONS: Final = 4
_LONGEST_QUERY: Final = 60
_NAME_LENGTHS: Final = range(2, 21)
_MOST_STEPS: Final = 6
_FOUND: Final = Shared(EntityKind.ITEM, "", REFERS)


class Graph:
    """Entities and relations of the tenant's trade, kept in step with what is published."""

    def __init__(self, clock: Clock) -> None:
        """Stand ready."""
        self._clock = clock
        self._store = GraphStore()
        self._readings = ReadingStore()
        self._profiles = ProfileStore()
        self._articles = KnowledgeStore()
        self._walks = Walks()

    async def extract(self, session: Session, *, most: int = MOST_AT_ONCE) -> Extraction:
        """Read what was published or withdrawn since the last time; people's work stays.

        Reading the same again changes nothing. At most so many items are read in one transaction;
        `is_complete` says whether that was all.
        """
        await self._store.lock(session)
        before = await self._store.counts(session)
        withdrawn = await self._readings.withdrawn(session)
        for source in withdrawn:
            await self._readings.forget(session, source)
        due = await self._due(session, most)
        readings = [reading_of(article) for article in due]
        readings += [reading_of_profile(one) for one in await self._due_profiles(session)]
        await self._take(session, readings)
        removed = await self._readings.sweep(session) if readings or withdrawn else 0
        after = await self._store.counts(session)
        return Extraction(
            sources=len(readings) + len(withdrawn),
            entities=max(0, sum(after.values()) - sum(before.values())),
            relations=sum(len(one.facts) for one in readings),
            removed=removed,
            is_complete=len(due) < most,
        )

    async def load_profiles(self, session: Session, profiles: Sequence[Profile]) -> int:
        """Keep the policy profiles of the packs; a version that is there stays. How many came."""
        return await self._profiles.add(session, profiles, at=self._clock.now())

    async def page(self, session: Session, wanted: EntitiesWanted) -> list[Entity]:
        """A page of entities by kind and name; without a kind all but the items."""
        form = matching_form(wanted.words).replace("%", "").replace("_", "").strip()
        last = await self.get(session, wanted.after) if wanted.after else None
        like = f"%{form}%" if form else None
        return await self._store.page(
            session, kind=wanted.kind, like=like, after=last, limit=wanted.limit
        )

    async def counts(self, session: Session) -> dict[str, int]:
        """How many entities of each kind there are."""
        return await self._store.counts(session)

    async def get(self, session: Session, entity_id: EntityId) -> Entity:
        """An entity; raises EntityUnknown."""
        found = await self._store.find(session, [entity_id])
        if entity_id not in found:
            raise EntityUnknown(entity_id=entity_id)
        return found[entity_id]

    async def sources(self, session: Session, relations: Sequence[Relation]) -> Sequence[Source]:
        """What relations were read from; nothing for those that people made."""
        return await self._store.sources(session, [one.id for one in relations])

    async def neighbourhood(
        self, session: Session, entity_id: EntityId, reach: Reach | None = None
    ) -> Neighbourhood:
        """What is around an entity, nearest first; raises EntityUnknown."""
        await self.get(session, entity_id)
        asked = reach or Reach()
        limited = replace(
            asked, depth=min(asked.depth, MOST_DEPTH), most=min(asked.most, MOST_NODES)
        )
        distance, is_cut = await self._walks.around(session, entity_id, limited)
        entities = await self._store.find(session, list(distance))
        relations = await self._walks.between(session, list(entities))
        near = tuple((entities[one], far) for one, far in distance.items() if one in entities)
        return Neighbourhood(near, tuple(relations), is_cut)

    async def path(self, session: Session, start: EntityId, end: EntityId) -> Path | None:
        """A shortest way between two entities, None when they are too far or not connected."""
        first = await self.get(session, start)
        await self.get(session, end)
        relations = await self._walks.shortest(session, start, end=end, most_steps=_MOST_STEPS)
        if relations is None:
            return None
        ends = [end for one in relations for end in (one.subject_id, one.object_id)]
        entities = await self._store.find(session, ends)
        steps, here = [], start
        for relation in relations:
            is_forward = relation.subject_id == here
            here = relation.object_id if is_forward else relation.subject_id
            steps.append(Step(relation, entities[here], is_forward))
        return Path(first, tuple(steps))

    async def associated(
        self, session: Session, article_id: ArticleId, *, view: View, limit: int = 6
    ) -> Sequence[Associated]:
        """What else applies where an item does, with the reasons; only what the view shows.

        A thing named by few items says more than one named by many. Raises ArticleUnknown; what
        was not read yet has nothing associated.
        """
        if not await self._articles.exists(session, article_id):
            raise ArticleUnknown(article_id=article_id, version=None)
        item = await self._store.item(session, article_id)
        if item is None:
            return []
        return await self._near(session, [item.id], view=view, limit=limit)

    async def search(
        self,
        session: Session,
        query: str,
        *,
        view: View,
        seeds: Sequence[ArticleId] = (),
        limit: int = 10,
    ) -> tuple[Sequence[Entity], Sequence[Associated]]:
        """The entities that a question names, and the items around them, best first.

        A question that names none starts from `seeds`, the items that an ordinary search found:
        their things are told, and the seeds come first.
        """
        named = await self._named_in(session, query)
        if named:
            ids = [one.id for one in named]
            return named, await self._near(session, ids, view=view, limit=limit)
        items = await self._store.items(session, seeds)
        if not items:
            return [], []
        start = [one.id for one in items]
        shown = await self._walks.visible(session, seeds, view)
        own = [_associated(shown[one], [_FOUND]) for one in seeds if one in shown]
        near = await self._near(session, start, view=view, limit=limit)
        things = await self._walks.named_by(session, start)
        entities = await self._store.find(session, things)
        return list(entities.values()), [*own, *near][:limit]

    async def _named_in(self, session: Session, query: str) -> list[Entity]:
        """Entities whose name stands in the question, the longest names first."""
        form = matching_form(query)[:_LONGEST_QUERY]
        pieces = {
            form[place : place + length]
            for length in _NAME_LENGTHS
            for place in range(len(form) - length + 1)
        }
        rows = await session.all(
            "SELECT DISTINCT entity_id, length(key) AS size FROM graph_name"
            " WHERE key = ANY(%(keys)s) AND kind <> 'item' ORDER BY size DESC LIMIT 12",
            {"keys": sorted(pieces)},
        )
        ids = list(dict.fromkeys(EntityId.of(row["entity_id"]) for row in rows))
        found = await self._store.find(session, ids)
        return [found[one] for one in ids if one in found]

    async def _near(
        self, session: Session, start: Sequence[EntityId], *, view: View, limit: int
    ) -> list[Associated]:
        reasons: dict[ArticleId, list[Shared]] = defaultdict(list)
        for touch in await self._walks.touches(session, start, hub=_HUB):
            share = WEIGHT[touch.kind] / math.log2(1 + max(2, touch.degree))
            reasons[touch.article_id].append(Shared(touch.kind, touch.name, round(share, 4)))
        for reference in await self._walks.references(session, start):
            share = REFERS if reference.is_ours else IS_REFERRED_TO
            reasons[reference.article_id].append(Shared(EntityKind.ITEM, "", share))
        best = sorted(reasons, key=lambda one: (-_sum(reasons[one]), one))[:_LOOKED_AT]
        shown = await self._walks.visible(session, best, view)
        found = [_associated(shown[one], reasons[one]) for one in best if one in shown]
        return found[:limit]

    async def _due(self, session: Session, most: int) -> list[Article]:
        due = await self._readings.due(session, rules=RULES_EDITION, most=most)
        found = [
            await self._articles.get(session, article_id, version=version)
            for article_id, version in due
        ]
        return [one for one in found if one is not None]

    async def _due_profiles(self, session: Session) -> Sequence[Profile]:
        return await self._profiles.due(session, rules=RULES_EDITION, at=self._clock.now())

    async def _take(self, session: Session, readings: Sequence[Reading]) -> None:
        """Write what sources state; names that are known lead to what people made of them."""
        named = {one for reading in readings for one in _named(reading)}
        known = await self._store.known(session, named)
        unique = {(one.kind, one.key): one for one in sorted(named, key=lambda one: one.name)}
        new = [one for key, one in unique.items() if key not in known]
        now = self._clock.now()
        made = await self._store.add(session, new, origin=Origin.EXTRACTED, at=now) if new else {}
        ids = {key: found for key, (found, _) in known.items()} | made
        for reading in readings:
            for item, article_id in reading.items:
                entity_id = ids[(item.kind, item.key)]
                await self._readings.set_item(
                    session, entity_id, name=item.name, article_id=article_id
                )
            await self._readings.state(session, reading, ids=ids, rules=RULES_EDITION, at=now)


def _named(reading: Reading) -> Iterable[Named]:
    for fact in reading.facts:
        yield fact.subject
        yield fact.object
    for item, _ in reading.items:
        yield item


def _sum(reasons: Sequence[Shared]) -> float:
    return sum(one.share for one in reasons)


def _associated(shown: Shown, reasons: Sequence[Shared]) -> Associated:
    ordered = sorted(reasons, key=lambda one: (-one.share, one.kind, one.name))
    return Associated(
        shown.article_id,
        shown.slug,
        shown.title,
        score=round(_sum(reasons), 4),
        reasons=tuple(ordered[:_MOST_REASONS]),
    )
