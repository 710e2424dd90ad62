"""Bodies of requests: JSON in UTF-8 and no larger than allowed, or a clear answer.

400 for what is not JSON, 415 for another content type, 413 for too much (customer API, 2).
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.params import Form
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_JSON_BYTES = 64 * 1024


class StrictJson(APIRoute):
    """A route whose JSON body must say that it is JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Check the content type before the body is read."""
        handle = super().get_route_handler()
        parts = self.dependant.body_params
        takes_json = bool(parts) and not any(isinstance(p.field_info, Form) for p in parts)

        async def checked(request: Request) -> Response:
            kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if takes_json and kind != "application/json" and not kind.endswith("+json"):
                raise HTTPException(415, "Content-Type must be application/json")
            return await handle(request)

        return checked


class BodyLimit:
    """Refuses bodies beyond `largest_bytes` (by path prefix), counted as they arrive."""

    def __init__(self, app: ASGIApp, larger: dict[str, int]) -> None:
        """`larger` maps path suffixes to their own limit in bytes."""
        self._app = app
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        announced = _announced(scope)
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            if announced > limit:
                raise HTTPException(413, f"At most {limit} bytes are taken here")
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413, f"At most {limit} bytes are taken here")
            return message

        await self._app(scope, counted, send)

    def _limit(self, path: str) -> int:
        limits = [size for suffix, size in self._larger.items() if path.endswith(suffix)]
        return limits[0] if limits else LARGEST_JSON_BYTES


def _announced(scope: Scope) -> int:
    """How large a request says that it is, before any of it is read."""
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() else 0
