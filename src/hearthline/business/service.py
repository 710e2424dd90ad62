"""`Business`: all verbs of the gateway behind one name, over one pool of connections."""

from hearthline.business.gateway import Call
from hearthline.business.model import Health
from hearthline.business.queries import Queries
from hearthline.business.requests import Acting
from hearthline.business.writes import PersonVerbs, WorkOrderVerbs


class Business(Queries, WorkOrderVerbs, PersonVerbs):
    """A tenant's own business systems; made as `Business(Gateway(url, token, clock=clock))`."""

    async def health(self) -> None:
        """Return when the gateway is up; raises a business error otherwise."""
        call = Call(operation="getHealth", method="GET", path="health")
        await self._one(Acting(actor="system", verify_level="L0"), call, Health)

    async def close(self) -> None:
        """Give the connections back."""
        await self._gateway.close()
