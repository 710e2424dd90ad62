"""The services of supervision and of the storm mode, with their jobs and reactions."""

from collections.abc import Sequence
from datetime import datetime

from hearthline.access import Access
from hearthline.assist import TalkWatch
from hearthline.conversations import Conversations, Looking, Notes
from hearthline.kernel import Clock
from hearthline.platform.db import Database, Session
from hearthline.platform.hub import Hub
from hearthline.platform.jobs import Job
from hearthline.platform.outbox import Reaction
from hearthline.routing import Routing
from hearthline.routing.storm import StormPlans, Storms
from hearthline.routing.supervision import (
    Alarms,
    AlertLine,
    AlertsOf,
    DayReports,
    Duties,
    Lines,
    Listening,
    Neighbours,
    Quarters,
    Rounds,
    Thresholds,
    TicketsOf,
    TicketTally,
    Walls,
    WallStreams,
    supervision_jobs,
    supervision_reactions,
)
from hearthline.tickets import TicketLists


def tickets_of(lists: TicketLists) -> TicketsOf:
    """The port of tickets: both slices stand on one row, so neither knows the other."""

    async def tally(session: Session, since: datetime, until: datetime) -> TicketTally:
        """Tickets of a span of time, and those past a deadline now."""
        found = await lists.tally(session, since=since, until=until)
        return TicketTally(found.opened, found.closed, found.overdue_now)

    return tally


def alerts_of(watch: TalkWatch) -> AlertsOf:
    """The port of what is severe: the watch stands above routing, which knows nothing of it."""

    async def standing(session: Session) -> list[AlertLine]:
        """What was told of conversations that go on."""
        return [
            AlertLine(
                conversation_id=one.conversation_id,
                rule=one.rule,
                title=one.title,
                label=one.label,
                holder_id=one.holder_id,
                since=one.since,
            )
            for one in await watch.standing(session)
        ]

    return standing


class SupervisionRooms:
    """Supervision as routes, worker and other services ask for it."""

    def __init__(  # noqa: PLR0913  (a room that looks at everything)
        self,
        database: Database,
        hub: Hub,
        clock: Clock,
        *,
        access: Access,
        conversations: Conversations,
        notes: Notes,
        looking: Looking,
        routing: Routing,
        neighbours: Neighbours,
    ) -> None:
        """Make the services."""
        self._database, self._routing = database, routing
        self.storms = Storms(clock, names=access.names)
        self.walls = Walls(database, clock, neighbours=neighbours)
        self.alarms = Alarms(database, clock, walls=self.walls, names=access.names)
        self.duties, self.quarters = Duties(clock), Quarters(clock)
        streams = WallStreams(
            database,
            hub,
            clock,
            walls=self.walls,
            alarms=self.alarms,
            storms=self.storms,
            access=access,
        )
        self.services: Sequence[object] = (
            *(self.storms, StormPlans(clock), self.walls, self.alarms, Thresholds(clock)),
            *(self.duties, Lines(database, conversations, clock), streams),
            Listening(conversations, notes, looking, clock),
            DayReports(clock, neighbours=neighbours, names=access.names),
        )

    def jobs(self) -> list[Job]:
        """What comes round by itself."""
        rounds = Rounds(
            self._database,
            alarms=self.alarms,
            quarters=self.quarters,
            duties=self.duties,
            storms=self.storms,
            routing=self._routing,
        )
        return supervision_jobs(rounds)

    def reactions(self) -> list[Reaction]:
        """What is done when something happened elsewhere."""
        return supervision_reactions(self.alarms)
