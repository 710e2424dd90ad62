"""What an action writes into the log: its kind, its words, and its particulars."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from hearthline.kernel import StaffId
from hearthline.tickets.handling import actions
from hearthline.tickets.handling.actions import Action
from hearthline.tickets.model import TicketEvent

KINDS: Final[dict[str, str]] = {
    "accept": "accepted",
    "dispatch": "dispatched",
    "take": "taken",
    "depart": "en_route",
    "arrive": "on_site",
    "begin": "handling",
    "suspend": "suspended",
    "resume": "resumed",
    "resolve": "resolved",
    "give_back": "returned",
    "transfer": "transferred",
    "contact": "contacted",
    "answer": "answered",
    "appoint": "appointed",
    "urge": "urged",
    "supervise": "supervised",
    "escalate": "escalated",
    "prioritise": "changed",
    "merge": "merged",
    "split": "split",
    "reopen": "reopened",
    "void": "void_asked",
    "confirm_void": "voided",
    "withdraw": "withdrawn",
    "close": "closed",
    "note": "noted",
}
# The members of actions that are kept as particulars; words are kept as the text of the line.
_MEMBERS: Final = (
    *("team_id", "worker_id", "eta_minutes", "accuracy_m", "evidence_ids", "until"),
    *("result_code", "cause_code", "responsibility", "appointment_at", "agreed", "emotion"),
    *("to", "priority", "into"),
)
_LEVELS: Final = {"supervisor": 1, "manager": 2}


def line_of_action(action: Action, by: StaffId | None, at: datetime) -> TicketEvent:
    """The line that an action writes; `by` is nobody when the customer himself asked."""
    text = getattr(action, "text", "") or getattr(action, "reason", "") or _note(action)
    return TicketEvent(
        at=at,
        kind=KINDS[action.action],
        text=text,
        actor=by,
        data=_particulars(action, by) | _why(action),
        client_id=action.client_id,
    )


def _why(action: Action) -> dict[str, Any]:
    return {"reason": action.reason} if isinstance(action, actions.Suspend) else {}


def _note(action: Action) -> str:
    return action.note if isinstance(action, actions.Dispatch) else ""


def _particulars(action: Action, by: StaffId | None) -> dict[str, Any]:
    """What is told beyond the words; what is not known is left out."""
    if isinstance(action, actions.Take):
        return {"worker_id": str(by)}
    found = {name: getattr(action, name) for name in _MEMBERS if hasattr(action, name)}
    if isinstance(action, actions.Escalate):
        found["level"] = _LEVELS[action.to]
    if isinstance(action, actions.Arrive) and action.place is not None:
        found |= {"latitude": action.place.latitude, "longitude": action.place.longitude}
    return {name: _plain(value) for name, value in found.items() if value not in (None, ())}


def _plain(value: Any) -> Any:
    """A value as the log keeps it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
