"""When something severe was said or a promise was broken, alarms are judged at once."""

from collections.abc import Awaitable, Callable

from hearthline.assist.cards.events import AssistAlerted
from hearthline.customers import PromiseBroken
from hearthline.kernel import TenantId
from hearthline.platform.outbox import Reaction


def watching_reactions(hurry: Callable[[TenantId], Awaitable[object]]) -> list[Reaction]:
    """The reactions, for the worker to register; `hurry` judges a tenant's alarms."""

    async def judge(event: AssistAlerted) -> None:
        """Supervisors hear of it, whoever has the thread open."""
        await hurry(event.tenant_id)

    async def broken(event: PromiseBroken) -> None:
        """Supervisors hear of a promise whose time has passed; its maker was told already."""
        await hurry(event.tenant_id)

    return [
        Reaction("assist.judge_alarms", AssistAlerted, judge),
        Reaction("assist.judge_broken_promise", PromiseBroken, broken),
    ]
