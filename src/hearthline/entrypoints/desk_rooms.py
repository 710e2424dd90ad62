"""The rooms of conversations at the desk: writing, notes, who is looking, the search."""

from hearthline.access import Access
from hearthline.conversations import (
    Conversations,
    Drafts,
    Elsewhere,
    Finding,
    Indexer,
    Looking,
    Notes,
    PendingTimers,
    Spelling,
    Uploads,
    Writing,
    finding_jobs,
    writing_jobs,
)
from hearthline.kernel import Clock
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job


class DeskRooms:
    """What agents do with conversations besides routing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        conversations: Conversations,
        uploads: Uploads,
        access: Access,
        elsewhere: Elsewhere,
    ) -> None:
        """Make them; `elsewhere` finds the numbers of work orders."""
        self._database, self._clock = database, clock
        self.drafts = Drafts(conversations, clock)
        self.writing = Writing(conversations, drafts=self.drafts, uploads=uploads, clock=clock)
        self.timers = PendingTimers(database, clock, self.writing)
        self.spelling = Spelling(conversations)
        self.notes = Notes(conversations, clock, colleagues=access.list_staff)
        self.looking = Looking(conversations, clock)
        self.finding = Finding(clock, elsewhere=elsewhere)
        self.indexer = Indexer(database, clock)

    @property
    def services(self) -> tuple[object, ...]:
        """What routes may ask for."""
        return (
            *(self.drafts, self.writing, self.timers, self.spelling),
            *(self.notes, self.looking, self.finding),
        )

    def jobs(self) -> list[Job]:
        """What comes round by itself."""
        return [
            *writing_jobs(self.timers, self._database, self._clock),
            *finding_jobs(self.indexer),
        ]
