"""What the help centre reads and writes: lines, items, votes, readings."""

from collections.abc import Sequence
from datetime import date, datetime

from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge.help.model import Centre, Line, Vote, VoteCount, VoteId
from hearthline.knowledge.model import View
from hearthline.platform.db import Row, Session

# Meant for the view's audience and channel, and for everybody of it: no class, no region.
_MEANT = """
  %(audience)s = ANY(r.audience) AND %(channel)s = ANY(r.channels)
  AND r.customer_classes = '{}' AND r.regions = '{}'
"""
_LINES = f"""
SELECT r.article_id, r.version, a.slug, r.title, r.catalogue, left(r.answer, 160) AS answer,
  cardinality(r.intents) AS intents, cardinality(r.questions) AS wordings, r.valid_from,
  r.valid_to, p.published_at
FROM publication p
JOIN revision r ON r.tenant_id = p.tenant_id AND r.article_id = p.article_id
  AND r.version = p.version
JOIN article a ON a.tenant_id = p.tenant_id AND a.id = p.article_id
WHERE p.withdrawn_at IS NULL AND {_MEANT}
ORDER BY a.slug LIMIT 200000
"""  # noqa: S608  (made of constants)
# What visitors could read once: the last version that was published, if it was meant for them.
_ENDED = f"""
SELECT r.title FROM article a
JOIN LATERAL (SELECT version FROM publication p
  WHERE p.tenant_id = a.tenant_id AND p.article_id = a.id ORDER BY number DESC LIMIT 1) p ON true
JOIN revision r ON r.tenant_id = a.tenant_id AND r.article_id = a.id AND r.version = p.version
WHERE a.slug = %(slug)s AND r.valid_from <= %(at)s AND {_MEANT}
"""  # noqa: S608  (made of constants)
_VOTE = """
INSERT INTO help_vote (id, article_id, version, voter, is_helpful, note, language, at)
VALUES (%(id)s, %(article_id)s, %(version)s, %(voter)s, %(is_helpful)s, %(note)s, %(language)s,
  %(at)s)
ON CONFLICT (tenant_id, article_id, version, voter) DO UPDATE
  SET is_helpful = EXCLUDED.is_helpful, at = EXCLUDED.at,
    note = CASE WHEN EXCLUDED.note = '' THEN help_vote.note ELSE EXCLUDED.note END
"""
_READ = """
INSERT INTO help_reading (article_id, day, readings) VALUES (%(id)s, %(day)s, 1)
ON CONFLICT (tenant_id, day, article_id) DO UPDATE SET readings = help_reading.readings + 1
"""
_MOST_READ = """
SELECT article_id, sum(readings) AS readings FROM help_reading WHERE day > %(since)s
GROUP BY article_id ORDER BY readings DESC, article_id LIMIT %(limit)s
"""
_COUNTS = """
SELECT v.article_id, r.title, count(*) FILTER (WHERE v.is_helpful) AS helpful,
  count(*) FILTER (WHERE NOT v.is_helpful) AS unhelpful, max(v.at) AS last_at,
  (array_agg(v.note ORDER BY v.at DESC) FILTER (WHERE v.note <> ''))[1:10] AS notes
FROM help_vote v
JOIN LATERAL (SELECT title FROM revision r WHERE r.tenant_id = v.tenant_id
  AND r.article_id = v.article_id ORDER BY version DESC LIMIT 1) r ON true
WHERE v.article_id > %(after)s GROUP BY v.article_id, r.title
ORDER BY v.article_id LIMIT %(limit)s
"""
_NONE = "00000000-0000-0000-0000-000000000000"


class HelpStore:
    """Reads and writes for the session's tenant."""

    async def centre(self, session: Session, slug: str) -> Centre | None:
        """The company at an address; asked without a tenant."""
        row = await session.maybe(
            "SELECT id, slug, name FROM tenant WHERE slug = %(slug)s", {"slug": slug}
        )
        return None if row is None else Centre(TenantId.of(row["id"]), row["slug"], row["name"])

    async def edition(self, session: Session) -> int:
        """How often what is published has changed."""
        row = await session.maybe("SELECT edition FROM knowledge_edition")
        return 0 if row is None else int(row["edition"])

    async def lines(self, session: Session, view: View) -> list[Line]:
        """Everything published that is meant for the view, in force or not."""
        params = {"audience": view.audience, "channel": view.channel}
        return [_line(row) for row in await session.all(_LINES, params)]

    async def ended(self, session: Session, slug: str, view: View) -> str | None:
        """The title of an item that could be read and no longer can."""
        params = {
            "slug": slug,
            "audience": view.audience,
            "channel": view.channel,
            "at": view.at,
        }
        row = await session.maybe(_ENDED, params)
        return None if row is None else str(row["title"])

    async def vote(self, session: Session, vote: Vote, *, at: datetime) -> None:
        """Keep a vote; the same visitor's later one takes the place of the earlier."""
        params = {
            "id": VoteId.new(),
            "article_id": vote.article_id,
            "version": vote.version,
            "voter": vote.voter,
            "is_helpful": vote.is_helpful,
            "note": vote.note,
            "language": vote.language,
            "at": at,
        }
        await session.execute(_VOTE, params)

    async def read(self, session: Session, article_id: ArticleId, day: date) -> None:
        """Count one reading of an item."""
        await session.execute(_READ, {"id": article_id, "day": day})

    async def most_read(self, session: Session, *, since: date, limit: int) -> list[ArticleId]:
        """The items read most since a day."""
        rows = await session.all(_MOST_READ, {"since": since, "limit": limit})
        return [ArticleId.of(row["article_id"]) for row in rows]

    async def counts(
        self, session: Session, *, after: ArticleId | None, limit: int
    ) -> Sequence[VoteCount]:
        """A page of how items were voted on."""
        rows = await session.all(_COUNTS, {"after": after or _NONE, "limit": limit})
        return [
            VoteCount(
                article_id=ArticleId.of(row["article_id"]),
                title=row["title"],
                helpful=int(row["helpful"]),
                unhelpful=int(row["unhelpful"]),
                notes=tuple(row["notes"] or ()),
                last_at=row["last_at"],
            )
            for row in rows
        ]


def _line(row: Row) -> Line:
    return Line(
        article_id=ArticleId.of(row["article_id"]),
        version=row["version"],
        slug=row["slug"],
        title=row["title"],
        catalogue=row["catalogue"],
        answer=row["answer"],
        intents=row["intents"],
        wordings=row["wordings"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        published_at=row["published_at"],
    )
