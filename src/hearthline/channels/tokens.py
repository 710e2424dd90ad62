"""Session tokens: which conversation a customer's calls may open, signed by us."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

from hearthline.channels.errors import SessionRefused
from hearthline.kernel import Clock, ConversationId, TenantId
from hearthline.platform.crypto import Vault

LIFE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class CustomerSession:
    """A customer who may use one conversation of one tenant."""

    tenant_id: TenantId
    conversation_id: ConversationId


class SessionTokens:
    """Makes and reads session tokens; they outlive a restart, not a change of the secret key."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        """Sign with a key of their own."""
        self._key = vault.key("customer sessions")
        self._clock = clock

    def issue(self, session: CustomerSession) -> tuple[str, datetime]:
        """A token and the moment it ends."""
        ends = (self._clock.now() + LIFE).replace(microsecond=0)
        claims = {
            "t": session.tenant_id.hex,
            "c": session.conversation_id.hex,
            "exp": int(ends.timestamp()),
        }
        return jwt.encode(claims, self._key, algorithm="HS256"), ends

    def read(self, token: str) -> CustomerSession:
        """Who a token speaks for; raises SessionRefused."""
        try:
            claims = jwt.decode(
                token, self._key, algorithms=["HS256"], options={"verify_exp": False}
            )
            session = CustomerSession(TenantId(claims["t"]), ConversationId(claims["c"]))
            ends = datetime.fromtimestamp(claims["exp"], UTC)
        except (jwt.PyJWTError, KeyError, ValueError, TypeError):
            raise SessionRefused from None
        if ends <= self._clock.now():
            raise SessionRefused
        return session
