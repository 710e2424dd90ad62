"""Rules, prices and halls: what may be told to anybody."""

from datetime import datetime

from hearthline.business.call import get, moment, segment
from hearthline.business.model import Branch, Listing, Policy, Tariff
from hearthline.business.reading import Reading
from hearthline.business.requests import Acting


class PolicyVerbs(Reading):
    """Everything that is the same for everybody."""

    async def get_policy(
        self,
        acting: Acting,
        topic: str,
        *,
        domain: str = "heating",
        at: datetime | None = None,
    ) -> Policy:
        """A section of the policy profile in force at a time."""
        call = get("getPolicy", f"policies/default/{segment(topic)}", domain=domain, at=moment(at))
        return await self._one(acting, call, Policy)

    async def get_tariffs(
        self,
        acting: Acting,
        *,
        domain: str = "heating",
        usage_class: str | None = None,
        at: datetime | None = None,
    ) -> Listing[Tariff]:
        """Prices of a trade, of one class of customers or all."""
        query = {"domain": domain, "class": usage_class, "at": moment(at)}
        return await self._listing(acting, get("getTariffs", "tariffs", **query), Tariff)

    async def list_branches(
        self, acting: Acting, *, domain: str | None = None, near: str | None = None
    ) -> Listing[Branch]:
        """Business halls with their hours; `near` a place in words or `lng,lat`."""
        call = get("listBranches", "branches", domain=domain, near=near)
        return await self._listing(acting, call, Branch)
