"""Walks on the graph: who is around, the shortest way, what else applies. SQL, depth and limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hearthline.kernel import ArticleId
from hearthline.knowledge.graph.model import EntityId, EntityKind, Reach, Relation, RelationKind
from hearthline.knowledge.graph.store import relation_of
from hearthline.knowledge.model import View
from hearthline.platform.db import Row, Session

MOST_FROM_ONE: Final = 60
_MOST_SEEN: Final = 20_000
_MOST_NAMED: Final = 500

# One step from `w.id`, both ways; each side has its index, and a hub gives only so many.
_STEP: Final = """
  (SELECT r.object_id AS other FROM graph_relation r
   WHERE r.subject_id = w.id AND r.state = 'live' LIMIT %(each)s)
  UNION ALL
  (SELECT r.subject_id AS other FROM graph_relation r
   WHERE r.object_id = w.id AND r.state = 'live' LIMIT %(each)s)
"""
# Breadth first: a recursive term yields one more step each time, and the outer LIMIT ends it.
# SQL of our own making: what varies are parameters.
_AROUND: Final = f"""
WITH RECURSIVE walk(id, depth) AS (
  SELECT e.id, 0 FROM graph_entity e WHERE e.id = %(start)s AND e.state = 'live'
  UNION
  SELECT n.other, w.depth + 1 FROM walk w
  CROSS JOIN LATERAL ({_STEP}) n
  JOIN graph_entity e ON e.id = n.other AND e.state = 'live'
  WHERE w.depth < %(depth)s
    AND (%(kinds)s::text[] IS NULL OR e.kind = ANY(%(kinds)s))
)
SELECT id, depth FROM walk LIMIT %(most)s
"""  # noqa: S608  (made of constants)
# Each statement below asks one table by one index, so that a plan made before the tables were
# ever analysed is good as well.
_BETWEEN: Final = """
SELECT * FROM graph_relation
WHERE subject_id = ANY(%(ids)s) AND object_id = ANY(%(ids)s) AND state = 'live'
ORDER BY id LIMIT 4000
"""
_FROM: Final = """
SELECT * FROM graph_relation WHERE subject_id = ANY(%(ids)s) AND state = 'live' LIMIT %(most)s
"""
_TO: Final = """
SELECT * FROM graph_relation WHERE object_id = ANY(%(ids)s) AND state = 'live' LIMIT %(most)s
"""
# At most `hub` that name each.
_NAMING: Final = """
SELECT w.id AS object_id, r.subject_id FROM unnest(%(ids)s::uuid[]) AS w(id)
CROSS JOIN LATERAL (SELECT r.subject_id FROM graph_relation r
  WHERE r.object_id = w.id AND r.state = 'live' LIMIT %(hub)s) r
"""
_LIVING: Final = """
SELECT id, kind, name, article_id FROM graph_entity WHERE id = ANY(%(ids)s) AND state = 'live'
"""
_VISIBLE: Final = """
SELECT a.id, a.slug, r.title FROM publication p
JOIN article a ON a.tenant_id = p.tenant_id AND a.id = p.article_id
JOIN revision r ON r.tenant_id = p.tenant_id AND r.article_id = p.article_id
  AND r.version = p.version
WHERE p.article_id = ANY(%(ids)s) AND p.withdrawn_at IS NULL
  AND %(audience)s = ANY(r.audience) AND %(channel)s = ANY(r.channels)
  AND (r.customer_classes = '{}' OR %(customer_class)s = ANY(r.customer_classes))
  AND (r.regions = '{}' OR %(region)s = ANY(r.regions))
  AND r.valid_from <= %(at)s AND (r.valid_to IS NULL OR %(at)s < r.valid_to)
  AND (%(domains)s::text[] = '{}' OR split_part(a.slug, '/', 1) = ANY(%(domains)s)
    OR a.slug NOT LIKE '%%/%%' OR a.slug LIKE 'common/%%')
