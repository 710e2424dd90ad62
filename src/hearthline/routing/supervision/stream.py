"""The wall's socket: the picture when one comes, and again whenever something changed.

Nothing is resumed by number here: each frame is the whole of now, so the last one is the truth.
"""

import asyncio
import contextlib
from typing import Annotated, Any

from fastapi import APIRouter, Depends, WebSocket, WebSocketDisconnect

from hearthline.access import Access, Permission, Staff, socket_session, staff_of_socket
from hearthline.kernel import Clock, HearthlineError, TenantId
from hearthline.platform.db import Database
from hearthline.platform.http import here
from hearthline.platform.hub import Hub, Watch
from hearthline.routing.storm import Storms
from hearthline.routing.storm.wire import StormOut, names_in
from hearthline.routing.supervision.alarm_api import told
from hearthline.routing.supervision.alarms import Alarms
from hearthline.routing.supervision.wall import Walls
from hearthline.routing.supervision.wire import WallOut

router = APIRouter(prefix="/api/v1/supervision", tags=["supervision"])

# News is gathered for so long before the picture is sent again …
GATHER_SECONDS = 1.0
# … and without any it is sent again after this, since waits grow by themselves.
REFRESH_SECONDS = 5.0
_SESSION_SECONDS = 20.0


class WallStreams:
    """Serves the sockets of supervisors; one of these for the process."""

    def __init__(  # noqa: PLR0913  (a picture is made of all of these)
        self,
        database: Database,
        hub: Hub,
        clock: Clock,
        *,
        walls: Walls,
        alarms: Alarms,
        storms: Storms,
        access: Access,
    ) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._hub = hub
        self._clock = clock
        self._walls = walls
        self._alarms = alarms
        self._storms = storms
        self._access = access

    async def picture(self, tenant_id: TenantId) -> dict[str, Any]:
        """The whole of now: wall, alarms that are up, storms in force."""
        wall = await self._walls.shared(tenant_id)
        async with self._database.session(tenant_id) as session:
            incidents = await self._walls.neighbours.incidents(session)
            alarms = await told(session, self._access, await self._alarms.raised(session))
            storms = await self._storms.all_in_force(session)
            names = await names_in(session, self._access, storms)
        return {
            "type": "wall",
            "wall": WallOut.of(wall, incidents).model_dump(mode="json"),
            "alarms": [alarm.model_dump(mode="json") for alarm in alarms],
            "storms": [StormOut.of(one, names).model_dump(mode="json") for one in storms],
        }

    async def serve(self, websocket: WebSocket, staff: Staff) -> None:
        """Stay until the client leaves or the session ends."""
        topics = await self._topics(staff.tenant_id)
        async with self._hub.watch(*topics) as watch:
            work = (self._tell(websocket, staff, watch), _until_left(websocket))
            tasks = [asyncio.create_task(part) for part in work]
            done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            for task in done:
                with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                    task.result()

    async def _topics(self, tenant_id: TenantId) -> list[str]:
        """Every line's log, and what supervision itself tells."""
        async with self._database.session(tenant_id) as session:
            rows = await session.all("SELECT id FROM queue ORDER BY id LIMIT 200")
        return [f"supervision:{tenant_id}", *(f"stream:{row['id']}" for row in rows)]

    async def _tell(self, websocket: WebSocket, staff: Staff, watch: Watch) -> None:
        asked_at = self._clock.monotonic()
        while True:
            await websocket.send_json(await self.picture(staff.tenant_id))
            if await watch.next(timeout_seconds=REFRESH_SECONDS) is not None:
                await asyncio.sleep(GATHER_SECONDS)
                watch.clear()
            if self._clock.monotonic() - asked_at >= _SESSION_SECONDS:
                asked_at = self._clock.monotonic()
                if not await _is_signed_in(websocket):
                    return


async def _until_left(websocket: WebSocket) -> None:
    while True:
        await websocket.receive_text()


async def _is_signed_in(websocket: WebSocket) -> bool:
    try:
        await socket_session(websocket)
    except HearthlineError:
        await websocket.close(code=4401, reason="signed out")
        return False
    return True


@router.websocket("/stream")
async def wall_stream(
    websocket: WebSocket, shared: Annotated[WallStreams, Depends(here(WallStreams))]
) -> None:
    """The house now, again and again."""
    staff = await staff_of_socket(websocket, Permission.DESK_SUPERVISE)
    await websocket.accept()
    await shared.serve(websocket, staff)
