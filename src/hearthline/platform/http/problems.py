"""Errors as RFC 9457 problem documents, in the asker's language.

The one table from kinds of error to HTTP status stands here; slices know nothing of it.
"""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from hearthline.kernel import (
    Conflict,
    HearthlineError,
    Invalid,
    NotFound,
    Refused,
    TooMany,
    Unauthenticated,
    Unavailable,
    Words,
)
from hearthline.platform.http.locale import locale_of
from hearthline.platform.http.validation import fault
from hearthline.platform.log import get_log

log = get_log(__name__)

PROBLEM_JSON = "application/problem+json"

STATUS: tuple[tuple[type[HearthlineError], int], ...] = (
    (Invalid, 422),
    (Unauthenticated, 401),
    (Refused, 403),
    (NotFound, 404),
    (Conflict, 409),
    (TooMany, 429),
    (Unavailable, 503),
)
TITLES = {
    400: Words(zh="请求无法读取", en="The request cannot be read"),
    404: Words(zh="没有找到", en="Not found"),
    405: Words(zh="不支持这种请求方法", en="Method not allowed"),
    413: Words(zh="内容太大", en="Too large"),
    415: Words(zh="不支持这种内容类型", en="Unsupported content type"),
    422: Words(zh="内容有误", en="Not valid"),
    500: Words(zh="服务出错", en="Something went wrong"),
}
DETAILS = {
    400: "请求体不是 UTF-8 编码的 JSON。",
    404: "没有这个地址。",
    413: "内容超过了允许的大小，请减小后重试。",
    415: "请求体的 Content-Type 应为 application/json。",
}
BROKEN = Words(
    zh="服务出错，您的内容没有丢失，请稍后重试。", en="Something went wrong; please try again."
)
SEE_ERRORS = Words(zh="请按 errors 中的说明修改。", en="See `errors` for what to mend.")


def problem_response(
    request: Request, status: int, words: tuple[Words, Words], **more: Any
) -> JSONResponse:
    """A problem document with title and detail in the asker's language."""
    locale = locale_of(request)
    title, detail = words
    body: dict[str, Any] = {
        "type": more.pop("type", "about:blank"),
        "title": title.in_(locale),
        "status": status,
        "detail": detail.in_(locale),
    }
    headers = more.pop("headers", None)
    return JSONResponse(body | more, status, headers=headers, media_type=PROBLEM_JSON)


def install_problems(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""
    app.add_exception_handler(HearthlineError, _on_known)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_unknown)


def status_of(error: HearthlineError) -> int:
    """The HTTP status of a known error; an error may carry its own (`http_status`)."""
    own = error.details.get("http_status")
    if isinstance(own, int):
        return own
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


async def _on_known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HearthlineError)  # noqa: S101  (registered for this type alone)
    more: dict[str, Any] = {"code": error.code, "type": f"urn:hearthline:error:{error.code}"}
    if "errors" in error.details:
        more["errors"] = [
            {"pointer": item["pointer"], "detail": item["detail"].in_(locale_of(request))}
            for item in error.details["errors"]
        ]
    if "retry_after_seconds" in error.details:
        more["headers"] = {"Retry-After": str(max(1, int(error.details["retry_after_seconds"])))}
    return problem_response(request, status_of(error), (error.title, error.told()), **more)


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (registered for this type)
    if any(item["type"] == "json_invalid" for item in error.errors()):
        unreadable = Words(zh="请求体不是 JSON。", en="The body is not JSON.")
        return problem_response(request, 400, (TITLES[400], unreadable))
    locale = locale_of(request)
    errors = [fault(dict(item), locale) for item in error.errors()[:20]]
    words = (TITLES[422], SEE_ERRORS)
    return problem_response(request, 422, words, code="invalid", errors=errors)


async def _on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for this type alone)
    title = TITLES.get(error.status_code, TITLES[400 if error.status_code < 500 else 500])
    detail = Words(zh=DETAILS.get(error.status_code, title.zh), en=str(error.detail))
    headers = dict(error.headers) if error.headers else None
    return problem_response(request, error.status_code, (title, detail), headers=headers)


async def _on_unknown(request: Request, error: Exception) -> JSONResponse:
    log.error("request.broken", path=request.url.path, error=type(error).__name__, exc_info=error)
    return problem_response(request, 500, (TITLES[500], BROKEN), code="internal")