"""


@dataclass(frozen=True, slots=True)
class Touch:
    """That an item and the start both name a thing, which `degree` items name in all."""

    article_id: ArticleId
    kind: EntityKind
    name: str
    degree: int


@dataclass(frozen=True, slots=True)
class Reference:
    """That one item refers to the other; `is_ours`: the start's item refers."""

    article_id: ArticleId
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An item that a view shows."""

    article_id: ArticleId
    slug: str
    title: str


class Walks:
    """Questions to the graph of the session's tenant; nothing is written."""

    async def around(
        self, session: Session, start: EntityId, reach: Reach
    ) -> tuple[dict[EntityId, int], bool]:
        """The nearest entities with their distance, and whether there were more than wanted."""
        most = reach.most
        params = {
            "start": start,
            "depth": reach.depth,
            "each": MOST_FROM_ONE,
            "kinds": [kind.value for kind in reach.kinds] or None,
            "most": most * 8,
        }
        rows = await session.all(_AROUND, params)
        found: dict[EntityId, int] = {}
        for row in sorted(rows, key=lambda row: int(row["depth"])):
            found.setdefault(EntityId.of(row["id"]), int(row["depth"]))
        kept = dict(list(found.items())[:most])
        return kept, len(found) > most or len(rows) == most * 8

    async def between(self, session: Session, ids: Sequence[EntityId]) -> list[Relation]:
        """The relations that have both ends among these."""
        rows = await session.all(_BETWEEN, {"ids": list(ids)})
        return [relation_of(row) for row in rows]

    async def shortest(
        self, session: Session, start: EntityId, *, end: EntityId, most_steps: int
    ) -> list[Relation] | None:
        """The relations of a shortest way, from both ends at once; None when there is none."""
        sides: tuple[_Side, _Side] = (_Side({start: None}, [start]), _Side({end: None}, [end]))
        if start == end:
            return []
        for _ in range(most_steps):
            side = min(sides, key=lambda one: len(one.front))
            other = sides[1] if side is sides[0] else sides[0]
            if not side.front or len(side.came) > _MOST_SEEN:
                return None
            meeting = side.step(await self._front(session, side.front), other.came)
            if meeting is not None:
                return sides[0].way_to(meeting)[::-1] + sides[1].way_to(meeting)
        return None

    async def _front(self, session: Session, front: Sequence[EntityId]) -> list[Relation]:
        """The relations of these entities that lead to living ones."""
        params = {"ids": list(front), "most": _MOST_SEEN}
        rows = [*await session.all(_FROM, params), *await session.all(_TO, params)]
        relations = [relation_of(row) for row in rows]
        ends = {end for one in relations for end in (one.subject_id, one.object_id)}
        living = await self._living(session, list(ends))
        return [one for one in relations if one.subject_id in living and one.object_id in living]

    async def touches(
        self, session: Session, start: Sequence[EntityId], *, hub: int
    ) -> list[Touch]:
        """Items that name what the start names; what `hub` items name or more tells nothing."""
        rows = await session.all(_FROM, {"ids": list(start), "most": _MOST_NAMED})
        named = await self._living(session, [*start, *(row["object_id"] for row in rows)])
        things = [one for one, row in named.items() if row["kind"] != EntityKind.ITEM]
        naming: dict[EntityId, list[EntityId]] = {}
        for row in await session.all(_NAMING, {"ids": things, "hub": hub}):
            naming.setdefault(row["object_id"], []).append(row["subject_id"])
        telling = {thing: by for thing, by in naming.items() if len(by) < hub}
        items = await self._items(session, {one for by in telling.values() for one in by})
        return [
            Touch(items[one], EntityKind(named[thing]["kind"]), named[thing]["name"], len(by))
            for thing, by in telling.items()
            for one in by
            if one in items and one not in start
        ]

    async def named_by(self, session: Session, items: Sequence[EntityId]) -> list[EntityId]:
        """The services and faults that items are about."""
        rows = await session.all(_FROM, {"ids": list(items), "most": _MOST_NAMED})
        about = [row["object_id"] for row in rows if row["kind"] == RelationKind.IS_ABOUT]
        return [EntityId.of(one) for one in dict.fromkeys(about)]

    async def references(self, session: Session, start: Sequence[EntityId]) -> list[Reference]:
        """Items that the start refers to, or that refer to it."""
        params = {"ids": list(start), "most": _MOST_NAMED}
        ours = [row["object_id"] for row in await session.all(_FROM, params) if _refers(row)]
        others = [row["subject_id"] for row in await session.all(_TO, params) if _refers(row)]
        items = await self._items(session, {*ours, *others} - set(start))
        return [
            *(Reference(items[one], is_ours=True) for one in ours if one in items),
            *(Reference(items[one], is_ours=False) for one in others if one in items),
        ]

    async def _living(self, session: Session, ids: Iterable[EntityId]) -> dict[EntityId, Row]:
        rows = await session.all(_LIVING, {"ids": list(dict.fromkeys(ids))})
        return {EntityId.of(row["id"]): row for row in rows}

    async def _items(self, session: Session, ids: Iterable[EntityId]) -> dict[EntityId, ArticleId]:
        living = await self._living(session, ids)
        return {
            one: ArticleId.of(row["article_id"])
            for one, row in living.items()
            if row["kind"] == EntityKind.ITEM and row["article_id"] is not None
        }

    async def visible(
        self, session: Session, ids: Sequence[ArticleId], view: View
    ) -> dict[ArticleId, Shown]:
        """Those of the articles that are published and shown in a view."""
        params: dict[str, Any] = {
            "ids": list(ids),
            "audience": view.audience,
            "channel": view.channel,
            "customer_class": view.customer_class,
            "region": view.region,
            "at": view.at,
            "domains": list(view.domains),
        }
        rows = await session.all(_VISIBLE, params)
        each = [Shown(ArticleId.of(row["id"]), row["slug"], row["title"]) for row in rows]
        return {one.article_id: one for one in each}


