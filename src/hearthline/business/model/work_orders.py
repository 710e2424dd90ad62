"""Work orders: how they stand, what was promised, how they went along."""

from dataclasses import dataclass
from datetime import datetime

from hearthline.business.model.visits import Appointment

FINISHED = frozenset(
    {"resolved", "callback_pending", "closed", "archived", "merged", "voided", "withdrawn"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Limits by the policy in force; nothing else may be promised."""

    contact_by: datetime | None = None
    arrive_by: datetime | None = None
    resolve_by: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressStep:
    """One step of a work order, in words for the customer."""

    at: datetime
    text: str
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """A ticket of the business system as it stands there."""

    work_order_no: str
    domain: str
    type_code: str
    type_name: str
    priority: str
    status: str
    created_at: datetime
    repeat_no: int
    urge_count: int
    as_of: datetime
    stale: bool
    status_text: str | None = None
    account_no: str | None = None
    address_masked: str | None = None
    description: str | None = None
    related_outage_id: str | None = None
    team: str | None = None
    worker_masked: str | None = None
    promises: Promises = Promises()
    progress: tuple[ProgressStep, ...] = ()
    appointment: Appointment | None = None

    @property
    def is_open(self) -> bool:
        """Whether work is still to be done."""
        return self.status not in FINISHED
