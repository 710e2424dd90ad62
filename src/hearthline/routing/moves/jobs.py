"""Work that comes round: unanswered transfers, wrap-ups whose time is up, calls that are due."""

from hearthline.platform.db import Database
from hearthline.platform.jobs import Job
from hearthline.routing.callbacks.service import BookedCalls
from hearthline.routing.moves.service import Moves
from hearthline.routing.store import tenants
from hearthline.routing.wrapup.service import WrapUps


def hand_jobs(
    moves: Moves, wrap_ups: WrapUps, calls: BookedCalls, *, database: Database
) -> list[Job]:
    """The jobs of moves, wrap-up and booked calls, for the worker to register."""

    async def come_round(timestamp: int) -> None:
        """End, in every tenant, what has run out; begin what is due."""
        del timestamp
        async with database.open_session() as session:
            everybody = await tenants(session)
        for tenant_id in everybody:
            await moves.come_round(database, tenant_id)
            await wrap_ups.come_round(database, tenant_id)
            await calls.come_round(database, tenant_id)

    return [
        Job(
            "routing.come_round",
            come_round,
            every="* * * * * */2",
            attempts=1,
            lock="routing.come_round",
        )
    ]
