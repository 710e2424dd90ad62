"""Routes of the queues' settings; what they make possible is settled at once."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import QueueId, StaffId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.routing.queues.model import Queue
from hearthline.routing.queues.service import QueueSettings
from hearthline.routing.queues.wire import (
    AgentSettingList,
    AgentSettingOut,
    ChangeQueue,
    QueueSettingList,
    QueueSettingOut,
    SeenCounter,
    SetAgent,
    SetMembers,
    SetQueue,
)
from hearthline.routing.service import Routing

router = APIRouter(prefix="/api/v1/queues", tags=["queues"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
RoutingHere = Annotated[Routing, Depends(here(Routing))]
SettingsHere = Annotated[QueueSettings, Depends(here(QueueSettings))]
Supervisor = Annotated[Staff, Depends(needs(Permission.DESK_SUPERVISE))]


@router.get("", operation_id="listQueueSettings")
async def list_settings(
    caller: Supervisor, database: DatabaseHere, settings: SettingsHere, *, archived: bool = False
) -> QueueSettingList:
    """Every queue as it is set up, with its members; archived ones if wanted."""
    async with database.session(caller.tenant_id) as session:
        queues = await settings.every(session, archived=archived)
        items = await _shown(session, settings, queues)
        return QueueSettingList(items=items, skills=await settings.skills(session))


@router.post("", operation_id="createQueue", status_code=201)
async def create_queue(
    body: SetQueue, caller: Supervisor, database: DatabaseHere, settings: SettingsHere
) -> QueueSettingOut:
    """Add a queue; nobody serves it yet."""
    async with database.session(caller.tenant_id) as session:
        queue = await settings.create(session, body.queue(QueueId.new()), by=caller)
        return (await _shown(session, settings, [queue]))[0]


@router.get("/agents", operation_id="listAgentSettings")
async def list_agents(
    caller: Supervisor, database: DatabaseHere, settings: SettingsHere
) -> AgentSettingList:
    """Everybody who may answer customers, with skills and capacity."""
    async with database.session(caller.tenant_id) as session:
        people = await settings.agents(session)
    return AgentSettingList(items=[AgentSettingOut.of(one) for one in people])


@router.put("/agents/{agent_id}", operation_id="setAgent")
async def set_agent(
    agent_id: StaffId,
    body: SetAgent,
    caller: Supervisor,
    database: DatabaseHere,
    settings: SettingsHere,
    routing: RoutingHere,
) -> AgentSettingOut:
    """Say what a person can and takes; 409 when somebody else has said so meanwhile."""
    async with database.session(caller.tenant_id) as session:
        after = await settings.set_agent(session, body.setting(agent_id), by=caller)
    await routing.settle(caller.tenant_id, freed=agent_id)
    return AgentSettingOut.of(after)


@router.get("/{queue_id}", operation_id="getQueueSetting")
async def get_setting(
    queue_id: QueueId, caller: Supervisor, database: DatabaseHere, settings: SettingsHere
) -> QueueSettingOut:
    """One queue as it is set up."""
    async with database.session(caller.tenant_id) as session:
        queue = await settings.get(session, queue_id)
        return (await _shown(session, settings, [queue]))[0]


@router.put("/{queue_id}", operation_id="changeQueue")
async def change_queue(
    queue_id: QueueId,
    body: ChangeQueue,
    caller: Supervisor,
    database: DatabaseHere,
    settings: SettingsHere,
    routing: RoutingHere,
) -> QueueSettingOut:
    """Change a queue; 409 says who changed it meanwhile, and when."""
    async with database.session(caller.tenant_id) as session:
        changed = body.queue(queue_id, counter=body.counter)
        queue = await settings.change(session, changed, by=caller)
        shown = (await _shown(session, settings, [queue]))[0]
    await routing.settle(caller.tenant_id)
    return shown


@router.post("/{queue_id}/archive", operation_id="archiveQueue", status_code=204)
async def archive_queue(
    queue_id: QueueId,
    body: SeenCounter,
    caller: Supervisor,
    database: DatabaseHere,
    settings: SettingsHere,
) -> None:
    """Take a queue out of use; refused while people wait in it or others lean on it."""
    async with database.session(caller.tenant_id) as session:
        await settings.archive(session, queue_id, counter=body.counter, by=caller)


@router.put("/{queue_id}/members", operation_id="setQueueMembers")
async def set_members(
    queue_id: QueueId,
    body: SetMembers,
    caller: Supervisor,
    database: DatabaseHere,
    settings: SettingsHere,
    routing: RoutingHere,
) -> QueueSettingOut:
    """Have these people, and nobody else, serve the queue."""
    levels = {member.staff_id: member.level for member in body.members}
    async with database.session(caller.tenant_id) as session:
        queue = await settings.set_members(
            session, queue_id, counter=body.counter, levels=levels, by=caller
        )
        shown = (await _shown(session, settings, [queue]))[0]
    await routing.settle(caller.tenant_id)
    return shown


async def _shown(
    session: Session, settings: QueueSettings, queues: list[Queue]
) -> list[QueueSettingOut]:
    members = await settings.members(session, [queue.id for queue in queues])
    return [
        QueueSettingOut.of(
            queue, members[queue.id], standing=await settings.standing(session, queue)
        )
        for queue in queues
    ]
