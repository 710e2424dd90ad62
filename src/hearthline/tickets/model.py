"""Tickets 工单: our record of a work order, and the log from which its clocks are computed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from hearthline.kernel import (
    ConversationId,
    CustomerId,
    IncidentId,
    StaffId,
    TeamId,
    TicketId,
)

DONE = frozenset({"resolved", "callback_pending", "closed", "archived"})
DROPPED = frozenset({"withdrawn", "voided", "merged"})
FINAL = DONE | DROPPED

# What can be told of a ticket without changing its status.
CALLED_BACK = "called_back"
CONTINUED = "continued"
PROGRESS = "progress"
URGED = "urged"
APPOINTED = "appointed"
VOID_ASKED = "void_asked"
NOTES = frozenset(
    {
        *("contacted", "answered", CALLED_BACK, CONTINUED, PROGRESS),
        *(URGED, APPOINTED, VOID_ASKED, "supervised", "escalated", "noted", "split", "changed"),
        *("external", "task"),
    }
)

# The road of a ticket: whoever is at one place has passed those before it.
_ROAD = (
    "accepted",
    "dispatched",
    "taken",
    "en_route",
    "on_site",
    "handling",
    "resolved",
    "callback_pending",
    CALLED_BACK,
    "closed",
    "archived",
)
REOPENED = "reopened"
MERGED = "merged"
TRANSFERRED = "transferred"  # to another team: dispatched anew
SUSPENDED, RESUMED = "suspended", "resumed"  # and on from where it was
DRAFT = "draft"
RANK = {kind: rank for rank, kind in enumerate(_ROAD)} | {
    REOPENED: 0,  # accepted once more
    TRANSFERRED: _ROAD.index("dispatched"),
}

STATUS_NAMES = {
    DRAFT: "草稿",
    "accepted": "已受理",
    "dispatched": "已派单",
    "taken": "已接单",
    "contacted": "已联系",
    "en_route": "已出发",
    "on_site": "已到场",
    "handling": "处理中",
    "suspended": "挂起",
    "resolved": "已处理",
    "callback_pending": "待回访",
    "closed": "已办结",
    "archived": "已归档",
    "returned": "退单",
    "merged": "并单",
    REOPENED: "重开",
    "voided": "作废",
    "withdrawn": "撤销",
    "answered": "已答复",
    CALLED_BACK: "已回访",
    CONTINUED: "转单续办",
    PROGRESS: "进展",
    TRANSFERRED: "转派",
    RESUMED: "恢复处理",
    URGED: "催办",
    APPOINTED: "预约",
    VOID_ASKED: "申请作废",
    "supervised": "督办",
    "escalated": "升级",
    "noted": "备注",
    "split": "拆单",
    "changed": "变更",
    "external": "外部期限",
    "task": "子任务",
}


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One line of a ticket's log: what happened (`kind`), when, and words for it.

    `actor` is nobody when the business system or we ourselves did it; `data` are the particulars
    of its kind; `client_id` tells a repeat.
    """

    at: datetime
    kind: str
    text: str = ""
    actor: StaffId | None = None
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    client_id: str | None = None

    @property
    def name(self) -> str:
        """What it is called in Chinese."""
        return STATUS_NAMES.get(self.kind, self.kind)


def in_order(log: Iterable[TicketEvent]) -> list[TicketEvent]:
    """The lines by their time; those of one moment stay as they were told."""
    return sorted(log, key=lambda line: line.at)


def since_reopened(log: Iterable[TicketEvent]) -> list[TicketEvent]:
    """The lines of the last round of work, in order: all, or those since it was reopened last."""
    lines = in_order(log)
    begins = max((at for at, line in enumerate(lines) if line.kind == REOPENED), default=0)
    return lines[begins:]


