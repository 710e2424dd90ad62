"""Who may pass a route: FastAPI dependencies by permission, and the same for sockets.

`needs(…)` keeps its permissions readable (`.permissions`), so that a test finds every route and
checks what it asks for. A write must also carry the session's CSRF token in `X-CSRF-Token`.
"""

from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, WebSocket, WebSocketException
from starlette.requests import HTTPConnection

from hearthline.access.errors import CsrfMismatch, OriginForeign, PermissionMissing, SignInNeeded
from hearthline.access.model import Permission, SessionToken, SignedIn, Staff
from hearthline.access.service import Access
from hearthline.kernel import HearthlineError, Refused
from hearthline.platform.db import Database
from hearthline.platform.http import Services, here

SESSION_COOKIE = "hearthline_session"
CSRF_COOKIE = "hearthline_csrf"
CSRF_HEADER = "X-CSRF-Token"
CLOSED_SIGN_IN = 4401
CLOSED_REFUSED = 4403
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

AccessHere = Annotated[Access, Depends(here(Access))]
DatabaseHere = Annotated[Database, Depends(here(Database))]


class SignedInNeed:
    """A dependency: the caller's session, and the right to write if the request writes."""

    async def __call__(
        self, request: Request, access: AccessHere, database: DatabaseHere
    ) -> SignedIn:
        """Who asks; raises SignInNeeded or CsrfMismatch."""
        token = token_of(request)
        async with database.session(token.tenant_id) as session:
            signed = await access.who(session, token)
        if request.method not in _SAFE and not access.is_csrf_token(
            token, request.headers.get(CSRF_HEADER)
        ):
            raise CsrfMismatch
        return signed


signed_in = SignedInNeed()


class Need:
    """A dependency: the caller must have all of these permissions."""

    def __init__(self, permissions: tuple[Permission, ...]) -> None:
        """Made by `needs`."""
        self.permissions = permissions

    async def __call__(self, signed: Annotated[SignedIn, Depends(signed_in)]) -> Staff:
        """The caller; raises PermissionMissing."""
        check(signed.staff, *self.permissions)
        return signed.staff


@lru_cache
def needs(*permissions: Permission) -> Need:
    """The dependency for routes that ask for these permissions; none: any member of staff."""
    return Need(permissions)


def check(staff: Staff, *permissions: Permission) -> None:
    """Raise PermissionMissing unless the person has them all."""
    for permission in permissions:
        if not staff.may(permission):
            raise PermissionMissing(permission=permission)


def token_of(connection: HTTPConnection) -> SessionToken:
    """The session token that the browser sent; raises SignInNeeded."""
    token = SessionToken.parse(connection.cookies.get(SESSION_COOKIE))
    if token is None:
        raise SignInNeeded
    return token


async def staff_of_socket(websocket: WebSocket, *permissions: Permission) -> Staff:
    """Who opened the socket; a stranger's is closed with 4401, one without rights with 4403.

    It is accepted before it is closed, since a browser tells its page no other reason.
    """
    services: Services = websocket.app.state.services
    access = services.get(Access)
    try:
        _check_origin(websocket, access.rules.allowed_origins)
        signed = await socket_session(websocket)
        check(signed.staff, *permissions)
    except HearthlineError as error:
        await websocket.accept()
        code = CLOSED_REFUSED if isinstance(error, Refused) else CLOSED_SIGN_IN
        raise WebSocketException(code, error.code) from error
    return signed.staff


async def socket_session(websocket: WebSocket) -> SignedIn:
    """The session behind a socket, asked for without keeping it alive; raises SignInNeeded.

    An open socket asks again now and then, and when it hears of the topic `staff:<id>`.
    """
    services: Services = websocket.app.state.services
    token = token_of(websocket)
    async with services.get(Database).session(token.tenant_id) as session:
        return await services.get(Access).who(session, token, is_use=False)


def _check_origin(websocket: WebSocket, allowed: tuple[str, ...]) -> None:
    """Browsers send cookies with sockets of any page, so the page must be ours (RFC 6455, 10.2)."""
    origin = websocket.headers.get("origin")
    if origin is None or origin in allowed:
        return
    if urlsplit(origin).netloc != websocket.headers.get("host"):
        raise OriginForeign
