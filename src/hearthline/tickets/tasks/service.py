"""The verbs of sub-tasks; the log of the ticket tells of each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthline.access import Staff
from hearthline.kernel import StaffId, TeamId, TicketId, TicketTaskId
from hearthline.platform.db import Row, Session
from hearthline.tickets.errors import TicketUnknown
from hearthline.tickets.model import TicketEvent
from hearthline.tickets.service import Tickets
from hearthline.tickets.tasks.errors import TaskIsOver, TaskUnknown
from hearthline.tickets.teams import Teams

_LIST = "SELECT * FROM ticket_task WHERE ticket_id = %(ticket)s ORDER BY id LIMIT 200"
_ONE = "SELECT * FROM ticket_task WHERE id = %(id)s"
_ONE_LOCKED = "SELECT * FROM ticket_task WHERE id = %(id)s FOR UPDATE"
_ADD = """
INSERT INTO ticket_task (id, ticket_id, title, team_id, worker_id, due_at, made_by, made_at)
VALUES (%(id)s, %(ticket)s, %(title)s, %(team)s, %(worker)s, %(due_at)s, %(by)s, %(now)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_END = """
UPDATE ticket_task SET state = %(state)s, result = %(result)s, ended_at = %(now)s
WHERE id = %(id)s RETURNING *
"""
_NAMES: Final = {"open": "新建子任务", "done": "子任务完成", "dropped": "取消子任务"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTask:
    """A piece of work; `state` is open, done or dropped."""

    id: TicketTaskId
    ticket_id: TicketId
    title: str
    team_id: TeamId | None = None
    worker_id: StaffId | None = None
    due_at: datetime | None = None
    state: str = "open"
    result: str = ""
    ended_at: datetime | None = None


class TicketTasks:
    """Sub-tasks of tickets, mirrored ones too."""

    def __init__(self, tickets: Tickets, teams: Teams) -> None:
        """Stand on the tickets."""
        self._keeper = tickets.keeper
        self._teams = teams

    async def of(self, session: Session, ticket_id: TicketId) -> list[TicketTask]:
        """The sub-tasks of a ticket, oldest first (at most 200)."""
        return [_task(row) for row in await session.all(_LIST, {"ticket": ticket_id})]

    async def add(self, session: Session, task: TicketTask, *, by: Staff) -> TicketTask:
        """Add a sub-task under an id of the caller's; a repeat is harmless.

        Raises TicketUnknown, TeamUnknown.
        """
        if task.team_id is not None:
            await self._teams.get(session, task.team_id)
        await self._hold(session, task.ticket_id)
        params = {
            "id": task.id,
            "ticket": task.ticket_id,
            "title": task.title,
            "team": task.team_id,
            "worker": task.worker_id,
            "due_at": task.due_at,
            "by": by.id,
            "now": self._keeper.clock.now(),
        }
        if await session.maybe(_ADD, params) is not None:
            await self._note(session, task, by=by)
        return await self._get(session, task.id, of=task.ticket_id)

    async def end(
        self, session: Session, task_id: TicketTaskId, *, state: str, result: str, by: Staff
    ) -> TicketTask:
        """End a sub-task as done or dropped, with its result; raises TaskUnknown, TaskIsOver."""
        before = await self._get(session, task_id)
        await self._hold(session, before.ticket_id)
        before = await self._get(session, task_id, lock=True)
        if before.state == state:
            return before
        if before.state != "open":
            raise TaskIsOver
        now = self._keeper.clock.now()
        params = {"id": task_id, "state": state, "result": result, "now": now}
        ended = _task(await session.one(_END, params))
        await self._note(session, ended, by=by)
        return ended

    async def _hold(self, session: Session, ticket_id: TicketId) -> None:
        if await self._keeper.store.find(session, ticket_id, lock=True) is None:
            raise TicketUnknown

    async def _get(
        self,
        session: Session,
        task_id: TicketTaskId,
        *,
        of: TicketId | None = None,
        lock: bool = False,
    ) -> TicketTask:
        row = await session.maybe(_ONE_LOCKED if lock else _ONE, {"id": task_id})
        if row is None or of not in (None, row["ticket_id"]):
            raise TaskUnknown
        return _task(row)

    async def _note(self, session: Session, task: TicketTask, *, by: Staff) -> None:
        now = self._keeper.clock.now()
        text = f"{_NAMES[task.state]}：{task.title}"
        line = TicketEvent(
            at=now,
            kind="task",
            text=f"{text}（{task.result}）" if task.result else text,
            actor=by.id,
            data={"task_id": str(task.id), "state": task.state},
            client_id=f"task:{task.id}:{task.state}",
        )
        await self._keeper.write(session, task.ticket_id, line)


def _task(row: Row) -> TicketTask:
    return TicketTask(
        id=TicketTaskId.of(row["id"]),
        ticket_id=TicketId.of(row["ticket_id"]),
        title=row["title"],
        team_id=TeamId.or_none(row["team_id"]),
        worker_id=StaffId.or_none(row["worker_id"]),
        due_at=row["due_at"],
        state=row["state"],
        result=row["result"],
        ended_at=row["ended_at"],
    )
