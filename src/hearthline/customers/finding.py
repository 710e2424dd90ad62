"""Finding customers: by phone or account number exactly, or by the label that lists show.

Names are sealed and cannot be searched; every look is written into the audit.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock, CustomerId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session

_MOST = 30
_DIGITS = re.compile(r"[\s-]")
_LITERAL = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})
_EXACT = """
SELECT DISTINCT c.id, c.label, c.last_seen_at, found.by FROM (
  SELECT customer_id, 'phone' AS by FROM identity
    WHERE kind = 'phone' AND fingerprint = %(phone)s
  UNION ALL
  SELECT customer_id, 'account' FROM account_link
    WHERE domain = 'heating' AND fingerprint = %(heating)s
  UNION ALL
  SELECT customer_id, 'account' FROM account_link
    WHERE domain = 'power' AND fingerprint = %(power)s
) AS found JOIN customer c ON c.id = found.customer_id
ORDER BY c.last_seen_at DESC LIMIT %(limit)s
"""
_LABEL = """
SELECT id, label, last_seen_at, 'label' AS by FROM customer
WHERE label LIKE %(prefix)s ORDER BY last_seen_at DESC LIMIT %(limit)s
"""
_RECENT = """
SELECT id, label, last_seen_at, 'recent' AS by FROM customer
ORDER BY last_seen_at DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """A customer that fits; `by` says what fitted: phone, account, label or recent."""

    id: CustomerId
    label: str
    by: str
    last_seen_at: datetime


class CustomerSearch:
    """Looks for customers."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        """The vault makes fingerprints."""
        self._vault = vault
        self._audit = Audit(clock)

    async def find(self, session: Session, q: str, *, by: Staff) -> list[FoundCustomer]:
        """Customers that fit, seen last first; without words those who were here last."""
        words = q.strip()
        bare = _DIGITS.sub("", words)
        if bare.isdigit():
            sql, kind = _EXACT, "number"
        else:
            sql, kind = (_LABEL, "label") if words else (_RECENT, "recent")
        params = {
            "prefix": words.translate(_LITERAL) + "%",
            "phone": self._vault.fingerprint("phone", bare),
            "heating": self._vault.fingerprint("heating", bare),
            "power": self._vault.fingerprint("power", bare),
            "limit": _MOST,
        }
        rows = await session.all(sql, params)
        if words:
            await self._audit.record(
                session,
                by,
                "customer.searched",
                subject_kind="customer",
                subject_id="-",
                details={"by": kind, "found": len(rows)},
            )
        return [
            FoundCustomer(CustomerId.of(row["id"]), row["label"], row["by"], row["last_seen_at"])
            for row in rows
        ]
