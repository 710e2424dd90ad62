"""The query parameters of the lists."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from hearthline.entrypoints.simulator.wire import Domain
from hearthline.entrypoints.simulator.wire_services import ApplicationType, UsageClass

OutageStatus = Literal["SCHEDULED", "ACTIVE", "RESTORED", "CANCELLED"]


class Paged(BaseModel):
    """How much of a list, and from where."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: str | None = None


class BillQuery(Paged):
    """Which bills."""

    season: Annotated[str | None, Field(pattern="^[0-9]{4}-[0-9]{4}$")] = None
    month: Annotated[str | None, Field(pattern="^[0-9]{4}-[0-9]{2}$")] = None
    status: Literal["UNPAID", "PARTIAL", "PAID", "CANCELLED"] | None = None


class OutageQuery(Paged):
    """Which outages, at which place."""

    domain: Domain
    account_no: str | None = None
    address: str | None = None
    area: str | None = None
    status: list[OutageStatus] = []
    since: Annotated[datetime | None, Field(alias="from")] = None
    until: Annotated[datetime | None, Field(alias="to")] = None


class WorkOrderQuery(Paged):
    """Which work orders."""

    account_no: str | None = None
    address: str | None = None
    open: bool | None = None
    domain: Domain | None = None


class BranchQuery(Paged):
    """Which halls."""

    domain: Domain | None = None
    near: str | None = None


class TariffQuery(Paged):
    """Which prices, in force when."""

    domain: Domain
    usage_class: Annotated[UsageClass | None, Field(alias="class")] = None
    at: datetime | None = None


class UsageQuery(BaseModel):
    """The days of which the usage is asked; the last one counts."""

    since: Annotated[date, Field(alias="from")]
    until: Annotated[date, Field(alias="to")]
    granularity: Literal["day", "month"] = "day"


class TemperatureQuery(BaseModel):
    """The time of which readings are asked."""

    since: Annotated[datetime | None, Field(alias="from")] = None
    until: Annotated[datetime | None, Field(alias="to")] = None


class ApplicationQuery(Paged):
    """Which applications of an account."""

    account_no: str
    type: ApplicationType | None = None
    open: bool | None = None


class OfAccount(Paged):
    """What an account has."""

    account_no: str


class SlotQuery(BaseModel):
    """Free visiting times, by default of the next three days."""

    purpose: Literal["REPAIR", "MEASURE", "SEAL", "OPEN_VALVE", "SURVEY", "METER_TEST"]
    account_no: str | None = None
    team: str | None = None
    day: Annotated[date | None, Field(alias="date")] = None
