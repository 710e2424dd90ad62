"""Customers and what identifies them; values are sealed, look-ups go by keyed hash."""

from datetime import datetime

from hearthline.customers.model import Customer
from hearthline.kernel import CustomerId
from hearthline.platform.db import Session

_FIND = """
SELECT c.id, c.label FROM identity i
JOIN customer c ON c.tenant_id = i.tenant_id AND c.id = i.customer_id
WHERE i.kind = %(kind)s AND i.fingerprint = %(fingerprint)s
"""
_BY_ACCOUNT = """
SELECT c.id, c.label FROM account_link a
JOIN customer c ON c.tenant_id = a.tenant_id AND c.id = a.customer_id
WHERE a.domain = %(domain)s AND a.fingerprint = %(fingerprint)s
ORDER BY a.seen_at DESC, c.id DESC LIMIT 1
"""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(encode(%(fingerprint)s, 'hex'), 0))"
_ADD = """
INSERT INTO customer (id, label, sealed_name, first_seen_at, last_seen_at)
VALUES (%(id)s, %(label)s, %(name)s, %(now)s, %(now)s)
"""
_SEEN = """
UPDATE customer SET last_seen_at = %(now)s, label = %(label)s,
  sealed_name = coalesce(%(name)s, sealed_name)
WHERE id = %(id)s
"""
_IDENTITY = """
INSERT INTO identity (kind, fingerprint, customer_id, sealed_value, verified, seen_at)
VALUES (%(kind)s, %(fingerprint)s, %(id)s, %(value)s, %(verified)s, %(now)s)
ON CONFLICT (tenant_id, kind, fingerprint, customer_id) DO UPDATE SET seen_at = excluded.seen_at
"""
_ACCOUNT = """
INSERT INTO account_link (customer_id, domain, fingerprint, sealed_account_no, source, seen_at)
VALUES (%(id)s, %(domain)s, %(fingerprint)s, %(value)s, %(source)s, %(now)s)
ON CONFLICT (tenant_id, customer_id, domain, fingerprint)
  DO UPDATE SET seen_at = excluded.seen_at
"""


class CustomerStore:
    """Customers in the database."""

    async def find_locked(self, session: Session, kind: str, fingerprint: bytes) -> Customer | None:
        """The customer behind an identity; nobody else adds one for it until this session ends."""
        params = {"kind": kind, "fingerprint": fingerprint}
        await session.execute(_LOCK, params)
        row = await session.maybe(_FIND, params)
        return Customer(CustomerId.of(row["id"]), row["label"]) if row else None

    async def find_by_account(
        self, session: Session, domain: str, fingerprint: bytes
    ) -> Customer | None:
        """The customer who was last seen for an account."""
        params = {"domain": domain, "fingerprint": fingerprint}
        row = await session.maybe(_BY_ACCOUNT, params)
        return Customer(CustomerId.of(row["id"]), row["label"]) if row else None

    async def add(
        self, session: Session, customer: Customer, *, sealed_name: bytes | None, now: datetime
    ) -> None:
        """Add a customer."""
        params = {
            "id": customer.id,
            "label": customer.label,
            "name": sealed_name,
            "now": now,
        }
        await session.execute(_ADD, params)

    async def seen(
        self, session: Session, customer: Customer, *, sealed_name: bytes | None, now: datetime
    ) -> None:
        """Note that a customer is here again, under this label."""
        params = {
            "id": customer.id,
            "label": customer.label,
            "name": sealed_name,
            "now": now,
        }
        await session.execute(_SEEN, params)

    async def identify(
        self,
        session: Session,
        customer_id: CustomerId,
        *,
        kind: str,
        fingerprint: bytes,
        sealed: bytes,
        now: datetime,
    ) -> None:
        """Tie an identity to a customer; a phone number is never proof (verified stays false)."""
        params = {
            "id": customer_id,
            "kind": kind,
            "fingerprint": fingerprint,
            "value": sealed,
            "verified": kind == "sub",
            "now": now,
        }
        await session.execute(_IDENTITY, params)

    async def link_account(
        self,
        session: Session,
        customer_id: CustomerId,
        *,
        domain: str,
        fingerprint: bytes,
        sealed: bytes,
        now: datetime,
    ) -> None:
        """Tie an account that the identity token names to a customer."""
        params = {
            "id": customer_id,
            "domain": domain,
            "fingerprint": fingerprint,
            "value": sealed,
            "source": "token",
            "now": now,
        }
        await session.execute(_ACCOUNT, params)
