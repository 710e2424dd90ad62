"""Rows of reports that an article is wrong, and of their answers."""

from collections.abc import Sequence
from datetime import datetime

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.learning.model import Report, ReportId, ReportKind, ReportState
from hearthline.platform.db import Row, Session

_ADD = """
INSERT INTO article_report (id, article_id, version, kind, reason, state, by_staff, at)
VALUES (%(id)s, %(article)s, %(version)s, %(kind)s, %(reason)s, 'open', %(by)s, %(at)s)
"""
_FIND = """
SELECT p.*, v.title FROM article_report p
JOIN revision v ON v.tenant_id = p.tenant_id AND v.article_id = p.article_id
  AND v.version = p.version
WHERE p.id = %(id)s FOR UPDATE OF p
"""
_PAGE = """
SELECT p.*, v.title FROM article_report p
JOIN revision v ON v.tenant_id = p.tenant_id AND v.article_id = p.article_id
  AND v.version = p.version
WHERE p.state = %(state)s AND (%(article)s::uuid IS NULL OR p.article_id = %(article)s)
  AND (%(before)s::uuid IS NULL OR (p.at, p.id) <
    (SELECT l.at, l.id FROM article_report l WHERE l.id = %(before)s))
ORDER BY p.at DESC, p.id DESC LIMIT %(limit)s
"""
_MINE = """
SELECT p.*, v.title FROM article_report p
JOIN revision v ON v.tenant_id = p.tenant_id AND v.article_id = p.article_id
  AND v.version = p.version
WHERE p.by_staff = %(by)s AND (NOT %(unseen)s OR p.answered_at IS NOT NULL AND p.seen_at IS NULL)
ORDER BY p.at DESC, p.id DESC LIMIT %(limit)s
"""
_ANSWER = """
UPDATE article_report SET state = %(state)s, answer = %(answer)s, answered_by = %(by)s,
  answered_at = %(at)s WHERE id = %(id)s
"""
_SEEN = """
UPDATE article_report SET seen_at = %(at)s
WHERE id = ANY(%(ids)s) AND by_staff = %(by)s AND answered_at IS NOT NULL AND seen_at IS NULL
"""


class ReportStore:
    """Reads and writes reports of the session's tenant."""

    async def add(self, session: Session, report: Report) -> None:
        """Write a report."""
        params = {
            "id": report.id,
            "article": report.article_id,
            "version": report.version,
            "kind": report.kind,
            "reason": report.reason,
            "by": report.by,
            "at": report.at,
        }
        await session.execute(_ADD, params)

    async def find(self, session: Session, report_id: ReportId) -> Report | None:
        """A report, locked until the transaction ends."""
        row = await session.maybe(_FIND, {"id": report_id})
        return None if row is None else _report(row)

    async def page(
        self,
        session: Session,
        *,
        state: ReportState,
        article_id: ArticleId | None,
        before: ReportId | None,
        limit: int,
    ) -> list[Report]:
        """Reports in a state, newest first."""
        params = {"state": state, "article": article_id, "before": before, "limit": limit}
        return [_report(row) for row in await session.all(_PAGE, params)]

    async def mine(
        self, session: Session, staff_id: StaffId, *, unseen: bool, limit: int
    ) -> list[Report]:
        """What a person reported; `unseen`: only with an answer that he has not seen."""
        params = {"by": staff_id, "unseen": unseen, "limit": limit}
        return [_report(row) for row in await session.all(_MINE, params)]

    async def answer(
        self,
        session: Session,
        report_id: ReportId,
        *,
        state: ReportState,
        answer: str,
        by: StaffId,
        at: datetime,
    ) -> None:
        """Write what became of a report."""
        params = {"id": report_id, "state": state, "answer": answer, "by": by, "at": at}
        await session.execute(_ANSWER, params)

    async def seen(
        self, session: Session, report_ids: Sequence[ReportId], *, by: StaffId, at: datetime
    ) -> None:
        """Note that the reporter has seen the answers."""
        await session.execute(_SEEN, {"ids": list(report_ids), "by": by, "at": at})


def _report(row: Row) -> Report:
    return Report(
        id=ReportId.of(row["id"]),
        article_id=ArticleId.of(row["article_id"]),
        version=row["version"],
        title=row["title"],
        kind=ReportKind(row["kind"]),
        reason=row["reason"],
        state=ReportState(row["state"]),
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
        answer=row["answer"],
        answered_by=StaffId.or_none(row["answered_by"]),
        answered_at=row["answered_at"],
        seen_at=row["seen_at"],
    )
