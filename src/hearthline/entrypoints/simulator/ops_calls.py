"""The log of calls over HTTP, so that a test or a person can judge what was asked and written."""

from typing import Any

from fastapi import APIRouter

from hearthline.entrypoints.simulator.route import WorldHere
from hearthline.entrypoints.simulator.world import dump

router = APIRouter()


@router.get("/calls")
async def see_calls(
    world: WorldHere, operation: str | None = None, since: int = 0, limit: int = 200
) -> list[dict[str, Any]]:
    """Calls with headers and bodies, newest first; `since` is the last number that is known."""
    found = [
        dump(call)
        for call in world.calls.newest_first()
        if call.number > since and operation in (None, call.operation)
    ]
    return found[:limit]


@router.delete("/calls", status_code=204)
async def forget_calls(world: WorldHere) -> None:
    """Begin a new log; numbers go on."""
    world.calls.clear()
