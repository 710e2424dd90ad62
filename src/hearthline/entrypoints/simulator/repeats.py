"""One effect for each idempotency key: a repeat gets the first answer, another body a conflict."""

import hashlib
import json
import re

from fastapi import Request, Response

from hearthline.entrypoints.simulator.problems import Problem
from hearthline.entrypoints.simulator.state import Answered
from hearthline.entrypoints.simulator.world import World

_BOUNDARY = re.compile(r'boundary="?([^";,]+)')
_SUCCESS = 300
_JUDGED_AGAIN = frozenset(
    {"BAD_REQUEST", "NEED_VERIFY", "NOT_FOUND", "RATE_LIMITED", "UPSTREAM_DOWN", "INTERNAL"}
)
"""Refusals that say nothing about the effect; everything else is answered the same again."""


def fingerprint(request: Request, body: bytes) -> str:
    """What makes two requests the same; the boundary of a form does not count."""
    boundary = _BOUNDARY.search(request.headers.get("Content-Type", ""))
    if boundary is not None:
        body = body.replace(boundary[1].encode(), b"")
    said = f"{request.method} {request.url.path}\n".encode() + body
    return hashlib.sha256(said).hexdigest()


def first_answer(world: World, key: str, print_of_it: str) -> Response | None:
    """The answer that this key has had; None when it is new."""
    first = world.state.answered.get(key)
    if first is None:
        return None
    if first.fingerprint != print_of_it:
        raise Problem("IDEMPOTENCY_MISMATCH", "重复的请求内容不同", "请求有冲突，请重新提交。")
    kind = "application/json" if first.status < _SUCCESS else "application/problem+json"
    replay = {"Idempotent-Replay": "true"}
    return Response(first.body, first.status, replay, media_type=kind)


def remember(world: World, key: str, print_of_it: str, *, response: Response) -> None:
    """Keep an answer for its repeats."""
    body = bytes(response.body).decode()
    if response.status_code >= _SUCCESS and json.loads(body)["code"] in _JUDGED_AGAIN:
        return
    world.remember_answer(
        key,
        Answered(fingerprint=print_of_it, status=response.status_code, body=body, at=world.now()),
    )
