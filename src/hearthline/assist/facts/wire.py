"""A customer's facts on the wire: each part with its state and the age of its data."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel

from hearthline.assist.facts.model import (
    AccountFacts,
    CustomerFacts,
    Part,
    PartState,
    Profile,
    Why,
)
from hearthline.assist.facts.money import BalanceOut, BillsOut, PaymentsOut
from hearthline.business import Listing, Outage, Temperatures
from hearthline.kernel import CustomerId, StaffId

Data = TypeVar("Data", bound=BaseModel)

_MOST_LINES = 12


class PartOut(BaseModel, Generic[Data]):
    """One part; `why` says why it is withheld, missing or old; `as_of` whose age is shown."""

    state: PartState
    why: Why | None
    hint: str
    as_of: datetime | None
    data: Data | None

    @classmethod
    def of(cls, part: Part[Any], shown: Callable[[Any], Any]) -> Self:
        """The part on the wire."""
        data = None if part.data is None else shown(part.data)
        return cls(state=part.state, why=part.why, hint=part.hint, as_of=part.as_of, data=data)


class PlaceOut(BaseModel):
    """Where an account is; the room only for a stated reason."""

    raw: str
    district: str | None
    community: str | None
    building: str | None
    unit: str | None
    room: str | None


class NetworkOut(BaseModel):
    """Where it hangs on the network: heat source and substation, or district and line."""

    heat_source: str | None = None
    substation: str | None = None
    transformer_district: str | None = None
    line: str | None = None
    meter_no: str | None = None


class HeatingOut(BaseModel):
    """The heating side."""

    area_m2: float
    charge_mode: str
    heat_type: str | None
    individually_valved: bool
    valve_state: str
    position: str | None


class PowerOut(BaseModel):
    """The power side."""

    tariff_class: str
    prepaid: bool
    capacity_kw: float
    tou: bool | None
    phase: str | None


class ProfileOut(BaseModel):
    """Who and where an account is."""

    status: str
    usage_class: str
    is_business: bool
    name_masked: str
    phone_masked: str | None
    address_masked: str
    has_arrears: bool | None
    flags: list[str]
    place: PlaceOut | None
    network: NetworkOut | None
    heating: HeatingOut | None
    power: PowerOut | None

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """The profile on the wire."""
        place, heat, power = profile.address, profile.heating, profile.power
        return cls(
            status=profile.status,
            usage_class=profile.usage_class,
            is_business=profile.is_business,
            name_masked=profile.name_masked,
            phone_masked=profile.phone_masked,
            address_masked=profile.address_masked,
            has_arrears=profile.has_arrears,
            flags=list(profile.flags),
            place=place
            and PlaceOut(
                raw=place.raw,
                district=place.district,
                community=place.community,
                building=place.building,
                unit=place.unit,
                room=place.room,
            ),
            network=_network(profile),
            heating=heat
            and HeatingOut(
                area_m2=heat.billed_area_m2,
                charge_mode=heat.charge_mode,
                heat_type=heat.heat_type,
                individually_valved=heat.individually_valved,
                valve_state=heat.valve_state,
                position=heat.position,
            ),
            power=power
            and PowerOut(
                tariff_class=power.tariff_class,
                prepaid=power.prepaid,
                capacity_kw=power.capacity_kw,
                tou=power.tou,
                phase=power.phase,
            ),
        )


def _network(profile: Profile) -> NetworkOut | None:
    heat, power = profile.heating, profile.power
    if heat is not None:
        return NetworkOut(
            heat_source=heat.heat_source, substation=heat.substation, meter_no=heat.meter_no
        )
    if power is not None:
        return NetworkOut(
            transformer_district=power.transformer_district,
            line=power.line,
            meter_no=power.meter_no,
        )
    return None


class OutageOut(BaseModel):
    """A stop of supply at the account's place, now or planned."""

    id: str
    kind: str
    status: str
    areas: list[str]
    start_at: datetime
    planned_end_at: datetime | None
    actual_end_at: datetime | None
    reason_text: str
    progress_text: str | None
    affected_households: int | None
    updated_at: datetime | None

    @classmethod
    def of(cls, outage: Outage) -> Self:
        """The outage on the wire."""
        return cls(
            id=outage.outage_id,
            kind=outage.kind,
            status=outage.status,
            areas=[" ".join((area.name, *area.buildings)) for area in outage.areas],
            start_at=outage.start_at,
            planned_end_at=outage.planned_end_at,
            actual_end_at=outage.actual_end_at,
            reason_text=outage.reason_text,
            progress_text=outage.progress_text,
            affected_households=outage.affected_households,
            updated_at=outage.updated_at,
        )


