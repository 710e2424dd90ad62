"""The demo's queues: by trade and for complaints, with people of different strengths.

Made once. Whoever sets them up otherwise afterwards is not written over at the next start.
"""

from collections.abc import Mapping

from hearthline.access import Staff
from hearthline.kernel import Clock, QueueId
from hearthline.platform.db import Session
from hearthline.routing import Routing
from hearthline.routing.queues.model import AgentSetting, Backup, Closed, Hours, Queue, Ring, Span
from hearthline.routing.queues.store import Change, QueueSettingStore

RELAXED = (Ring(30, 40), Ring(90, None))
_OFFICE = Hours(((Span(510, 720), Span(810, 1050)),) * 5 + ((), ()))
SKILLS: Mapping[str, Mapping[str, int]] = {
    "lijing": {"供热": 90, "电力": 60, "投诉": 70, "英语": 75},
    "zhaoqiang": {"供热": 70, "电力": 90, "投诉": 60},
    "wangfang": {"供热": 80, "电力": 80, "投诉": 95},
}


async def seed_queues(
    session: Session, routing: Routing, clock: Clock, *, agents: Mapping[str, Staff]
) -> None:
    """Have agents serve the default queue and those beside it, unless there are queues already."""
    store = QueueSettingStore()
    if await store.every(session, archived=True):
        return
    default = await routing.serve_queue(session, [one.id for one in agents.values()])
    change = Change(next(iter(agents.values())).id, clock.now())
    for queue in _queues(default):
        await store.save(session, queue, change)
        await store.set_members(session, queue.id, {one.id: 1 for one in agents.values()})
    for username, skills in SKILLS.items():
        if username in agents:
            setting = AgentSetting(
                agents[username].id,
                agents[username].name,
                skills=skills,
                total=6,
                by_channel={},
                interrupts={"phone": ("web", "wechat", "app")},
                queues=(),
            )
            await store.set_agent(session, setting, change)


def _queues(default: QueueId) -> list[Queue]:
    return [
        Queue(
            QueueId.new(),
            "供热报修",
            skills={"供热": 60},
            rings=RELAXED,
            overflow_to=default,
            overflow_after_s=180,
        ),
        Queue(
            QueueId.new(),
            "电力故障",
            skills={"电力": 60},
            rings=RELAXED,
            backups=(Backup(default, 45),),
        ),
        Queue(QueueId.new(), "投诉", skills={"投诉": 50}, rings=RELAXED, target_s=15),
        Queue(
            QueueId.new(),
            "收费与办理",
            skills={"办理": 50},
            hours=_OFFICE,
            closed=Closed.CALLBACK,
            target_s=60,
        ),
    ]
