"""The query parameters of the lists."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from hearthline.entrypoints.simulator.wire import Domain

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
