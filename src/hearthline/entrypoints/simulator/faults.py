"""Faults on demand: an operation, or every one (`*`), is slow, down, or answers nonsense."""

import asyncio
from collections.abc import AsyncIterator
from typing import Literal

from fastapi.responses import HTMLResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

from hearthline.entrypoints.simulator.problems import Problem

ALL = "*"
_HUGE_BYTES = 10 * 1024 * 1024


class Fault(BaseModel):
    """What goes wrong; `times` counts down, without it the fault stays until it is lifted."""

    kind: Literal["slow", "down", "html", "broken_json", "wrong_types", "empty", "huge", "cut"]
    seconds: float = Field(default=10.0, ge=0, le=120)
    times: int | None = Field(default=None, ge=1)


class Faults:
    """The faults that are switched on, by operation."""

    def __init__(self) -> None:
        """Nothing is wrong at first."""
        self.active: dict[str, Fault] = {}

    def strike(self, operation: str) -> Fault | None:
        """The fault that hits this call, if any."""
        name = operation if operation in self.active else ALL
        fault = self.active.get(name)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                del self.active[name]
        return fault


def before(fault: Fault | None) -> Response | None:
    """The answer that takes the place of the work, None when the work is done all the same."""
    if fault is None or fault.kind in ("slow", "cut"):
        return None
    if fault.kind == "down":
        down = Problem(
            "UPSTREAM_DOWN", "业务系统暂不可用", "系统暂时繁忙，请稍后再试。", retryable=True
        )
        return down.response()
    return _nonsense(fault.kind)


async def after(fault: Fault | None, response: Response) -> Response:
    """The work is done; the answer comes late, or breaks off on the way."""
    if fault is not None and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    if fault is not None and fault.kind == "cut":
        headers = {"content-length": "4096"}
        return StreamingResponse(_cut(), headers=headers, media_type="application/json")
    return response


def _nonsense(kind: str) -> Response:
    if kind == "html":
        return HTMLResponse("<html><body><h1>502 Bad Gateway</h1></body></html>")
    texts = {
        "broken_json": '{"items": [{"account_no": "12',
        "wrong_types": '{"items": 7, "as_of": true, "status": {}, "work_order_no": []}',
        "empty": "",
        "huge": '{"items": ["' + "x" * _HUGE_BYTES + '"]}',
    }
    return Response(texts[kind], media_type="application/json")


async def _cut() -> AsyncIterator[bytes]:
    yield b'{"work_order_no": "WO'
    raise ConnectionAbortedError("cut on demand")
