"""The agent's own search for accounts, and tying what was found to the customer."""

import base64
import binascii
import json
from dataclasses import dataclass

from hearthline.access import Audit, Staff
from hearthline.assist.facts.errors import NothingToSearchBy, RefBroken
from hearthline.business import AccountCandidate, AccountSearch, Acting, Business
from hearthline.customers import AccountTies, KnownAccount, masked_account
from hearthline.kernel import Clock, CustomerId, EventId, TenantId
from hearthline.platform.crypto import SealBroken, Vault
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
        self._vault = vault
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

    async def link(
        self, session: Session, customer_id: CustomerId, ref: str, *, why: str, by: Staff
    ) -> str:
        """Tie what was found to a customer; its key. Raises CustomerUnknown, RefBroken."""
        await self._ties.of(session, customer_id)
        account = self._opened(by.tenant_id, ref)
        return await self._ties.link(session, customer_id, account, why=why, by=by)

    async def unlink(
        self, session: Session, customer_id: CustomerId, key: str, *, by: Staff
    ) -> None:
        """Undo the tie; raises LinkNotYours."""
        await self._ties.unlink(session, customer_id, key, by=by)

    def _found(self, tenant_id: TenantId, one: AccountCandidate) -> FoundAccount:
        named = json.dumps([str(tenant_id), one.domain, one.account_no])
        ref = base64.urlsafe_b64encode(self._vault.seal(named)).decode()
        return FoundAccount(ref, masked_account(one.account_no), one)

    def _opened(self, tenant_id: TenantId, ref: str) -> KnownAccount:
        try:
            sealed = base64.urlsafe_b64decode(ref.encode())
            owner, domain, account_no = json.loads(self._vault.open(sealed))
        except (SealBroken, binascii.Error, ValueError):
            raise RefBroken from None
        if owner != str(tenant_id):
            raise RefBroken
        return KnownAccount(domain, account_no)


_CRITERIA = ("account_no", "phone", "name", "address", "meter_no")
