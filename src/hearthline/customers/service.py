"""The verbs of customers: recognise whoever comes, by token or as a visitor."""

from datetime import datetime
from uuid import UUID

from hearthline.customers.model import Claims, Customer, masked_name, visitor_label
from hearthline.customers.store import CustomerStore
from hearthline.kernel import Clock, CustomerId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session


class Customers:
    """One customer, however often and by whichever channel he comes (R16, R17)."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        """The vault seals names and numbers."""
        self._store = CustomerStore()
        self._vault = vault
        self._clock = clock

    async def recognise(self, session: Session, claims: Claims) -> Customer:
        """The customer that a signed token names, made when he is new."""
        now = self._clock.now()
        print_ = self._vault.fingerprint("sub", claims.sub)
        sealed_name = self._vault.seal(claims.name) if claims.name else None
        label = masked_name(claims.name) if claims.name else "客户"
        known = await self._store.find_locked(session, "sub", print_)
        if known:
            customer = Customer(known.id, label if claims.name else known.label)
            await self._store.seen(session, customer, sealed_name=sealed_name, now=now)
        else:
            customer = Customer(CustomerId.new(), label)
            await self._store.add(session, customer, sealed_name=sealed_name, now=now)
            await self._identify(session, customer.id, kind="sub", value=claims.sub, now=now)
        if claims.phone:
            await self._identify(session, customer.id, kind="phone", value=claims.phone, now=now)
        for account in claims.accounts:
            await self._store.link_account(
                session,
                customer.id,
                domain=account.domain,
                fingerprint=self._vault.fingerprint(account.domain, account.account_no),
                sealed=self._vault.seal(account.account_no),
                now=now,
            )
        return customer

    async def recognise_visitor(self, session: Session, visitor_id: UUID) -> Customer:
        """The customer behind a browser's visitor id, made when it is new."""
        now = self._clock.now()
        print_ = self._vault.fingerprint("visitor", str(visitor_id))
        known = await self._store.find_locked(session, "visitor", print_)
        if known:
            await self._store.seen(session, known, sealed_name=None, now=now)
            return known
        customer = Customer(CustomerId.new(), visitor_label(visitor_id))
        await self._store.add(session, customer, sealed_name=None, now=now)
        await self._identify(session, customer.id, kind="visitor", value=str(visitor_id), now=now)
        return customer

    async def of_account(self, session: Session, domain: str, account_no: str) -> Customer | None:
        """The customer who was last here for an account, or None."""
        return await self._store.find_by_account(
            session, domain, self._vault.fingerprint(domain, account_no)
        )

    async def _identify(
        self, session: Session, customer_id: CustomerId, *, kind: str, value: str, now: datetime
    ) -> None:
        await self._store.identify(
            session,
            customer_id,
            kind=kind,
            fingerprint=self._vault.fingerprint(kind, value),
            sealed=self._vault.seal(value),
            now=now,
        )
