"""Which action is possible when, and who may do it.

A ticket's states are those of the log; an action that arrives late is judged by the log as it
stood when it happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hearthline.access import Permission
from hearthline.tickets.model import DONE, DRAFT, VOID_ASKED, Ticket, TicketEvent, since_reopened

_BEFORE_TEAM: Final = frozenset({"accepted", "returned", "reopened"})
_WITH_TEAM: Final = frozenset({"dispatched", "taken", "en_route", "on_site", "handling"})
_WITH_WORKER: Final = _WITH_TEAM - {"dispatched"}
_OPEN: Final = _BEFORE_TEAM | _WITH_TEAM | {"suspended", DRAFT}
_ANY: Final = _OPEN | DONE | {"merged"}
_WORK, _DESK, _HEAD = (
    Permission.FIELD_WORK,
    Permission.TICKETS_ACT,
    Permission.TICKETS_SUPERVISE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states an action is possible, and which permissions each allow it.

    `for_mirrors`: also for a ticket that is kept in the business system.
    """

    states: frozenset[str]
    permissions: tuple[Permission, ...] = (_DESK,)
    for_mirrors: bool = False


RULES: Final[dict[str, Rule]] = {
    "accept": Rule(frozenset({DRAFT})),
    "dispatch": Rule(_BEFORE_TEAM),
    "take": Rule(frozenset({"dispatched"}), (_DESK, _WORK)),
    "depart": Rule(frozenset({"taken", "handling"}), (_DESK, _WORK)),
    "arrive": Rule(frozenset({"taken", "en_route"}), (_DESK, _WORK)),
    "begin": Rule(frozenset({"taken", "en_route", "on_site"}), (_DESK, _WORK)),
    "suspend": Rule(_WITH_TEAM | _BEFORE_TEAM, (_DESK, _WORK)),
    "resume": Rule(frozenset({"suspended"}), (_DESK, _WORK)),
    "resolve": Rule(_WITH_TEAM | _BEFORE_TEAM, (_DESK, _WORK)),
    "give_back": Rule(_WITH_TEAM | {"suspended"}, (_DESK, _WORK)),
    "transfer": Rule(_WITH_TEAM | {"suspended"}),
    "contact": Rule(_OPEN | DONE, (_DESK, _WORK)),
    "answer": Rule(_OPEN | DONE, (_DESK, _WORK)),
    "appoint": Rule(_OPEN, (_DESK, _WORK)),
    "urge": Rule(_OPEN, (_DESK,), for_mirrors=True),
    "supervise": Rule(_OPEN, (_HEAD,), for_mirrors=True),
    "escalate": Rule(_OPEN, (_HEAD,), for_mirrors=True),
    "prioritise": Rule(_OPEN),
    "merge": Rule(_OPEN),
    "split": Rule(_OPEN),
    "reopen": Rule(DONE | {"merged"}),
    "void": Rule(_OPEN),
    "confirm_void": Rule(_OPEN, (_HEAD,)),
    "withdraw": Rule(_OPEN - {"on_site", "handling"}, (_DESK,), for_mirrors=True),
    "close": Rule(frozenset({"resolved", "callback_pending"})),
    "note": Rule(_ANY | {"voided", "withdrawn"}, (_DESK, _WORK), for_mirrors=True),
}
_VISITING: Final = frozenset({"depart", "arrive"})


@dataclass(frozen=True, slots=True)
class Offered:
    """An action that is possible now; the first of them is the next step of the road."""

    action: str
    is_next: bool = False


_NEXT: Final[dict[str, tuple[str, ...]]] = {
    DRAFT: ("accept",),
    "accepted": ("dispatch", "resolve"),
    "returned": ("dispatch",),
    "reopened": ("dispatch",),
    "dispatched": ("take",),
    "taken": ("depart", "begin"),
    "en_route": ("arrive",),
    "on_site": ("begin",),
    "handling": ("resolve",),
    "suspended": ("resume",),
    "resolved": ("close",),
    "callback_pending": ("close",),
    "closed": ("reopen",),
    "merged": ("reopen",),
}


def void_asked(log: Sequence[TicketEvent]) -> TicketEvent | None:
    """The wish to void it that waits for another person."""
    return next((line for line in since_reopened(log)[::-1] if line.kind == VOID_ASKED), None)


def allowed_now(
    ticket: Ticket,
    log: Sequence[TicketEvent],
    permissions: frozenset[Permission],
    *,
    has_visit: bool = True,
) -> list[Offered]:
    """What somebody with these permissions can do to a ticket now, the next step first."""
    possible = [
        name
        for name, rule in RULES.items()
        if ticket.status in rule.states
        and (ticket.is_kept_here or rule.for_mirrors)
        and not permissions.isdisjoint(rule.permissions)
        and (has_visit or name not in _VISITING)
    ]
    asked = void_asked(log) is not None
    possible = [name for name in possible if name != ("void" if asked else "confirm_void")]
    steps = ("confirm_void",) if asked else _NEXT.get(ticket.status, ())
    first = next((name for name in steps if name in possible), None)
    ordered = sorted(possible, key=lambda name: name != first)
    return [Offered(name, name == first) for name in ordered]
