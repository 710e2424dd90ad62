"""Everything that changes while the simulator runs, and its snapshot on disk."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from hearthline.entrypoints.simulator.records import (
    Application,
    Appointment,
    Autopay,
    FeedbackKept,
    Invoice,
    MeterTest,
    Notice,
    PayLink,
    Payment,
    Precheck,
    ProfileChange,
    StoredFile,
)


class Area(BaseModel):
    """A community; no buildings means all of it."""

    name: str
    buildings: list[str] = []


class Outage(BaseModel):
    """An outage as the contract tells it."""

    outage_id: str
    domain: str = "heating"
    kind: str
    status: str
    areas: list[Area]
    start_at: datetime
    planned_end_at: datetime | None = None
    actual_end_at: datetime | None = None
    reason_text: str
    progress_text: str | None = None
    progress: str | None = None
    affected_households: int = 0
    substations: list[str] = []
    lines: list[str] = []
    updated_at: datetime


class Step(BaseModel):
    """One line of a work order's progress."""

    at: datetime
    status: str
    text: str


class WorkOrder(BaseModel):
    """A work order, with what only the company sees of it."""

    work_order_no: str
    domain: str
    type_code: str
    type_name: str
    priority: str
    status: str
    status_text: str
    account_no: str | None
    address_masked: str
    address_raw: str
    description: str
    created_at: datetime
    repeat_no: int = 1
    urge_count: int = 0
    related_outage_id: str | None = None
    team: str
    worker: str | None = None
    contact_by: datetime | None = None
    arrive_by: datetime | None = None
    resolve_by: datetime | None = None
    promise_text: str
    emotion: str | None = None
    conversation_id: str
    details: dict[str, Any] = {}
    contact_phone: str | None = None
    appointment_id: str | None = None
    application_no: str | None = None
    progress: list[Step] = []


class Otp(BaseModel):
    """A code that was sent."""

    otp_id: str
    account_no: str
    phone_masked: str
    code: str
    sent_at: datetime
    expires_at: datetime
    used: bool = False


class Verification(BaseModel):
    """A proof that was accepted or waits."""

    verification_id: str
    account_no: str
    status: str
    level: str
    url: str | None = None
    expires_at: datetime


class Callback(BaseModel):
    """A call that a person owes a customer."""

    callback_id: str
    phone: str
    topic: str
    account_no: str | None = None
    planned_by: datetime


class Subscription(BaseModel):
    """Somebody who wants to hear of an outage."""

    subscription_id: str
    outage_id: str
    channel: str
    target_masked: str | None


class Answered(BaseModel):
    """The first answer to a write, kept for its repeats."""

    fingerprint: str
    status: int
    body: str
    at: datetime


class Delivery(BaseModel):
    """A webhook with its fate."""

    event_id: str
    type: str
    key: str
    sequence: int
    body: str
    created_at: datetime
    next_at: datetime
    attempts: int = 0
    last_outcome: str | None = None
    delivered_at: datetime | None = None
    given_up_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether it is still to be delivered."""
        return self.delivered_at is None and self.given_up_at is None


class State(BaseModel):
    """All of it; this is what the snapshot holds.

    What is told of the past hangs on `born_at`, so that it stays the same as days go by;
    `changes` are facts of accounts that are no longer as the town was built.
    """

    born_at: datetime | None = None
    changes: dict[str, dict[str, Any]] = {}
    stops: dict[str, list[str]] = {}
    stop_until: dict[str, date] = {}
    room_c: dict[str, float] = {}
    day_kwh: dict[str, dict[str, float]] = {}
    pay_links: dict[str, PayLink] = {}
    payments: dict[str, Payment] = {}
    prechecks: dict[str, Precheck] = {}
    applications: dict[str, Application] = {}
    files: list[StoredFile] = []
    appointments: dict[str, Appointment] = {}
    invoices: dict[str, Invoice] = {}
    autopays: dict[str, Autopay] = {}
    profile_changes: dict[str, ProfileChange] = {}
    meter_tests: list[MeterTest] = []
    feedback: list[FeedbackKept] = []
    notices: dict[str, list[Notice]] = {}
    counters: dict[str, int] = {}
    sequences: dict[str, int] = {}
    outages: dict[str, Outage] = {}
    work_orders: dict[str, WorkOrder] = {}
    otps: dict[str, Otp] = {}
    wrong_answers: dict[str, list[datetime]] = {}
    verifications: dict[str, Verification] = {}
    callbacks: list[Callback] = []
    subscriptions: list[Subscription] = []
    answered: dict[str, Answered] = {}
    deliveries: list[Delivery] = []

    def next_number(self, kind: str) -> int:
        """The next number of a kind; numbers never come back."""
        self.counters[kind] = self.counters.get(kind, 0) + 1
        return self.counters[kind]

    def next_sequence(self, key: str) -> int:
        """The next sequence of a webhook key."""
        self.sequences[key] = self.sequences.get(key, 0) + 1
        return self.sequences[key]


class Archive:
    """Keeps the state in one file, replaced in one step so that it is whole at any moment."""

    def __init__(self, folder: Path | None) -> None:
        """Without a folder nothing is kept."""
        self._path = folder / "simulator.json" if folder else None
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def load(self) -> State:
        """The state of the last run, or an empty one."""
        if self._path is None or not self._path.exists():
            return State()
        return State.model_validate_json(self._path.read_bytes())

    def save(self, state: State) -> None:
        """Write the state; a crash leaves the old file or the new one, never a half."""
        if self._path is None:
            return
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            file.write(state.model_dump_json().encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
