"""Pages of any origin may use the customer API: the widget stands on the operator's own site.

Only there, and never with cookies, so that nothing of the staff's session can be used.
"""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


class OpenToPages:
    """CORS for the paths that begin with one of `prefixes` (Fetch standard)."""

    def __init__(self, app: ASGIApp, prefixes: tuple[str, ...]) -> None:
        """Wrap an application."""
        self._app = app
        self._prefixes = prefixes
        self._open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "POST", "OPTIONS"],
            allow_headers=["Authorization", "Content-Type", "Accept-Language", "Prefer"],
            expose_headers=["Retry-After", "Preference-Applied"],
            max_age=86400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer preflights and mark answers of the open paths; leave all else alone."""
        is_open = scope["type"] == "http" and scope["path"].startswith(self._prefixes)
        await (self._open if is_open else self._app)(scope, receive, send)
