"""A test that came of a gap joins the saved trials once what was accepted is published.

Before that it could only fail, and would hold up the release of everything else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthline.kernel import Clock, Id, StaffId
from hearthline.knowledge.trials import KnowledgeTrials
from hearthline.knowledge.trials.model import MOST_CASES, Case, Eyes, Tolerance, TrialSet
from hearthline.knowledge.trials.service import Content
from hearthline.platform.db import Session

SET_NAME: Final = "知识缺口"
_BATCH: Final = 200
_WAITING: Final = """
SELECT t.id, t.question, t.audience, t.channel, d.by_staff, a.slug FROM learned_test t
JOIN knowledge_gap_deed d ON d.tenant_id = t.tenant_id AND d.id = t.deed_id
JOIN article a ON a.tenant_id = t.tenant_id AND a.id = t.article_id
JOIN publication p ON p.tenant_id = t.tenant_id AND p.article_id = t.article_id
  AND p.withdrawn_at IS NULL
JOIN revision r ON r.tenant_id = t.tenant_id AND r.article_id = t.article_id
  AND r.version = p.version
WHERE t.saved_at IS NULL AND r.created_at > t.at ORDER BY t.at, t.id LIMIT %(limit)s
"""
_SAVED: Final = "UPDATE learned_test SET saved_at = %(now)s WHERE id = ANY(%(ids)s)"


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A test that can be passed now, and who decided on its gap."""

    id: Id
    case: Case
    by: StaffId


class Promoting:
    """Moves learned tests into sets of trials named for the gaps."""

    def __init__(self, trials: KnowledgeTrials, clock: Clock) -> None:
        """Collaborators."""
        self._trials = trials
        self._clock = clock

    async def run(self, session: Session) -> int:
        """Save the tests whose article was published since; how many."""
        waiting = await self._waiting(session)
        left = list(waiting)
        while left:
            left = await self._fill(session, left)
        if waiting:
            await self._note(session, waiting, now=self._clock.now())
        return len(waiting)

    async def _fill(self, session: Session, waiting: list[_Waiting]) -> list[_Waiting]:
        """Put as many as there is room for into the last set, or a new one; what is left."""
        last, number = await self._last(session)
        room = 0 if last is None else MOST_CASES - len(last.cases)
        if last is None or room <= 0:
            name = SET_NAME if number == 0 else f"{SET_NAME} {number + 1}"
            cases = _distinct((), waiting[:MOST_CASES])
            await self._trials.add(session, Content(name, cases, Tolerance()), by=waiting[0].by)
            return waiting[MOST_CASES:]
        content = Content(last.name, _distinct(last.cases, waiting[:room]), last.tolerance)
        await self._trials.change(session, last.id, content, counter=last.counter, by=waiting[0].by)
        return waiting[room:]

    async def _last(self, session: Session) -> tuple[TrialSet | None, int]:
        """The newest set of ours, and how many there are."""
        mine: list[TrialSet] = []
        page = await self._trials.sets(session)
        while page:
            mine += [one for one in page if one.name.startswith(SET_NAME)]
            page = await self._trials.sets(session, after=page[-1].id)
        return (mine[-1] if mine else None), len(mine)

    async def _waiting(self, session: Session) -> list[_Waiting]:
        rows = await session.all(_WAITING, {"limit": _BATCH})
        return [
            _Waiting(
                Id.of(row["id"]),
                Case(row["question"], (row["slug"],), Eyes(row["audience"], row["channel"])),
                StaffId.of(row["by_staff"]),
            )
            for row in rows
        ]

    async def _note(self, session: Session, waiting: list[_Waiting], *, now: datetime) -> None:
        await session.execute(_SAVED, {"ids": [one.id for one in waiting], "now": now})


def _distinct(known: tuple[Case, ...], waiting: list[_Waiting]) -> tuple[Case, ...]:
    """The cases with the new ones, each once."""
    return tuple(dict.fromkeys((*known, *(one.case for one in waiting))))
