"""Supply: outages, room temperatures, energy used, meters."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageArea:
    """A community or road; no buildings means all of it."""

    name: str
    buildings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A known or planned stop of supply; `reason_text` and `progress_text` are for customers."""

    outage_id: str
    domain: str
    kind: str
    status: str
    areas: tuple[OutageArea, ...]
    start_at: datetime
    reason_text: str
    planned_end_at: datetime | None = None
    actual_end_at: datetime | None = None
    progress_text: str | None = None
    progress: str | None = None
    affected_households: int | None = None
    lines: tuple[str, ...] = ()
    substations: tuple[str, ...] = ()
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageSubscription:
    """The customer is told of every change of an outage."""

    subscription_id: str
    outage_id: str
    channel: str
    target_masked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReading:
    """One room temperature; `valid` counts for a refund, under `record_no`."""

    room: str
    value_c: float
    at: datetime
    source: str
    valid: bool | None = None
    record_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PipeReading:
    """Supply and return temperature of the pipe of a home."""

    supply_c: float
    return_c: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StationReading:
    """Supply and return temperature of a substation."""

    name: str
    supply_c: float
    return_c: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperatures:
    """Room temperatures of an account with the pipe and station behind them."""

    account_no: str
    rooms: tuple[RoomReading, ...]
    as_of: datetime
    stale: bool
    pipe: PipeReading | None = None
    station: StationReading | None = None
    outdoor_c: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagePoint:
    """The energy of one day or month, and how much of it at peak and valley prices."""

    period: str
    value: float
    peak: float | None = None
    valley: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageTier:
    """How far the tiers of the year are used up."""

    current: int
    used_in_tier_year_kwh: float
    until_next_tier_kwh: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Energy used in a span of time, in kWh."""

    account_no: str
    unit: str
    granularity: str
    points: tuple[UsagePoint, ...]
    total: float
    as_of: datetime
    stale: bool
    tier: UsageTier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """The state and the last reading of a meter; `display_text` says how to read it."""

    meter_no: str
    domain: str
    status: str
    as_of: datetime
    stale: bool
    account_masked: str | None = None
    last_reading: float | None = None
    read_at: datetime | None = None
    certificate_until: date | None = None
    display_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterTest:
    """The test of a meter that was booked."""

    test_no: str
    status: str
    fee_fen: int | None = None
    result_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAnomaly:
    """Usage far from the customer's own pattern."""

    account_no: str
    period: str
    value_kwh: float
    expected_kwh: float
    text: str | None = None
