"""When somebody joins a line or leaves it, alarms are judged at once, not at the next round."""

from hearthline.conversations import ConversationMoved, Status
from hearthline.platform.outbox import Reaction
from hearthline.routing.supervision.alarms import Alarms

_LINE = {Status.QUEUED.value, Status.AGENT.value}


def supervision_reactions(alarms: Alarms) -> list[Reaction]:
    """The reactions of supervision, for the worker to register."""

    async def judge(event: ConversationMoved) -> None:
        """What moves between the bot and its customer concerns no line."""
        if _LINE & {event.before, event.after}:
            await alarms.hurry(event.tenant_id)

    return [Reaction("routing.judge_alarms", ConversationMoved, judge)]
