"""Supply: outages, room temperatures, energy used, meters."""

from datetime import date, datetime

from hearthline.business.call import get, moment, post, segment
from hearthline.business.model import (
    Listing,
    Meter,
    MeterTest,
    Outage,
    OutageSubscription,
    Temperatures,
    Usage,
)
from hearthline.business.reading import Reading
from hearthline.business.requests import Acting, MeterTestWish, OutageWindow, OutageWish

_NOW = OutageWindow()


class SupplyVerbs(Reading):
    """Everything about heat and power themselves, and what measures them."""

    async def list_outages(
        self,
        acting: Acting,
        *,
        domain: str = "heating",
        account_no: str | None = None,
        address: str | None = None,
        area: str | None = None,
        window: OutageWindow = _NOW,
    ) -> Listing[Outage]:
        """Outages at one place; by itself those active now or planned within 14 days."""
        query = {
            "domain": domain,
            "account_no": account_no,
            "address": address,
            "area": area,
            "status": window.statuses,
            "from": moment(window.since),
            "to": moment(window.until),
        }
        return await self._listing(acting, get("listOutages", "outages", **query), Outage)

    async def get_outage(self, acting: Acting, outage_id: str) -> Outage:
        """One outage."""
        return await self._one(acting, get("getOutage", f"outages/{segment(outage_id)}"), Outage)

    async def subscribe_outage(
        self, acting: Acting, outage_id: str, wish: OutageWish, *, idempotency_key: str
    ) -> OutageSubscription:
        """Have this customer told of every change of an outage."""
        path = f"outages/{segment(outage_id)}/subscriptions"
        call = post("createOutageSubscription", path, wish, key=idempotency_key)
        return await self._one(acting, call, OutageSubscription)

    async def list_temperatures(
        self,
        acting: Acting,
        account_no: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Temperatures:
        """Room temperatures with pipe and station behind them; needs L2."""
        path = f"accounts/{segment(account_no)}/temperature"
        call = get("listTemperatures", path, **{"from": moment(since), "to": moment(until)})
        return await self._one(acting, call, Temperatures)

    async def get_usage(
        self,
        acting: Acting,
        account_no: str,
        *,
        since: date,
        until: date,
        granularity: str | None = None,
    ) -> Usage:
        """Energy used per day or month, both days included; needs L2."""
        query = {"from": since.isoformat(), "to": until.isoformat(), "granularity": granularity}
        call = get("getUsage", f"accounts/{segment(account_no)}/usage", **query)
        return await self._one(acting, call, Usage)

    async def get_meter(self, acting: Acting, meter_no: str) -> Meter:
        """State and last reading of a meter; needs L2."""
        return await self._one(acting, get("getMeter", f"meters/{segment(meter_no)}"), Meter)

    async def create_meter_test(
        self, acting: Acting, meter_no: str, wish: MeterTestWish, *, idempotency_key: str
    ) -> MeterTest:
        """Book the test of a meter; needs L3."""
        path = f"meters/{segment(meter_no)}/tests"
        call = post("createMeterTest", path, wish, key=idempotency_key)
        return await self._one(acting, call, MeterTest)
