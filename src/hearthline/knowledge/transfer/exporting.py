"""Taking the base out: an item, a selection or all of it, as Markdown or as a table."""

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from hearthline.kernel import ArticleId, NotFound, TenantId, Words
from hearthline.knowledge.model import Draft
from hearthline.knowledge.store import article_of
from hearthline.knowledge.transfer.rendering import archive_of, markdown_of, workbook_of
from hearthline.platform.db import Database, Session

_STEP: Final = 1_000
_PAGE = """
SELECT r.*, a.slug, p.version IS NOT NULL AS is_published
FROM article a
LEFT JOIN publication p ON p.tenant_id = a.tenant_id AND p.article_id = a.id
  AND p.withdrawn_at IS NULL
JOIN LATERAL (SELECT max(version) AS version FROM revision v
  WHERE v.tenant_id = a.tenant_id AND v.article_id = a.id) n ON true
JOIN revision r ON r.tenant_id = a.tenant_id AND r.article_id = a.id
  AND r.version = CASE WHEN %(published)s THEN p.version ELSE n.version END
WHERE a.slug > %(after)s AND (%(ids)s::uuid[] IS NULL OR a.id = ANY(%(ids)s))
ORDER BY a.slug LIMIT %(limit)s
"""


class NothingToExport(NotFound):
    """None of the items asked for is there."""

    code = "export.nothing"
    title = Words(zh="没有可导出的知识", en="Nothing to export")
    detail = Words(
        zh="所选范围内没有知识。未发布的知识要选“包含未发布”。",
        en="There is nothing in that selection. Include what is not published if you want it.",
    )


class Form(StrEnum):
    """How an export is written."""

    MARKDOWN = "markdown"
    WORKBOOK = "xlsx"


class Exports:
    """Reads drafts in the order of their slugs, a thousand at a time."""

    def __init__(self, database: Database) -> None:
        """Read from the database."""
        self._database = database

    async def drafts(
        self,
        tenant_id: TenantId,
        ids: Sequence[ArticleId] | None = None,
        *,
        published_only: bool = True,
    ) -> list[Draft]:
        """The published revisions, or the newest ones; of all items when none are named."""
        found: list[Draft] = []
        async with self._database.session(tenant_id) as session:
            while True:
                after = found[-1].slug if found else ""
                page = await _page(session, after, ids, published_only=published_only)
                found += page
                if len(page) < _STEP:
                    return found

    async def file(self, drafts: Sequence[Draft], form: Form) -> tuple[str, bytes]:
        """The name of a file and its content; raises NothingToExport."""
        if not drafts:
            raise NothingToExport
        if form is Form.WORKBOOK:
            return "knowledge.xlsx", await asyncio.to_thread(workbook_of, drafts)
        if len(drafts) == 1:
            return "item.md", markdown_of(drafts[0]).encode()
        return "knowledge.zip", await asyncio.to_thread(archive_of, drafts)


async def _page(
    session: Session, after: str, ids: Sequence[ArticleId] | None, *, published_only: bool
) -> list[Draft]:
    params = {
        "after": after,
        "ids": None if ids is None else list(ids),
        "published": published_only,
        "limit": _STEP,
    }
    return [article_of(row).draft for row in await session.all(_PAGE, params)]
