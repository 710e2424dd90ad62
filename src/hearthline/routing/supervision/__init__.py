"""Supervision: the wall, thresholds with alarms, verbs of supervisors, the report of a day.

Every figure is computed from logs (stays in line and with agents, states of agents, wrap-ups,
ratings); `definitions.py` says what each means, docs/algorithms/desk-figures.md how it is kept.
"""

from hearthline.routing.supervision.alarms import Alarms, Thresholds
from hearthline.routing.supervision.duty import Duties
from hearthline.routing.supervision.jobs import Rounds, supervision_jobs
from hearthline.routing.supervision.lines import Lines, Listening
from hearthline.routing.supervision.model import AlertLine
from hearthline.routing.supervision.ports import (
    AlertsOf,
    IncidentLine,
    Neighbours,
    TicketsOf,
    TicketTally,
)
from hearthline.routing.supervision.quarters import Quarters
from hearthline.routing.supervision.reactions import supervision_reactions
from hearthline.routing.supervision.report import DayReports
from hearthline.routing.supervision.stream import WallStreams
from hearthline.routing.supervision.wall import Walls

__all__ = [
    "Alarms",
    "AlertLine",
    "AlertsOf",
    "DayReports",
    "Duties",
    "IncidentLine",
    "Lines",
    "Listening",
    "Neighbours",
    "Quarters",
    "Rounds",
    "Thresholds",
    "TicketTally",
    "TicketsOf",
    "WallStreams",
    "Walls",
    "supervision_jobs",
    "supervision_reactions",
]
