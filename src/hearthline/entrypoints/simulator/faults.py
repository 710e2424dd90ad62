"""Faults on demand: an operation, or every one (`*`), is slow, down, refuses, or talks nonsense."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any, Literal

from fastapi.responses import HTMLResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

from hearthline.entrypoints.simulator.problems import STATUS, Problem

ALL = "*"
_HUGE_BYTES = 10 * 1024 * 1024
_DONE_FIRST = frozenset({"slow", "cut", "lost", "stale", "content_type"})
_REPEATABLE = frozenset({"UPSTREAM_DOWN", "TIMEOUT", "RATE_LIMITED"})

Kind = Literal[
    "slow", "down", "refused", "html", "broken_json", "wrong_types", "empty", "huge", "cut",
    "lost", "stale", "content_type",
]  # fmt: skip


class Fault(BaseModel):
    """What goes wrong; `times` counts down, without it the fault stays until it is lifted.

    `slow` answers after `seconds`; `lost` does the work and never answers (it breaks off after
    `seconds`); `refused` answers with the problem `code`; `stale` gives data `minutes` old.
    """

    kind: Kind
    seconds: float = Field(default=10.0, ge=0, le=120)
    times: int | None = Field(default=None, ge=1)
    code: Literal[tuple(STATUS)] = "CONFLICT"  # type: ignore[valid-type]  # the codes are listed once
    hint: str = "这项业务现在不能办理。"
    reasons: list[dict[str, Any]] = []
    level: Literal["L1", "L2", "L3"] = "L3"
    minutes: int = Field(default=90, ge=1)


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
    if fault is None or fault.kind in _DONE_FIRST:
        return None
    if fault.kind == "down":
        down = Problem(
            "UPSTREAM_DOWN", "业务系统暂不可用", "系统暂时繁忙，请稍后再试。", retryable=True
        )
        return down.response()
    return _refusal(fault) if fault.kind == "refused" else _nonsense(fault.kind)


async def after(fault: Fault | None, response: Response, now: datetime) -> Response:
    """The work is done; the answer is late, old, mislabelled, lost, or breaks off on the way."""
    kind = None if fault is None else fault.kind
    if fault is None or kind not in _DONE_FIRST:
        return response
    if kind in ("slow", "lost"):
        await asyncio.sleep(fault.seconds)
    if kind in ("cut", "lost"):
        headers = {"content-length": "4096"}
        return StreamingResponse(_cut(), headers=headers, media_type="application/json")
    if kind == "stale":
        return _older(response, now - timedelta(minutes=fault.minutes))
    if kind == "content_type":
        return Response(bytes(response.body), response.status_code, media_type="text/plain")
    return response


def _refusal(fault: Fault) -> Response:
    refused = Problem(
        fault.code,
        "业务系统拒绝",
        fault.hint,
        retryable=fault.code in _REPEATABLE,
        reasons=fault.reasons,
    )
    if fault.code == "NEED_VERIFY":
        refused.more = {"required_level": fault.level}
    return refused.response()


def _older(response: Response, as_of: datetime) -> Response:
    try:
        body = json.loads(bytes(response.body))
    except ValueError:
        return response
    if "stale" not in body:
        return response
    items = body.get("items", [])
    for part in (body, *(item for item in items if "stale" in item)):
        part |= {"stale": True, "as_of": as_of.isoformat()}
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, response.status_code, media_type="application/json")


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
