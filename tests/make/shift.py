"""A shift that is made up by chance, and what came of it written down beside it, by hand.

The desk does everything as its routes do; the diary is kept by the test alone, so figures that
are computed from it owe nothing to the product's logs.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hearthline.access import Staff
from hearthline.conversations import Move, Status
from hearthline.kernel import ConversationId, QueueId
from hearthline.routing import PresenceState
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make_conversations
from tests.make.desk import DeskOf


@dataclass
class Line:
    """One customer's wait in one queue."""

    queue: QueueId
    since: datetime
    entered: datetime
    left: datetime | None = None
    how: str = ""
    by: Staff | None = None


@dataclass
class Care:
    """One agent's time with one customer."""

    queue: QueueId
    staff: Staff
    began: datetime
    ended: datetime | None = None
    how: str = ""
    replied: datetime | None = None


@dataclass
class Shift:
    """People, customers, and the diary."""

    desk: DeskOf
    clock: FakeClock
    chance: random.Random
    people: list[Staff]
    queues: list[QueueId]
    lines: dict[ConversationId, Line] = field(default_factory=dict)
    cares: dict[ConversationId, Care] = field(default_factory=dict)
    all_lines: list[Line] = field(default_factory=list)
    all_cares: list[Care] = field(default_factory=list)
    states: list[tuple[datetime, Staff, PresenceState]] = field(default_factory=list)

    def pause(self, most_s: int = 40) -> None:
        """Let some time pass, in whole seconds."""
        self.clock.advance(timedelta(seconds=self.chance.randint(1, most_s)))

    async def happen(self) -> None:
        """Something, by chance."""
        deeds = [self.ask, self.ask, self.accept, self.accept, self.reply, self.finish]
        await self.chance.choice([*deeds, self.leave, self.move, self.step_out])()
        await self.look_around()
        self.pause()

    async def look_around(self) -> None:
        """See who is there: whoever let an offer ring is sent away by the desk itself."""
        async with self.desk.database.session(self.desk.tenant) as session:
            for staff in self.people:
                state = (await self.desk.routing.presence_of(session, staff.id)).state
                known = [was for _, who, was in self.states if who is staff]
                if state is not (known[-1] if known else PresenceState.OFFLINE):
                    self.states.append((self.clock.now(), staff, state))

    async def ask(self) -> None:
        """A customer asks for a person."""
        queue = self.chance.choice(self.queues)
        asked = await self.desk.begin()
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.desk.routing.enqueue(session, asked, reason="要找真人", queue_id=queue)
        now = self.clock.now()
        self._enter(asked, Line(queue, since=now, entered=now))

    async def accept(self) -> None:
        """An agent takes whoever waits."""
        if not self.lines:
            return
        who = self.chance.choice(list(self.lines))
        conversation = await self.desk.get(who)
        free = [p for p in self.people if conversation.offered_to in {None, p.id}]
        staff = self.chance.choice(free)
        if sum(care.staff is staff for care in self.cares.values()) >= 5:
            return
        await self.desk.accept(who, staff)
        line = self._leave(who, "answered", staff)
        care = Care(line.queue, staff, self.clock.now())
        self.cares[who] = care
        self.all_cares.append(care)

    async def reply(self) -> None:
        """An agent says something."""
        if not self.cares:
            return
        who, care = self.chance.choice(list(self.cares.items()))
        async with self.desk.database.session(self.desk.tenant) as session:
            words = make_conversations.reply(care.staff)
            await self.desk.conversations.receive(session, who, words)
        care.replied = care.replied or self.clock.now()

    async def finish(self) -> None:
        """An agent finishes."""
        if not self.cares:
            return
        who, care = self.chance.choice(list(self.cares.items()))
        after = await self.desk.resolve(who, care.staff)
        self._end(who, "closed" if after.status is Status.CLOSED else "returned")

    async def leave(self) -> None:
        """A customer who waits has had enough."""
        if not self.lines:
            return
        who = self.chance.choice(list(self.lines))
        await self._move(who, Move(Status.CLOSED))
        self._leave(who, "abandoned")

    async def move(self) -> None:
        """A supervisor moves somebody to another line, waiting or not."""
        known = [*self.lines, *self.cares]
        if not known:
            return
        who, to = self.chance.choice(known), self.chance.choice(self.queues)
        since = self.clock.now()
        if who in self.lines:
            if self.lines[who].queue == to:
                return
            since = self._leave(who, "moved").since
        else:
            self._end(who, "moved")
        await self._move(who, Move(Status.QUEUED, queue_id=to))
        self._enter(who, Line(to, since=since, entered=self.clock.now()))

    async def step_out(self) -> None:
        """Somebody comes or goes."""
        staff = self.chance.choice(self.people)
        state = self.chance.choice([PresenceState.AVAILABLE, PresenceState.AWAY])
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.desk.routing.set_presence(session, staff.id, state)

    async def _move(self, who: ConversationId, move: Move) -> None:
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.desk.conversations.move(session, who, move)
        await self.desk.routing.settle(self.desk.tenant, moved=who)

    def _enter(self, who: ConversationId, line: Line) -> None:
        self.lines[who] = line
        self.all_lines.append(line)

    def _leave(self, who: ConversationId, how: str, by: Staff | None = None) -> Line:
        line = self.lines.pop(who)
        line.left, line.how, line.by = self.clock.now(), how, by
        return line

    def _end(self, who: ConversationId, how: str) -> None:
        care = self.cares.pop(who)
        care.ended, care.how = self.clock.now(), how
