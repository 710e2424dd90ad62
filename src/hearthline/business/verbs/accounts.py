"""Accounts: find them, look at them, correct them, and choose what they are told."""

from hearthline.business.call import Call, get, post, segment
from hearthline.business.contract import write_request
from hearthline.business.model import (
    Account,
    AccountCandidate,
    Listing,
    ProfileChange,
    Subscriptions,
)
from hearthline.business.reading import Reading
from hearthline.business.requests import (
    AccountSearch,
    Acting,
    ProfileCorrection,
    SubscriptionsUpdate,
)


class AccountVerbs(Reading):
    """Everything about the account itself."""

    async def search_accounts(
        self, acting: Acting, search: AccountSearch, *, idempotency_key: str
    ) -> Listing[AccountCandidate]:
        """Accounts that match all criteria; several mean that the customer must choose."""
        key = idempotency_key
        call = post("searchAccounts", "accounts/search", search, key=key, changes=False)
        return await self._listing(acting, call, AccountCandidate)

    async def get_account(self, acting: Acting, account_no: str) -> Account:
        """The profile of an account, masked below L2."""
        call = get("getAccount", f"accounts/{segment(account_no)}")
        return await self._one(acting, call, Account)

    async def create_profile_change(
        self,
        acting: Acting,
        account_no: str,
        correction: ProfileCorrection,
        *,
        idempotency_key: str,
    ) -> ProfileChange:
        """Correct or complete a field of the profile; it goes to review."""
        path = f"accounts/{segment(account_no)}/profile-changes"
        call = post("createProfileChange", path, correction, key=idempotency_key)
        return await self._one(acting, call, ProfileChange)

    async def get_subscriptions(self, acting: Acting, account_no: str) -> Subscriptions:
        """Which notices the account gets."""
        path = f"accounts/{segment(account_no)}/subscriptions"
        return await self._one(acting, get("getSubscriptions", path), Subscriptions)

    async def put_subscriptions(
        self, acting: Acting, account_no: str, update: SubscriptionsUpdate
    ) -> Subscriptions:
        """Switch notices on or off; topics that are not named stay as they are."""
        call = Call(
            operation="putSubscriptions",
            method="PUT",
            path=f"accounts/{segment(account_no)}/subscriptions",
            body=write_request(update),
        )
        return await self._one(acting, call, Subscriptions)
