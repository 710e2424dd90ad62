"""The reads of the gateway: accounts, bills, outages, temperatures, policy, halls."""

from datetime import datetime
from urllib.parse import quote

from hearthline.business.contract import china_time, write_request
from hearthline.business.gateway import Call
from hearthline.business.model import (
    Account,
    AccountCandidate,
    Balance,
    Bill,
    Branch,
    Listing,
    Outage,
    Policy,
    Temperatures,
)
from hearthline.business.reading import Reading
from hearthline.business.requests import AccountSearch, Acting


class Queries(Reading):
    """What can be asked without changing anything."""

    async def search_accounts(
        self, acting: Acting, search: AccountSearch, *, idempotency_key: str
    ) -> Listing[AccountCandidate]:
        """Accounts that match all criteria; several mean that the customer must choose."""
        call = Call(
            operation="searchAccounts",
            method="POST",
            path="accounts/search",
            body=write_request(search),
            key=idempotency_key,
        )
        return await self._listing(acting, call, AccountCandidate)

    async def get_account(self, acting: Acting, account_no: str) -> Account:
        """The profile of an account, masked below L2."""
        return await self._one(acting, _account("getAccount", account_no), Account)

    async def list_bills(
        self,
        acting: Acting,
        account_no: str,
        *,
        season: str | None = None,
        status: str | None = None,
    ) -> Listing[Bill]:
        """Bills, newest first; needs L2."""
        query = _given(season=season, status=status)
        return await self._listing(acting, _account("listBills", account_no, "/bills", query), Bill)

    async def get_balance(self, acting: Acting, account_no: str) -> Balance:
        """The prepaid balance; needs L2."""
        return await self._one(acting, _account("getBalance", account_no, "/balance"), Balance)

    async def list_temperatures(self, acting: Acting, account_no: str) -> Temperatures:
        """Room temperatures with pipe and station behind them; needs L2."""
        call = _account("listTemperatures", account_no, "/temperature")
        return await self._one(acting, call, Temperatures)

    async def list_outages(
        self,
        acting: Acting,
        *,
        domain: str = "heating",
        account_no: str | None = None,
        address: str | None = None,
        area: str | None = None,
    ) -> Listing[Outage]:
        """Outages that are active now or planned within 14 days at one place."""
        query = _given(domain=domain, account_no=account_no, address=address, area=area)
        call = Call(operation="listOutages", method="GET", path="outages", query=query)
        return await self._listing(acting, call, Outage)

    async def get_outage(self, acting: Acting, outage_id: str) -> Outage:
        """One outage."""
        call = Call(operation="getOutage", method="GET", path=f"outages/{segment(outage_id)}")
        return await self._one(acting, call, Outage)

    async def get_policy(
        self,
        acting: Acting,
        topic: str,
        *,
        domain: str = "heating",
        at: datetime | None = None,
    ) -> Policy:
        """A section of the policy profile in force at a time."""
        query = _given(domain=domain, at=None if at is None else china_time(at))
        path = f"policies/default/{segment(topic)}"
        call = Call(operation="getPolicy", method="GET", path=path, query=query)
        return await self._one(acting, call, Policy)

    async def list_branches(
        self, acting: Acting, *, domain: str | None = None, near: str | None = None
    ) -> Listing[Branch]:
        """Business halls with their hours."""
        query = _given(domain=domain, near=near)
        call = Call(operation="listBranches", method="GET", path="branches", query=query)
        return await self._listing(acting, call, Branch)


def segment(value: str) -> str:
    """A value as one segment of a path, whatever it holds."""
    quoted = quote(value, safe="")
    return quoted.replace(".", "%2E") if quoted.strip(".") == "" else quoted


def _account(
    operation: str, account_no: str, rest: str = "", query: dict[str, str] | None = None
) -> Call:
    path = f"accounts/{segment(account_no)}{rest}"
    return Call(operation=operation, method="GET", path=path, query=query or {})


def _given(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}
