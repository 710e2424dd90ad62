"""What every operation of the contract goes through: fault, token, caller, level, repeat key."""

import hmac
import re
import time
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from hearthline.entrypoints.simulator.calls import Call, readable
from hearthline.entrypoints.simulator.faults import after, before
from hearthline.entrypoints.simulator.levels import ASKING, LEVELS, RANK, Caller
from hearthline.entrypoints.simulator.problems import Problem, bad_request, need_verify
from hearthline.entrypoints.simulator.repeats import fingerprint, first_answer, remember
from hearthline.entrypoints.simulator.world import World

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_ACTOR = re.compile(r"bot|system|agent:.+")
_KEY_LENGTHS = range(8, 129)
_LARGEST_BODY = 24 * 1024 * 1024
_WRITES = frozenset({"POST", "PUT", "DELETE"})


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


def known_for(world: World, caller: Caller, account_no: str | None) -> None:
    """A verification that is named must be good for this account, now, at this level.

    Without an account (an application for a new one) it may be for any.
    """
    if caller.verification_id is None:
        return
    proof = world.state.verifications.get(caller.verification_id)
    good = (
        proof is not None
        and proof.status == "VERIFIED"
        and account_no in (None, proof.account_no)
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
            world = world_of(request)
            begun = time.perf_counter()
            call = await _noted(request, world, operation)
            fault = world.faults.strike(operation)
            call.fault = None if fault is None else fault.kind
            stopped = before(fault)
            response = stopped or await _answered(request, operation, work)
            _note_answer(call, response, begun)
            return response if stopped else await after(fault, response, world.now())

        return handle


async def _answered(request: Request, operation: str, work: Handler) -> Response:
    try:
        return await _checked(request, operation, work)
    except Problem as problem:
        return problem.response(request.headers.get("X-Trace-Id"))
    except RequestValidationError as invalid:
        return _invalid(invalid).response(request.headers.get("X-Trace-Id"))
    except HTTPException:
        return bad_request("", "请求体无法读取").response(request.headers.get("X-Trace-Id"))


async def _noted(request: Request, world: World, operation: str) -> Call:
    shown = {
        name.title(): value
        for name, value in request.headers.items()
        if name not in ("authorization", "cookie")
    }
    is_small = int(request.headers.get("Content-Length") or 0) <= _LARGEST_BODY
    body = await request.body() if is_small else b""
    return world.calls.add(
        at=world.now(),
        operation=operation,
        method=request.method,
        path=request.url.path,
        query=dict(request.query_params),
        headers=shown,
        body=readable(request.headers.get("Content-Type", ""), body),
    )


def _note_answer(call: Call, response: Response, begun: float) -> None:
    kind = response.headers.get("content-type", "")
    call.status, call.answer = response.status_code, readable(kind, bytes(response.body))
    call.replayed = "Idempotent-Replay" in response.headers
    call.code = call.answer.get("code") if "problem" in kind and call.answer else None
    call.ms = round((time.perf_counter() - begun) * 1000, 1)


async def _checked(request: Request, operation: str, work: Handler) -> Response:
    world = world_of(request)
    if operation != "getHealth":
        _check_token(request, world)
        caller = _read_caller(request, world)
        if request.method in _WRITES and operation not in ASKING:
            caller = caller.writing()
        caller.needs(LEVELS[operation])
        _check_proof(world, caller)
        request.state.caller = caller
    if int(request.headers.get("Content-Length") or 0) > _LARGEST_BODY:
        raise bad_request("", "内容过大，文件不能超过 20 MB")
    if request.method != "POST":
        return await work(request)
    return await _once(request, world, work)


def _check_token(request: Request, world: World) -> None:
    given = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {world.settings.token}".encode()):
        raise Problem("UNAUTHENTICATED", "令牌无效", "系统暂时无法查询，请稍后再试。")


def _check_proof(world: World, caller: Caller) -> None:
    """Above the level of the company's identity tokens a verification must be named."""
    is_above = RANK[caller.level] > RANK[world.settings.proof_above]
    if is_above and caller.level != "LP" and caller.verification_id is None:
        raise need_verify(caller.level)


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
    key = request.headers.get("Idempotency-Key", "")
    if len(key) not in _KEY_LENGTHS:
        raise bad_request("/headers/Idempotency-Key", "Idempotency-Key 应为 8–128 个字符")
    print_of_it = fingerprint(request, await request.body())
    async with world.writing:
        first = first_answer(world, key, print_of_it)
        if first is not None:
            return first
        try:
            response = await work(request)
        except Problem as problem:
            response = problem.response(request.headers.get("X-Trace-Id"))
        remember(world, key, print_of_it, response=response)
        return response


def _invalid(error: RequestValidationError) -> Problem:
    fields = ["".join(f"/{part}" for part in item["loc"][1:]) for item in error.errors()]
    reasons = [
        {"code": "INVALID_FIELD", "text": "内容有误或缺失", "field": name} for name in fields
    ]
    hint = "提交的内容有误，请核对后再试。"
    return Problem("BAD_REQUEST", "请求内容有误", hint, reasons=reasons)