def status_of(log: Iterable[TicketEvent]) -> str | None:
    """The status that a log tells: the newest, but after the end only a reopening counts.

    It depends on the lines alone, so news may arrive late, twice or in any order.
    """
    kinds = [line.kind for line in since_reopened(log) if line.kind not in NOTES]
    kinds = _without_breaks(kinds)
    dropped = [kind for kind in kinds if kind in DROPPED]
    done = [kind for kind in kinds if kind in DONE]
    if dropped:
        return dropped[-1]
    if done:
        return max(done, key=RANK.__getitem__)
    return kinds[-1] if kinds else None


def _without_breaks(kinds: Iterable[str]) -> list[str]:
    """The stations of a road: a suspension that is over left it where it was."""
    stations: list[str] = []
    for kind in kinds:
        if kind in (SUSPENDED, RESUMED) and stations and stations[-1] == SUSPENDED:
            stations.pop()
        if kind != RESUMED:
            stations.append("dispatched" if kind == TRANSFERRED else kind)
    return stations


class KeptBy(StrEnum):
    """Where a ticket is worked on: in the business system, of which ours is a mirror, or here."""

    BUSINESS = "business"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class CallBackResult:
    """What the customer said of the work: `score` 1–5; `state` none, asked or done."""

    state: str = "none"
    solved: bool | None = None
    score: int | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """The limits that the customer was told (the gateway's `promises`)."""

    contact_by: datetime | None = None
    arrive_by: datetime | None = None
    resolve_by: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """Who told of it, who need not be the customer: `kind` is self, family, property, gov, agent,
    bot or system."""

    kind: str = "self"
    name: str = ""
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is; the parts make out what lies together (incidents, dispatch by area)."""

    address: str = ""
    community: str | None = None
    building: str | None = None
    unit: str | None = None
    station: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class External:
    """The number and deadline that another office gave it: 12345, 12398."""

    source: str
    no: str
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of the work; codes are the pack's, `responsibility` is company, customer, third
    or force_majeure."""

    result_code: str | None = None
    cause_code: str | None = None
    responsibility: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A promise to a customer; `next_deadline_at` and `next_warning_at` are kept for indexes only.

    What becomes of it (status, team, worker, outcome, …) is told by its log; the members here are
    what the log tells at present.
    """

    id: TicketId
    work_order_no: str
    domain: str
    type_code: str
    type_name: str
    priority: str
    status: str
    description: str
    opened_at: datetime
    changed_at: datetime
    status_text: str | None = None
    account_no: str | None = None
    conversation_id: ConversationId | None = None
    customer_id: CustomerId | None = None
    team: str | None = None
    repeat_no: int = 1
    urge_count: int = 0
    related_outage_id: str | None = None
    promised: Promised = Promised()
    call_back: CallBackResult = CallBackResult()
    reopens: TicketId | None = None
    next_deadline_at: datetime | None = None
    kept_by: KeptBy = KeptBy.BUSINESS
    title: str = ""
    source_channel: str | None = None
    submitter: Submitter = Submitter()
    place: Place = Place()
    contact_phone: str | None = None
    appointment_at: datetime | None = None
    team_id: TeamId | None = None
    worker_id: StaffId | None = None
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)
    emotion: str = "CALM"
    parent_id: TicketId | None = None
    split_from: TicketId | None = None
    incident_id: IncidentId | None = None
    external: External | None = None
    outcome: Outcome = Outcome()
    is_flagged: bool = False
    escalated_to: int = 0
    opened_by: StaffId | None = None
    client_id: str | None = None
    next_warning_at: datetime | None = None

    @property
    def is_kept_here(self) -> bool:
        """Whether it is worked on here."""
        return self.kept_by is KeptBy.DESK

    @property
    def is_done(self) -> bool:
        """Whether the work was carried out."""
        return self.status in DONE

    @property
    def is_open(self) -> bool:
        """Whether work is still to be done."""
        return self.status not in FINAL

    @property
    def awaits_customer(self) -> bool:
        """Whether the conversation about it should go on: work open, or its call-back unasked."""
        return self.is_open or (self.is_done and self.call_back.state != "done")
