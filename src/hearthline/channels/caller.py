"""Who calls the customer API: a session token that opens one conversation only."""

from typing import Annotated

from fastapi import Depends, Path, WebSocket
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from hearthline.channels.errors import SessionRefused
from hearthline.channels.tokens import CustomerSession, SessionTokens
from hearthline.conversations import NoSuchConversation
from hearthline.kernel import ConversationId
from hearthline.platform.http import here

SUBPROTOCOL = "bearer."

_bearer = HTTPBearer(auto_error=False, description="The session token of `openSession`.")


async def customer_session(
    conversation_id: Annotated[ConversationId, Path()],
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    tokens: Annotated[SessionTokens, Depends(here(SessionTokens))],
) -> CustomerSession:
    """The caller's session; 401 without a good token, 404 on another conversation."""
    session = tokens.read(credentials.credentials if credentials else "")
    if session.conversation_id != conversation_id:
        raise NoSuchConversation
    return session


async def socket_session(
    websocket: WebSocket,
    conversation_id: Annotated[ConversationId, Path()],
    tokens: Annotated[SessionTokens, Depends(here(SessionTokens))],
) -> tuple[CustomerSession, str]:
    """The caller's session and the subprotocol to select; raises like `customer_session`."""
    offered = websocket.headers.get("sec-websocket-protocol", "")
    chosen = next((p.strip() for p in offered.split(",") if p.strip().startswith(SUBPROTOCOL)), "")
    if not chosen:
        raise SessionRefused
    session = tokens.read(chosen.removeprefix(SUBPROTOCOL))
    if session.conversation_id != conversation_id:
        raise NoSuchConversation
    return session, chosen


CallerHere = Annotated[CustomerSession, Depends(customer_session)]
