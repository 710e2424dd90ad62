"""The parts of one account, asked of the business systems all at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from hearthline.assist.facts.cache import Dated, FactCache
from hearthline.assist.facts.masking import reaches_l2
from hearthline.assist.facts.model import AccountFacts, Part, Profile, Question, Why
from hearthline.business import (
    AccountCandidate,
    AccountSearch,
    Acting,
    Business,
    BusinessRefused,
    Listing,
)
from hearthline.customers import AccountTie, KnownAccount
from hearthline.kernel import EventId, TenantId

Ask: TypeAlias = Callable[[Acting, KnownAccount], Awaitable[Dated]]

PARTS = ("profile", "outages", "temperatures", "balance", "bills", "payments")
_FROM_L2 = frozenset({"temperatures", "balance", "bills", "payments"})
_OF_DOMAIN = {"temperatures": "heating", "balance": "power"}


class AccountLoader:
    """Asks for accounts; a part that cannot be had never keeps the others."""

    def __init__(self, business: Business, cache: FactCache) -> None:
        """One cache for the process."""
        self._business = business
        self._cache = cache
        self._asks: dict[str, Ask] = {
            "profile": self._profile,
            "outages": self._outages,
            "temperatures": self._temperatures,
            "balance": self._balance,
            "bills": self._bills,
            "payments": self._payments,
        }

    async def load(
        self, tenant_id: TenantId, tie: AccountTie, acting: Acting, *, wait_seconds: float
    ) -> AccountFacts:
        """All parts of an account as they stand after waiting."""

        async def one(part: str) -> Part[Any]:
            reason = _not_to_be_asked(part, tie.account.domain, acting.verify_level)
            if reason is not None:
                return reason
            level, proof = acting.verify_level, acting.verification_id
            key = Question(str(tenant_id), tie.account, part, level, proof)
            return await self._cache.part(
                key, lambda: self._asks[part](acting, tie.account), wait_seconds=wait_seconds
            )

        found = await asyncio.gather(*(one(part) for part in PARTS))
        parts: dict[str, Part[Any]] = dict(zip(PARTS, found, strict=True))
        return AccountFacts(tie=tie, level=acting.verify_level, **parts)

    async def _profile(self, acting: Acting, account: KnownAccount) -> Dated:
        """The profile; of a person who is not known at all only what a search may tell."""
        if acting.verify_level == "L0":
            return await self._found(acting, account)
        told = await self._business.get_account(acting, account.account_no)
        profile = Profile(
            status=told.status,
            usage_class=told.usage_class,
            name_masked=told.name_masked,
            address_masked=told.address_masked,
            phone_masked=told.phone_masked,
            has_arrears=told.has_arrears,
            flags=told.flags,
            address=told.address,
            heating=told.heating,
            power=told.power,
        )
        return Dated(profile, told.as_of, told.stale)

    async def _found(self, acting: Acting, account: KnownAccount) -> Dated:
        found, one = await self._candidate(acting, account)
        profile = Profile(
            status=one.status,
            usage_class=one.usage_class,
            name_masked=one.name_masked,
            address_masked=one.address_masked,
            phone_masked=one.phone_masked,
        )
        return Dated(profile, found.as_of, found.stale)

    async def _candidate(
        self, acting: Acting, account: KnownAccount
    ) -> tuple[Listing[AccountCandidate], AccountCandidate]:
        search = AccountSearch(domain=account.domain, account_no=account.account_no)
        found = await self._business.search_accounts(
            acting, search, idempotency_key=str(EventId.new())
        )
        if not found.items:
            raise BusinessRefused("NOT_FOUND", "没有查到这个户号")
        return found, found.items[0]

    async def _outages(self, acting: Acting, account: KnownAccount) -> Dated:
        """Outages at the account; of a person who is not known at all, at its building."""
        if acting.verify_level == "L0":
            place = (await self._candidate(acting, account))[1].address_masked.rstrip("*")
            found = await self._business.list_outages(acting, domain=account.domain, address=place)
        else:
            found = await self._business.list_outages(
                acting, domain=account.domain, account_no=account.account_no
            )
        return Dated(found, found.as_of, found.stale)

    async def _temperatures(self, acting: Acting, account: KnownAccount) -> Dated:
        found = await self._business.list_temperatures(acting, account.account_no)
        return Dated(found, found.as_of, found.stale)

    async def _balance(self, acting: Acting, account: KnownAccount) -> Dated:
        found = await self._business.get_balance(acting, account.account_no)
        return Dated(found, found.as_of, found.stale)

    async def _bills(self, acting: Acting, account: KnownAccount) -> Dated:
        found = await self._business.list_bills(acting, account.account_no)
        return Dated(found, found.as_of, found.stale)

    async def _payments(self, acting: Acting, account: KnownAccount) -> Dated:
        found = await self._business.list_payments(acting, account.account_no)
        return Dated(found, found.as_of, found.stale)


def _not_to_be_asked(part: str, domain: str, level: str) -> Part[Any] | None:
    """A part that this trade does not have, or that nobody below L2 is told."""
    if _OF_DOMAIN.get(part, domain) != domain:
        return Part.not_asked()
    return Part.withheld(Why.NEED_VERIFY) if part in _FROM_L2 and not reaches_l2(level) else None


def not_asked(tie: AccountTie, level: str) -> AccountFacts:
    """An account of which nobody asked yet."""
    nothing: dict[str, Part[Any]] = {part: Part.not_asked() for part in PARTS}
    return AccountFacts(tie=tie, level=level, **nothing)
