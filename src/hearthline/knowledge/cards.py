"""One line an article for lists, counts and the tree: made from the other tables, replaceable.

A card shows what is published; before that what is being written, else the newest revision.
"""

from collections.abc import Sequence

from hearthline.kernel import ArticleId
from hearthline.platform.db import Session

_REFRESH = """
INSERT INTO article_card (article_id, slug, title, kind, catalogue, tags, owner, audience,
  is_exportable, newest, live, waiting, copy_state, due_at, published_at, withdrawn_at, valid_from,
  valid_to, review_on, changed_at)
SELECT a.id, a.slug,
  coalesce(r.title, c.content->>'title'), coalesce(r.kind, c.content->>'kind'),
  coalesce(r.catalogue, c.content->>'catalogue'),
  coalesce(r.tags, ARRAY(SELECT jsonb_array_elements_text(c.content->'tags'))),
  coalesce(r.owner, c.content->>'owner'),
  coalesce(r.audience, ARRAY(SELECT jsonb_array_elements_text(c.content->'audience'))),
  coalesce(r.is_exportable, (c.content->>'is_exportable')::boolean),
  coalesce(n.version, 0), p.version, CASE WHEN w.versions IS NULL OR n.version > w.versions
    THEN n.version END, c.state, s.due_at, p.published_at, w.at,
  coalesce(r.valid_from, (c.content->>'valid_from')::timestamptz),
  CASE WHEN r.article_id IS NULL THEN (c.content->>'valid_to')::timestamptz ELSE r.valid_to END,
  CASE WHEN r.article_id IS NULL THEN (c.content->>'review_on')::date ELSE r.review_on END,
  greatest(c.edited_at, c.submitted_at, n.created_at, p.published_at, w.at, a.created_at)
FROM article a
LEFT JOIN LATERAL (SELECT version, created_at FROM revision v
  WHERE v.tenant_id = a.tenant_id AND v.article_id = a.id ORDER BY version DESC LIMIT 1) n ON true
LEFT JOIN publication p ON p.tenant_id = a.tenant_id AND p.article_id = a.id
  AND p.withdrawn_at IS NULL
LEFT JOIN LATERAL (SELECT max(withdrawn_at) AS at, max(version) AS versions
  FROM publication o
  WHERE o.tenant_id = a.tenant_id AND o.article_id = a.id) w ON true
LEFT JOIN working_copy c ON c.tenant_id = a.tenant_id AND c.article_id = a.id
LEFT JOIN knowledge_schedule s ON s.tenant_id = a.tenant_id AND s.article_id = a.id
  AND s.ended_at IS NULL
LEFT JOIN revision r ON r.tenant_id = a.tenant_id AND r.article_id = a.id
  AND r.version = coalesce(p.version, CASE WHEN c.article_id IS NULL THEN n.version END)
WHERE (n.version IS NOT NULL OR c.article_id IS NOT NULL)
  AND (%(ids)s::uuid[] IS NULL OR a.id = ANY(%(ids)s))
ON CONFLICT (tenant_id, article_id) DO UPDATE SET
  (title, kind, catalogue, tags, owner, audience, is_exportable, newest, live, waiting,
   copy_state, due_at, published_at, withdrawn_at, valid_from, valid_to, review_on, changed_at) =
  (EXCLUDED.title, EXCLUDED.kind, EXCLUDED.catalogue, EXCLUDED.tags, EXCLUDED.owner,
   EXCLUDED.audience, EXCLUDED.is_exportable, EXCLUDED.newest, EXCLUDED.live, EXCLUDED.waiting,
   EXCLUDED.copy_state, EXCLUDED.due_at, EXCLUDED.published_at, EXCLUDED.withdrawn_at,
   EXCLUDED.valid_from, EXCLUDED.valid_to, EXCLUDED.review_on, EXCLUDED.changed_at)
"""


_DROP_EMPTY = """
DELETE FROM article_card a WHERE a.article_id = %(id)s AND a.newest = 0 AND NOT EXISTS (
  SELECT FROM working_copy c WHERE c.tenant_id = a.tenant_id AND c.article_id = a.article_id)
"""


class Cards:
    """Keeps the cards of the session's tenant."""

    async def refresh(self, session: Session, ids: Sequence[ArticleId] | None = None) -> None:
        """Make the cards of these articles anew, of all when none are named."""
        await session.execute(_REFRESH, {"ids": None if ids is None else list(ids)})

    async def drop_empty(self, session: Session, article_id: ArticleId) -> None:
        """Take the card of an article away that has neither a revision nor a copy."""
        await session.execute(_DROP_EMPTY, {"id": article_id})
