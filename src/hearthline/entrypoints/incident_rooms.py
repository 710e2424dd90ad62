"""Incidents with what stands around them: the business systems, the bot, the wall."""

from hearthline.business import (
    Acting,
    Business,
    BusinessNonsense,
    BusinessRefused,
    BusinessUnavailable,
    Outage,
    OutageArea,
)
from hearthline.dialogue.operations.ports import OWN_INCIDENT, Asking, Spot
from hearthline.kernel import TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Reaction
from hearthline.routing.supervision.ports import IncidentLine
from hearthline.tickets import Attaching, Incident, Incidents, Place, Telling, Tickets
from hearthline.tickets.incidents import IncidentState, incident_reactions
from hearthline.tickets.incidents.reading import STATE_NAMES

log = get_log(__name__)

# Where an account lies is told from L2 on; nothing of it reaches a customer.
_SYSTEM = Acting(actor="system", verify_level="L2")
_ON_THE_STRIP = (IncidentState.SUSPECTED, IncidentState.CONFIRMED)
_MOST_ON_THE_STRIP = 12


class IncidentRooms:
    """Brings incidents together with those who tell of them."""

    def __init__(
        self,
        database: Database,
        business: Business,
        *,
        tickets: Tickets,
        incidents: Incidents,
        attaching: Attaching,
        telling: Telling,
    ) -> None:
        """Collaborators."""
        self._database = database
        self._business = business
        self._tickets = tickets
        self.incidents = incidents
        self._attaching = attaching
        self._telling = telling

    def reactions(self) -> list[Reaction]:
        """What the worker does when tickets and incidents change."""
        return incident_reactions(
            self._database,
            self._tickets,
            attaching=self._attaching,
            telling=self._telling,
            place_of=self.place_of,
        )

    async def place_of(self, tenant_id: TenantId, domain: str, account_no: str) -> Place | None:
        """Where an account lies, as the business systems say; None when they do not."""
        del tenant_id
        try:
            account = await self._business.get_account(_SYSTEM, account_no)
        except (BusinessNonsense, BusinessRefused, BusinessUnavailable) as trouble:
            log.info("incident.place_unknown", domain=domain, error=type(trouble).__name__)
            return None
        address, heating, power = account.address, account.heating, account.power
        station = heating.substation if heating else None
        station = station or (power.transformer_district if power else None)
        if address is None:
            return Place(station=station) if station else None
        return Place(
            address=account.address_masked,
            community=address.community,
            building=address.building,
            unit=address.unit,
            station=station,
        )

    async def nearby(self, asking: Asking, spot: Spot) -> list[Outage]:
        """The confirmed incidents at a place; who asks there is told of their end."""
        async with self._database.session(asking.tenant_id) as session:
            known = await self._attaching.store.open(session, spot.domain)
        confirmed = [one for one in known if one.state is IncidentState.CONFIRMED]
        if not confirmed:
            return []
        place = await self._place(asking, spot)
        async with self._database.session(asking.tenant_id) as session:
            found = await self._attaching.asked(
                session, spot.domain, place, conversation_id=asking.conversation_id
            )
        return [_outage(one) for one in found]

    async def strip(self, session: Session) -> list[IncidentLine]:
        """What the wall shows."""
        files = await self.incidents.page(session, _ON_THE_STRIP, limit=_MOST_ON_THE_STRIP)
        return [
            IncidentLine(
                id=file.incident.id,
                title=file.incident.title,
                where=file.incident.scope.words,
                since=file.incident.since,
                reports=file.tally.reports,
                state=STATE_NAMES[file.incident.state],
            )
            for file in files
        ]

    async def _place(self, asking: Asking, spot: Spot) -> Place:
        if spot.account_no is not None:
            place = await self.place_of(asking.tenant_id, spot.domain, spot.account_no)
            if place is not None:
                return place
        return Place(address=spot.address or spot.area or "")


def _outage(incident: Incident) -> Outage:
    scope = incident.scope
    name = scope.community or scope.station or ""
    return Outage(
        outage_id=f"{OWN_INCIDENT}{incident.id}",
        domain=incident.domain,
        kind="FAULT",
        status="ACTIVE",
        areas=(OutageArea(name=name, buildings=(scope.building,) if scope.building else ()),),
        start_at=incident.since,
        reason_text=incident.words or "正在抢修",
        planned_end_at=incident.eta,
    )
