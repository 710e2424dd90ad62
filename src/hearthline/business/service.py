"""`Business`: all verbs of the gateway behind one name, over one pool of connections."""

from hearthline.business.call import get
from hearthline.business.model import Health
from hearthline.business.requests import Acting
from hearthline.business.verbs.accounts import AccountVerbs
from hearthline.business.verbs.applications import ApplicationVerbs
from hearthline.business.verbs.money import MoneyVerbs
from hearthline.business.verbs.people import PersonVerbs
from hearthline.business.verbs.policy import PolicyVerbs
from hearthline.business.verbs.supply import SupplyVerbs
from hearthline.business.verbs.visits import VisitVerbs
from hearthline.business.verbs.work_orders import WorkOrderVerbs


class Business(
    AccountVerbs,
    MoneyVerbs,
    SupplyVerbs,
    PolicyVerbs,
    WorkOrderVerbs,
    ApplicationVerbs,
    VisitVerbs,
    PersonVerbs,
):
    """A tenant's own business systems; made as `Business(Gateway(url, token, clock=clock))`.

    A write raises errors whose `uncertain` says that it may have been carried out; asking again
    with the same key finds out. `search_accounts`, `precheck_application`, `estimate_refund` and
    `create_pay_link` change nothing that matters: they are never uncertain.
    """

    async def health(self) -> None:
        """Return when the gateway is up; raises a business error otherwise."""
        acting = Acting(actor="system", verify_level="L0")
        await self._one(acting, get("getHealth", "health"), Health)

    async def close(self) -> None:
        """Give the connections back."""
        await self._gateway.close()
