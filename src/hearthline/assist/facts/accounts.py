"""The agent's own search for accounts, and tying what was found to the customer."""

from dataclasses import dataclass

from hearthline.access import Audit, Staff
from hearthline.assist.facts.errors import AccountGone, NothingToSearchBy
from hearthline.business import AccountCandidate, AccountSearch, Acting, Business
from hearthline.customers import AccountTies, KnownAccount, Refs, masked_account
from hearthline.kernel import Clock, CustomerId, EventId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session

_MOST = 20


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account that fits, masked; `ref` names it for tying without telling its number."""

    ref: str
    account_no_masked: str
    candidate: AccountCandidate


class AccountFinder:
    """Looks for accounts in the business systems; every look is written into the audit (R17)."""

    def __init__(
        self,
        database: Database,
        business: Business,
        ties: AccountTies,
        *,
        vault: Vault,
        clock: Clock,
    ) -> None:
        """The vault seals the numbers that pass through the browser."""
        self._database = database
        self._business = business
        self._ties = ties
        self._refs = Refs(vault)
        self._audit = Audit(clock)

    async def search(self, search: AccountSearch, *, by: Staff) -> list[FoundAccount]:
        """Accounts that match all criteria, at most twenty.

        Raises NothingToSearchBy, and what the business systems raise.
        """
        given = [name for name in _CRITERIA if getattr(search, name) is not None]
        if not given:
            raise NothingToSearchBy
        async with self._database.session(by.tenant_id) as session:
            await self._audit.record(
                session,
                by,
                "account.searched",
                subject_kind="account",
                subject_id="-",
                details={"by": given, "domain": search.domain},
            )
        acting = Acting(actor=f"agent:{by.id}", verify_level="L0")
        found = await self._business.search_accounts(
            acting, search, idempotency_key=str(EventId.new())
        )
        return [self._found(by.tenant_id, one) for one in found.items[:_MOST]]

    async def candidate(self, account: KnownAccount, *, by: Staff) -> AccountCandidate:
        """An account that was found before, as anybody may see it; raises AccountGone."""
        async with self._database.session(by.tenant_id) as session:
            await self._audit.record(
                session,
                by,
                "account.picked",
                subject_kind="account",
                subject_id=self._ties.key_of(account),
                details={"domain": account.domain},
            )
        acting = Acting(actor=f"agent:{by.id}", verify_level="L0")
        wanted = AccountSearch(domain=account.domain, account_no=account.account_no)
        found = await self._business.search_accounts(
            acting, wanted, idempotency_key=str(EventId.new())
        )
        if not found.items:
            raise AccountGone
        return found.items[0]

    async def link(
        self, session: Session, customer_id: CustomerId, ref: str, *, why: str, by: Staff
    ) -> str:
        """Tie what was found to a customer; its key. Raises CustomerUnknown, RefBroken."""
        await self._ties.of(session, customer_id)
        account = self._refs.account(by.tenant_id, ref)
        return await self._ties.link(session, customer_id, account, why=why, by=by)

    async def unlink(
        self, session: Session, customer_id: CustomerId, key: str, *, by: Staff
    ) -> None:
        """Undo the tie; raises LinkNotYours."""
        await self._ties.unlink(session, customer_id, key, by=by)

    def _found(self, tenant_id: TenantId, one: AccountCandidate) -> FoundAccount:
        ref = self._refs.of_account(tenant_id, KnownAccount(one.domain, one.account_no))
        return FoundAccount(ref, masked_account(one.account_no), one)


_CRITERIA = ("account_no", "phone", "name", "address", "meter_no")
