"""The telephone number under which a customer is known, for whoever has to call him."""

from hearthline.kernel import CustomerId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session

_PHONE = """
SELECT sealed_value FROM identity WHERE customer_id = %(id)s AND kind = 'phone'
ORDER BY seen_at DESC LIMIT 1
"""


class Phones:
    """Numbers by customer; whoever shows one to a person keeps the audit."""

    def __init__(self, vault: Vault) -> None:
        """The vault opens what is sealed."""
        self._vault = vault

    async def of(self, session: Session, customer_id: CustomerId | None) -> str | None:
        """The number seen last, or None when none is known."""
        if customer_id is None:
            return None
        row = await session.maybe(_PHONE, {"id": customer_id})
        return self._vault.open(bytes(row["sealed_value"])) if row else None
