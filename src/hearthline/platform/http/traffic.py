"""One line of log and one measurement for each request (pure ASGI, so bodies stream)."""

from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hearthline.kernel import Clock
from hearthline.platform.log import get_log

log = get_log(__name__)

REQUESTS = Histogram(
    "hearthline_request_seconds",
    "Time to answer a request.",
    ("method", "route", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30),
)


class TrafficLog:
    """Logs and measures requests; health and metrics stay out of the log."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        """Wrap an application."""
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = self._clock.monotonic()
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._note(scope, status, self._clock.monotonic() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unrouted")
        REQUESTS.labels(scope["method"], route, str(status)).observe(seconds)
        if route not in {"/healthz", "/readyz", "/metrics"}:
            log.info(
                "request",
                method=scope["method"],
                route=route,
                status=status,
                ms=round(seconds * 1000),
            )
