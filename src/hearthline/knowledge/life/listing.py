"""Lists, counts and the tree of the catalogue, read from the cards."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from hearthline.kernel import ArticleId
from hearthline.knowledge.life.model import (
    Branch,
    Card,
    CopyState,
    ItemState,
    Overview,
    Sought,
)
from hearthline.knowledge.model import Kind
from hearthline.platform.db import Row, Session

ENDING_WITHIN: Final = timedelta(days=30)

_STATES: Final = {
    ItemState.DRAFT: "copy_state = 'draft'",
    ItemState.IN_REVIEW: "copy_state = 'in_review'",
    ItemState.APPROVED: "waiting IS NOT NULL AND due_at IS NULL",
    ItemState.SCHEDULED: "due_at IS NOT NULL",
    ItemState.PUBLISHED: "live IS NOT NULL AND (valid_to IS NULL OR valid_to > %(now)s)",
    ItemState.EXPIRED: "live IS NOT NULL AND valid_to <= %(now)s",
    ItemState.WITHDRAWN: "live IS NULL AND withdrawn_at IS NOT NULL AND due_at IS NULL",
}
_RULES: Final = {
    "text": "(title ILIKE %(text)s OR slug ILIKE %(text)s)",
    "kind": "kind = %(kind)s",
    "catalogue": "(catalogue = %(catalogue)s OR starts_with(catalogue, %(catalogue)s || '/'))",
    "tags": "tags @> %(tags)s",
    "owner": "owner = %(owner)s",
    "audience": "%(audience)s = ANY(audience)",
    "is_exportable": "is_exportable = %(is_exportable)s",
    "ends_before": "valid_to <= %(ends_before)s",
    "review_before": "review_on <= %(review_before)s",
    "after": "(changed_at, article_id) < (%(changed_at)s, %(article_id)s)",
}
_CARDS: Final = "SELECT * FROM article_card WHERE "
_ORDER: Final = " ORDER BY changed_at DESC, article_id DESC LIMIT %(limit)s"
_BY_KIND: Final = "SELECT kind, count(*) AS n FROM article_card GROUP BY kind LIMIT 100"
_OVERVIEW: Final = """
SELECT count(*) AS total,
  count(*) FILTER (WHERE copy_state = 'draft') AS draft,
  count(*) FILTER (WHERE copy_state = 'in_review') AS in_review,
  count(*) FILTER (WHERE waiting IS NOT NULL AND due_at IS NULL) AS approved,
  count(*) FILTER (WHERE due_at IS NOT NULL) AS scheduled,
  count(*) FILTER (WHERE live IS NOT NULL AND (valid_to IS NULL OR valid_to > %(now)s))
    AS published,
  count(*) FILTER (WHERE live IS NOT NULL AND valid_to <= %(now)s) AS expired,
  count(*) FILTER (WHERE live IS NULL AND withdrawn_at IS NOT NULL AND due_at IS NULL)
    AS withdrawn,
  count(*) FILTER (WHERE live IS NOT NULL AND valid_to > %(now)s AND valid_to <= %(soon)s)
    AS ending,
  count(*) FILTER (WHERE live IS NOT NULL AND review_on <= %(today)s) AS stale