class OutagesOut(BaseModel):
    """Those going on first, then those planned."""

    items: list[OutageOut]

    @classmethod
    def of(cls, listing: Listing[Outage]) -> Self:
        """The list on the wire."""
        ordered = sorted(listing.items, key=lambda one: (one.status != "ACTIVE", one.start_at))
        return cls(items=[OutageOut.of(one) for one in ordered[:_MOST_LINES]])


class RoomOut(BaseModel):
    """A room temperature in °C with its own time; `valid` counts for a refund."""

    room: str
    value_c: float
    at: datetime
    source: str
    valid: bool | None


class FlowOut(BaseModel):
    """Supply and return temperature in °C, with the time of the reading."""

    name: str
    supply_c: float
    return_c: float
    at: datetime


class TemperaturesOut(BaseModel):
    """Rooms newest first, and what comes from the pipe and the substation."""

    rooms: list[RoomOut]
    pipe: FlowOut | None
    station: FlowOut | None
    outdoor_c: float | None

    @classmethod
    def of(cls, found: Temperatures) -> Self:
        """The readings on the wire."""
        rooms = sorted(found.rooms, key=lambda room: room.at, reverse=True)[:_MOST_LINES]
        pipe, station = found.pipe, found.station
        return cls(
            rooms=[
                RoomOut(
                    room=one.room,
                    value_c=one.value_c,
                    at=one.at,
                    source=one.source,
                    valid=one.valid,
                )
                for one in rooms
            ],
            pipe=pipe
            and FlowOut(name="", supply_c=pipe.supply_c, return_c=pipe.return_c, at=pipe.at),
            station=station
            and FlowOut(
                name=station.name,
                supply_c=station.supply_c,
                return_c=station.return_c,
                at=station.at,
            ),
            outdoor_c=found.outdoor_c,
        )


class AccountFactsOut(BaseModel):
    """One account; `key` names it, `source` says how it is known, `level` how well here."""

    key: str
    domain: str
    account_no_masked: str
    source: str
    linked_by: StaffId | None
    why_linked: str | None
    level: str
    profile: PartOut[ProfileOut]
    outages: PartOut[OutagesOut]
    temperatures: PartOut[TemperaturesOut]
    balance: PartOut[BalanceOut]
    bills: PartOut[BillsOut]
    payments: PartOut[PaymentsOut]

    @classmethod
    def of(cls, facts: AccountFacts) -> Self:
        """The account on the wire."""
        tie = facts.tie
        return cls(
            key=tie.key,
            domain=tie.account.domain,
            account_no_masked=tie.masked,
            source=tie.source,
            linked_by=tie.linked_by,
            why_linked=tie.why,
            level=facts.level,
            profile=PartOut[ProfileOut].of(facts.profile, ProfileOut.of),
            outages=PartOut[OutagesOut].of(facts.outages, OutagesOut.of),
            temperatures=PartOut[TemperaturesOut].of(facts.temperatures, TemperaturesOut.of),
            balance=PartOut[BalanceOut].of(facts.balance, BalanceOut.of),
            bills=PartOut[BillsOut].of(facts.bills, BillsOut.of),
            payments=PartOut[PaymentsOut].of(facts.payments, PaymentsOut.of),
        )


class CustomerFactsOut(BaseModel):
    """A customer with the accounts; `id` is the entry that was kept of several."""

    id: CustomerId
    label: str
    name_masked: str | None
    phone_masked: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    level: str
    is_holder: bool
    accounts: list[AccountFactsOut]

    @classmethod
    def of(cls, facts: CustomerFacts) -> Self:
        """The facts on the wire."""
        card = facts.card
        return cls(
            id=card.id,
            label=card.label,
            name_masked=card.name_masked,
            phone_masked=card.phone_masked,
            first_seen_at=card.first_seen_at,
            last_seen_at=card.last_seen_at,
            level=facts.level,
            is_holder=facts.is_holder,
            accounts=[AccountFactsOut.of(one) for one in facts.accounts],
        )
