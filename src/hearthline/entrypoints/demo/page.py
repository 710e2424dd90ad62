"""The demo company's own page, with the widget and a signed-in resident. Demo only."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import jwt
from fastapi import APIRouter, Depends
from fastapi.responses import FileResponse, PlainTextResponse

from hearthline.conversations import Channels
from hearthline.entrypoints.demo.people import RESIDENTS
from hearthline.entrypoints.demo.seed import CHANNEL_KEY
from hearthline.kernel import Clock, EventId
from hearthline.platform.db import Database
from hearthline.platform.http import here

router = APIRouter(prefix="/demo", include_in_schema=False)

_PAGE = Path(__file__).parent / "company.html"
_LIFE = timedelta(hours=2)

Who = Literal[
    "zhangwei", "lixiuying", "zhaomin", "wangqiang", "chenjing", "liujianguo", "sunli", "zhoutao",
    "wumin",
]  # fmt: skip
"""The residents, by their word."""


class DemoClock:
    """The clock of the product, found by this type."""

    def __init__(self, clock: Clock) -> None:
        """Wrap it."""
        self.clock = clock


@router.get("")
async def company() -> FileResponse:
    """The page of 安和供热, a company that does not exist."""
    return FileResponse(_PAGE, headers={"Cache-Control": "no-cache"})


@router.get("/identity")
async def identity(
    database: Annotated[Database, Depends(here(Database))],
    channels: Annotated[Channels, Depends(here(Channels))],
    clock: Annotated[DemoClock, Depends(here(DemoClock))],
    who: Who = "zhangwei",
) -> PlainTextResponse:
    """What the company's own server would do after its log-in: sign who the resident is."""
    async with database.open_session() as session:
        tenant_id = await channels.tenant_of(session, CHANNEL_KEY)
    async with database.session(tenant_id) as session:
        secret = await channels.secret(session, CHANNEL_KEY)
    claims = RESIDENTS[who].claims() | {
        "exp": int((clock.clock.now() + _LIFE).timestamp()),
        "jti": str(EventId.new()),
    }
    return PlainTextResponse(jwt.encode(claims, secret, algorithm="HS256"))