FROM article_card
"""
_PLACES: Final = """
SELECT catalogue, count(*) AS n FROM article_card GROUP BY catalogue ORDER BY catalogue LIMIT 10000
"""
_UNDER: Final = """
SELECT article_id FROM article_card
WHERE catalogue = %(path)s OR starts_with(catalogue, %(path)s || '/')
ORDER BY article_id LIMIT 100000
"""
_OF_ARTICLES: Final = "SELECT * FROM article_card WHERE article_id = ANY(%(ids)s) LIMIT 1000"
_TAGS: Final = """
SELECT tag, count(*) AS n FROM article_card, unnest(tags) AS tag
GROUP BY tag ORDER BY n DESC, tag LIMIT 500
"""
_OWNERS: Final = """
SELECT owner, count(*) AS n FROM article_card WHERE owner <> ''
GROUP BY owner ORDER BY n DESC, owner LIMIT 500
"""


class Listing:
    """Reads the cards of the session's tenant."""

    async def page(self, session: Session, sought: Sought, *, now: datetime) -> list[Card]:
        """The cards that are sought, what changed last first."""
        params: dict[str, Any] = {
            "text": f"%{_literal(sought.text)}%",
            "kind": sought.kind,
            "catalogue": sought.catalogue,
            "tags": list(sought.tags),
            "owner": sought.owner,
            "audience": sought.audience,
            "is_exportable": sought.is_exportable,
            "ends_before": sought.ends_before,
            "review_before": sought.review_before,
            "changed_at": sought.after and sought.after.changed_at,
            "article_id": sought.after and sought.after.article_id,
            "now": now,
            "limit": sought.limit,
        }
        asked = [rule for name, rule in _RULES.items() if _asks(sought, name)]
        asked += [_STATES[sought.state]] if sought.state else []
        rows = await session.all(_CARDS + " AND ".join(asked or ["true"]) + _ORDER, params)
        return [_card(row) for row in rows]

    async def of(self, session: Session, ids: Sequence[ArticleId]) -> dict[ArticleId, Card]:
        """The cards of some articles."""
        rows = await session.all(_OF_ARTICLES, {"ids": list(ids)})
        return {card.article_id: card for card in map(_card, rows)}

    async def overview(self, session: Session, *, now: datetime, today: date) -> Overview:
        """How many items stand how."""
        params = {"now": now, "soon": now + ENDING_WITHIN, "today": today}
        row = await session.one(_OVERVIEW, params)
        kinds = await session.all(_BY_KIND)
        return Overview(
            total=row["total"],
            by_state={state: row[state] for state in ItemState},
            by_kind={one["kind"]: one["n"] for one in kinds},
            ending=row["ending"],
            stale=row["stale"],
        )

    async def tree(self, session: Session) -> tuple[Branch, ...]:
        """The catalogue with counts; items without a place are in the branch of no name."""
        rows = await session.all(_PLACES)
        return _branches({row["catalogue"]: row["n"] for row in rows})

    async def under(self, session: Session, path: str) -> list[ArticleId]:
        """Every article at a place of the catalogue or below it."""
        rows = await session.all(_UNDER, {"path": path})
        return [ArticleId.of(row["article_id"]) for row in rows]

    async def tags(self, session: Session) -> dict[str, int]:
        """The tags in use, the commonest first."""
        return {row["tag"]: row["n"] for row in await session.all(_TAGS)}

    async def owners(self, session: Session) -> dict[str, int]:
        """Who owns how many."""
        return {row["owner"]: row["n"] for row in await session.all(_OWNERS)}


def _asks(sought: Sought, name: str) -> bool:
    """Whether this filter is given; the empty catalogue asks for items without a place."""
    value = getattr(sought, name)
    return value is not None and (name == "catalogue" or value not in ("", ()))


def _literal(text: str) -> str:
    """The text with what ILIKE would read as signs taken as letters."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _branches(counts: dict[str, int]) -> tuple[Branch, ...]:
    """The tree of these paths; a path's upper places are there even when they hold nothing."""
    children: dict[str, set[str]] = {}
    for path in counts:
        parts = path.split("/")
        for depth in range(len(parts)):
            upper = "/".join(parts[:depth]) if depth else "/"
            children.setdefault(upper, set()).add("/".join(parts[: depth + 1]))

    def grown(path: str) -> Branch:
        below = tuple(grown(child) for child in sorted(children.get(path, ())))
        own = counts.get(path, 0)
        total = own + sum(branch.total for branch in below)
        return Branch(path, path.rpartition("/")[2], own, total, below)

    return tuple(grown(path) for path in sorted(children.get("/", ())))


def _card(row: Row) -> Card:
    return Card(
        article_id=ArticleId.of(row["article_id"]),
        slug=row["slug"],
        title=row["title"],
        kind=Kind(row["kind"]),
        catalogue=row["catalogue"],
        tags=tuple(row["tags"]),
        owner=row["owner"],
        audience=tuple(row["audience"]),
        is_exportable=row["is_exportable"],
        newest=row["newest"],
        live=row["live"],
        waiting=row["waiting"],
        copy_state=CopyState(row["copy_state"]) if row["copy_state"] else None,
        due_at=row["due_at"],
        published_at=row["published_at"],
        withdrawn_at=row["withdrawn_at"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        review_on=row["review_on"],
        changed_at=row["changed_at"],
    )
