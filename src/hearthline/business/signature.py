"""The signature of a webhook: HMAC-SHA256 over the time, a full stop and the raw body. Pure."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hearthline.kernel import TenantId

SKEW = timedelta(minutes=5)
_FORM = re.compile(r"t=([0-9]{1,15}),v1=([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class HookKey:
    """The secret with which one tenant's business systems sign."""

    tenant_id: TenantId
    secret: str = field(repr=False)


class HookKeys:
    """Which tenant an event is for: the one whose secret signed it."""

    def __init__(self, keys: Sequence[HookKey]) -> None:
        """Keep the keys; an empty secret would sign everything and is left out."""
        self._keys = [key for key in keys if key.secret]

    @property
    def tenants(self) -> frozenset[TenantId]:
        """Every tenant that has a key."""
        return frozenset(key.tenant_id for key in self._keys)

    def tenant_of(self, header: str, body: bytes, *, now: datetime) -> TenantId | None:
        """The tenant whose secret made the signature, None when no key fits or time is off."""
        form = _FORM.fullmatch(header)
        if form is None or abs(now.timestamp() - int(form[1])) > SKEW.total_seconds():
            return None
        fitting = [
            key.tenant_id
            for key in self._keys
            if hmac.compare_digest(_digest(key.secret, form[1], body), form[2])
        ]
        return fitting[0] if fitting else None


def _digest(secret: str, moment: str, body: bytes) -> str:
    signed = moment.encode() + b"." + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
