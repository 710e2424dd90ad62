"""A tried conversation, carried by the page that tries it: sealed, so that none is made up."""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from hearthline.dialogue.workbench.errors import TrialOver
from hearthline.kernel import Clock, TenantId
from hearthline.platform.crypto import SealBroken, Vault

LIFE: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Trial:
    """Where a tried conversation stands: its state, its release, and the orders it has filed."""

    conversation: str
    release: str
    state: dict[str, Any]
    given: dict[str, Any] = field(default_factory=dict)
    orders: list[dict[str, str]] = field(default_factory=list)


class Trials:
    """Seals tried conversations for one tenant, and opens them again for a while."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        """Seal with the installation's key."""
        self._vault = vault
        self._clock = clock

    def seal(self, tenant_id: TenantId, trial: Trial) -> str:
        """The token of a trial; it is good for half an hour."""
        ends = self._clock.now() + LIFE
        body = {
            "what": "trial",
            "tenant": tenant_id.hex,
            "ends": ends.isoformat(),
            "conversation": trial.conversation,
            "release": trial.release,
            "state": trial.state,
            "given": trial.given,
            "orders": trial.orders,
        }
        packed = zlib.compress(json.dumps(body, ensure_ascii=False).encode())
        sealed = self._vault.seal(base64.b64encode(packed).decode())
        return base64.urlsafe_b64encode(sealed).decode()

    def open(self, tenant_id: TenantId, token: str) -> Trial:
        """The trial of a token; raises TrialOver for one that is too old or not ours."""
        try:
            sealed = base64.urlsafe_b64decode(token.encode())
            packed = base64.b64decode(self._vault.open(sealed))
            body = json.loads(zlib.decompress(packed))
        except (SealBroken, binascii.Error, ValueError, zlib.error):
            raise TrialOver from None
        is_ours = body.get("what") == "trial" and body["tenant"] == tenant_id.hex
        if not is_ours or datetime.fromisoformat(body["ends"]) <= self._clock.now():
            raise TrialOver
        return Trial(
            conversation=body["conversation"],
            release=body["release"],
            state=body["state"],
            given=body["given"],
            orders=body["orders"],
        )
