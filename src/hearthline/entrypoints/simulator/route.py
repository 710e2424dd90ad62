"""What every operation of the contract goes through: fault, token, caller, level, repeat key."""

import hashlib
import hmac
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from hearthline.entrypoints.simulator.faults import after, before
from hearthline.entrypoints.simulator.problems import Problem, bad_request, need_verify
from hearthline.entrypoints.simulator.state import Answered
from hearthline.entrypoints.simulator.world import World

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

RANK = {"L0": 0, "L1": 1, "L2": 2, "LP": 2, "L3": 3}
LEVELS = {
    "getAccount": "L1",
    "listBills": "L2",
    "getBalance": "L2",
    "createOutageSubscription": "L1",
    "listTemperatures": "L2",
    "listWorkOrders": "L1",
    "getWorkOrder": "L1",
    "urgeWorkOrder": "L1",
    "withdrawWorkOrder": "L1",
}
_ACTOR = re.compile(r"bot|system|agent:.+")
_KEY_LENGTHS = range(8, 129)
_ANSWERED_AGAIN = frozenset({200, 201})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and how well the person is known."""

    actor: str
    level: str
    verification_id: str | None
    subject: str | None

    def has(self, level: str) -> bool:
        """Whether the level is reached."""
        return RANK[self.level] >= RANK[level]

    def needs(self, level: str, what: str = "查询这项内容") -> None:
        """A problem when the level is not reached."""
        if not self.has(level):
            raise need_verify(level, what)


async def caller_of(request: Request) -> Caller:
    """The caller that the route has read out of the headers."""
    caller: Caller = request.state.caller
    return caller


def world_of(request: Request) -> World:
    """The world of this program."""
    world: World = request.app.state.world
    return world


async def _world_of(request: Request) -> World:
    """The same for FastAPI, which would send a plain function to another thread."""
    return world_of(request)


WorldHere = Annotated[World, Depends(_world_of)]
CallerHere = Annotated[Caller, Depends(caller_of)]


def known_for(world: World, caller: Caller, account_no: str) -> None:
    """A verification that is named must be good for this account, now, at this level."""
    if caller.verification_id is None:
        return
    proof = world.state.verifications.get(caller.verification_id)
    good = (
        proof is not None
        and proof.status == "VERIFIED"
        and proof.account_no == account_no
        and proof.expires_at > world.now()
        and RANK[proof.level] >= RANK[caller.level]
    )
    if not good:
        raise need_verify(caller.level)


class GatewayRoute(APIRoute):
    """An operation of the contract."""

    def get_route_handler(self) -> Handler:
        """Wrap the handler with all that the operations have in common."""
        work = super().get_route_handler()
        operation = self.operation_id or self.name

        async def handle(request: Request) -> Response:
            fault = world_of(request).faults.strike(operation)
            stopped = before(fault)
            if stopped is not None:
                return stopped
            try:
                response = await _checked(request, operation, work)
            except Problem as problem:
                response = problem.response(request.headers.get("X-Trace-Id"))
            except RequestValidationError as invalid:
                response = _invalid(invalid).response(request.headers.get("X-Trace-Id"))
            except HTTPException:
                response = bad_request("", "请求体无法读取").response()
            return await after(fault, response)

        return handle


async def _checked(request: Request, operation: str, work: Handler) -> Response:
    world = world_of(request)
    if operation != "getHealth":
        _check_token(request, world)
        request.state.caller = _read_caller(request, world)
        request.state.caller.needs(LEVELS.get(operation, "L0"))
    if request.method != "POST":
        return await work(request)
    return await _once(request, world, work)


def _check_token(request: Request, world: World) -> None:
    given = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {world.settings.token}".encode()):
        raise Problem("UNAUTHENTICATED", "令牌无效", "系统暂时无法查询，请稍后再试。")


def _read_caller(request: Request, world: World) -> Caller:
    actor = request.headers.get("X-Actor", "")
    level = request.headers.get("X-Verify-Level", "")
    if not _ACTOR.fullmatch(actor):
        raise bad_request("/headers/X-Actor", "X-Actor 应为 bot、system 或 agent:<id>")
    if level not in RANK:
        raise bad_request("/headers/X-Verify-Level", "X-Verify-Level 应为 L0、L1、L2、L3 或 LP")
    if request.headers.get("X-Tenant", world.settings.tenant) != world.settings.tenant:
        raise Problem("FORBIDDEN", "不是本单位的数据", "系统暂时无法查询，请稍后再试。")
    proof, subject = request.headers.get("X-Verification-Id"), request.headers.get("X-Subject")
    return Caller(actor, level, proof, subject)


async def _once(request: Request, world: World, work: Handler) -> Response:
    """Do the work once a key; a repeat gets the first answer, another body a conflict."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) not in _KEY_LENGTHS:
        raise bad_request("/headers/Idempotency-Key", "Idempotency-Key 应为 8–128 个字符")
    body = await request.body()
    said = f"{request.method} {request.url.path}\n".encode() + body
    fingerprint = hashlib.sha256(said).hexdigest()
    async with world.writing:
        first = world.state.answered.get(key)
        if first is None:
            return await _first_time(request, world, (key, fingerprint), work)
    if first.fingerprint != fingerprint:
        raise Problem("IDEMPOTENCY_MISMATCH", "重复的请求内容不同", "请求有冲突，请重新提交。")
    replay = {"Idempotent-Replay": "true"}
    return Response(first.body, first.status, replay, media_type="application/json")


async def _first_time(
    request: Request, world: World, keyed: tuple[str, str], work: Handler
) -> Response:
    response = await work(request)
    key, fingerprint = keyed
    if response.status_code in _ANSWERED_AGAIN:
        answered = Answered(
            fingerprint=fingerprint,
            status=response.status_code,
            body=bytes(response.body).decode(),
            at=world.now(),
        )
        world.remember_answer(key, answered)
    return response


def _invalid(error: RequestValidationError) -> Problem:
    fields = ["".join(f"/{part}" for part in item["loc"][1:]) for item in error.errors()]
    reasons = [
        {"code": "INVALID_FIELD", "text": "内容有误或缺失", "field": name} for name in fields
    ]
    hint = "提交的内容有误，请核对后再试。"
    return Problem("BAD_REQUEST", "请求内容有误", hint, reasons=reasons)