@dataclass(slots=True)
class _Side:
    """One end of a search for the shortest way: where one came from to each entity."""

    came: dict[EntityId, tuple[EntityId, Relation] | None]
    front: list[EntityId]

    def step(
        self, relations: Sequence[Relation], met: Mapping[EntityId, object]
    ) -> EntityId | None:
        """Go one step further; the entity at which the other side is met, if it is."""
        here, reached = set(self.front), []
        for relation in relations:
            for near, far in (
                (relation.subject_id, relation.object_id),
                (relation.object_id, relation.subject_id),
            ):
                if near in here and far not in self.came:
                    self.came[far] = (near, relation)
                    reached.append(far)
        self.front = reached
        return next((one for one in reached if one in met), None)

    def way_to(self, place: EntityId) -> list[Relation]:
        """The relations from a place back to this side's end."""
        way: list[Relation] = []
        came = self.came[place]
        while came is not None:
            place, relation = came
            way.append(relation)
            came = self.came[place]
        return way


def _refers(row: Row) -> bool:
    return bool(row["kind"] == RelationKind.SEE_ALSO)


# How much a shared thing of each kind says, before how rare it is; a reference says this much.
WEIGHT: Final = {
    EntityKind.SERVICE: 1.0,
    EntityKind.FAULT: 1.0,
    EntityKind.CAUSE: 0.8,
    EntityKind.REMEDY: 0.6,
    EntityKind.CONDITION: 0.7,
    EntityKind.DOCUMENT: 0.5,
    EntityKind.DEADLINE: 0.6,
    EntityKind.FEE: 0.7,
    EntityKind.POLICY: 0.3,
    EntityKind.PLACE: 0.2,
    EntityKind.SCENE: 0.7,
    EntityKind.TOPIC: 0.3,
    EntityKind.ITEM: 1.0,
}
REFERS: Final = 2.0
IS_REFERRED_TO: Final = 1.2
