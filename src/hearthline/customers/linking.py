"""Accounts that an agent found and tied to a customer; a token's own ties are left alone.

A tie is no proof of identity: what may be told to the customer stays a matter of verification.
"""

from dataclasses import dataclass
from datetime import datetime

from hearthline.access import Audit, Staff
from hearthline.customers.errors import LinkNotYours
from hearthline.customers.joining.groups import Groups
from hearthline.customers.model import KnownAccount, masked_account
from hearthline.kernel import Clock, CustomerId, StaffId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Row, Session

_KEY_BYTES = 12
_OF = """
SELECT DISTINCT ON (domain, fingerprint) * FROM account_link WHERE customer_id = ANY(%(ids)s)
ORDER BY domain, fingerprint,
  array_position(ARRAY['verified', 'token', 'agent'], source), seen_at DESC LIMIT 50
"""
_LINK = """
INSERT INTO account_link (customer_id, domain, fingerprint, sealed_account_no, source, seen_at,
  linked_by, why)
VALUES (%(id)s, %(domain)s, %(fingerprint)s, %(value)s, 'agent', %(now)s, %(by)s, %(why)s)
ON CONFLICT (tenant_id, customer_id, domain, fingerprint) DO NOTHING
"""
_UNLINK = """
DELETE FROM account_link WHERE customer_id = ANY(%(ids)s) AND source = 'agent'
  AND domain = %(domain)s AND fingerprint = %(fingerprint)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTie:
    """An account of a customer; `key` names it without saying its number."""

    key: str
    account: KnownAccount
    source: str
    seen_at: datetime
    linked_by: StaffId | None = None
    why: str | None = None

    @property
    def masked(self) -> str:
        """The number as lists show it."""
        return masked_account(self.account.account_no)


class AccountTies:
    """Which accounts belong to a customer (R17), and who said so."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        """The vault seals numbers."""
        self._vault = vault
        self._clock = clock
        self._groups = Groups()
        self._audit = Audit(clock)

    def key_of(self, account: KnownAccount) -> str:
        """A name for an account that does not tell its number."""
        return self._vault.fingerprint(account.domain, account.account_no)[:_KEY_BYTES].hex()

    async def of(self, session: Session, customer_id: CustomerId) -> list[AccountTie]:
        """All accounts, the best known and newest first; raises CustomerUnknown."""
        group = await self._groups.of(session, customer_id)
        rows = await session.all(_OF, {"ids": list(group.ids)})
        ties = [self._tie(row) for row in rows]
        return sorted(ties, key=lambda tie: (tie.source == "agent", -tie.seen_at.timestamp()))

    async def link(
        self,
        session: Session,
        customer_id: CustomerId,
        account: KnownAccount,
        *,
        why: str,
        by: Staff,
    ) -> str:
        """Tie an account to a customer; said again it changes nothing. The account's key."""
        group = await self._groups.of(session, customer_id)
        params = {
            "id": group.root,
            "domain": account.domain,
            "fingerprint": self._vault.fingerprint(account.domain, account.account_no),
            "value": self._vault.seal(account.account_no),
            "now": self._clock.now(),
            "by": by.id,
            "why": why,
        }
        await session.execute(_LINK, params)
        key = self.key_of(account)
        await self._note(session, "customer.account_linked", group.root, key=key, by=by)
        return key

    async def unlink(
        self, session: Session, customer_id: CustomerId, key: str, *, by: Staff
    ) -> None:
        """Undo an agent's tie; one that is gone stays so. Raises CustomerUnknown, LinkNotYours."""
        group = await self._groups.of(session, customer_id)
        for tie in await self.of(session, customer_id):
            if tie.key != key:
                continue
            if tie.source != "agent":
                raise LinkNotYours
            domain, number = tie.account.domain, tie.account.account_no
            params = {
                "ids": list(group.ids),
                "domain": domain,
                "fingerprint": self._vault.fingerprint(domain, number),
            }
            await session.execute(_UNLINK, params)
            await self._note(session, "customer.account_unlinked", group.root, key=key, by=by)

    def _tie(self, row: Row) -> AccountTie:
        number = self._vault.open(bytes(row["sealed_account_no"]))
        account = KnownAccount(row["domain"], number)
        return AccountTie(
            key=self.key_of(account),
            account=account,
            source=row["source"],
            seen_at=row["seen_at"],
            linked_by=StaffId.or_none(row["linked_by"]),
            why=row["why"],
        )

    async def _note(
        self, session: Session, deed: str, customer_id: CustomerId, *, key: str, by: Staff
    ) -> None:
        await self._audit.record(
            session,
            by,
            deed,
            subject_kind="customer",
            subject_id=customer_id,
            details={"account": key},
        )
