"""Routes to the sub-tasks of a ticket."""

from datetime import datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import StaffId, TeamId, TicketId, TicketTaskId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.service import Tickets
from hearthline.tickets.tasks.service import TicketTask, TicketTasks

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TasksHere = Annotated[TicketTasks, Depends(here(TicketTasks))]
TicketsHere = Annotated[Tickets, Depends(here(Tickets))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Actor = Annotated[Staff, Depends(needs(Permission.TICKETS_ACT))]


class AddTask(BaseModel):
    """A new sub-task under an id of the caller's."""

    model_config = ConfigDict(extra="forbid")

    id: TicketTaskId
    title: Annotated[str, Field(min_length=1, max_length=200)]
    team_id: TeamId | None = None
    worker_id: StaffId | None = None
    due_at: AwareDatetime | None = None


class EndTask(BaseModel):
    """How a sub-task ended."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["done", "dropped"]
    result: Annotated[str, Field(max_length=500)] = ""


class TaskOut(BaseModel):
    """A sub-task."""

    id: TicketTaskId
    title: str
    team_id: TeamId | None
    worker_id: StaffId | None
    due_at: datetime | None
    state: str
    result: str
    ended_at: datetime | None

    @classmethod
    def of(cls, task: TicketTask) -> Self:
        """The sub-task on the wire."""
        return cls(
            id=task.id,
            title=task.title,
            team_id=task.team_id,
            worker_id=task.worker_id,
            due_at=task.due_at,
            state=task.state,
            result=task.result,
            ended_at=task.ended_at,
        )


class TaskList(BaseModel):
    """The sub-tasks of a ticket, oldest first."""

    items: list[TaskOut]


@router.get("/{ticket_id}/tasks", operation_id="listTicketTasks")
async def list_tasks(
    ticket_id: TicketId,
    caller: Viewer,
    database: DatabaseHere,
    tasks: TasksHere,
    tickets: TicketsHere,
) -> TaskList:
    """The sub-tasks of a ticket."""
    async with database.session(caller.tenant_id) as session:
        await tickets.get(session, ticket_id)
        return TaskList(items=[TaskOut.of(one) for one in await tasks.of(session, ticket_id)])


@router.post("/{ticket_id}/tasks", operation_id="addTicketTask", status_code=201)
async def add_task(
    ticket_id: TicketId, body: AddTask, caller: Actor, database: DatabaseHere, tasks: TasksHere
) -> TaskOut:
    """Add a sub-task."""
    task = TicketTask(
        id=body.id,
        ticket_id=ticket_id,
        title=body.title,
        team_id=body.team_id,
        worker_id=body.worker_id,
        due_at=body.due_at,
    )
    async with database.session(caller.tenant_id) as session:
        return TaskOut.of(await tasks.add(session, task, by=caller))


@router.post("/tasks/{sub_task_id}/end", operation_id="endTicketTask")
async def end_task(
    sub_task_id: TicketTaskId,
    body: EndTask,
    caller: Actor,
    database: DatabaseHere,
    tasks: TasksHere,
) -> TaskOut:
    """End a sub-task."""
    async with database.session(caller.tenant_id) as session:
        ended = await tasks.end(
            session, sub_task_id, state=body.state, result=body.result, by=caller
        )
        return TaskOut.of(ended)
