"""One server process of a run: it does at random what customers and agents do, and times it."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection

from hearthline.access import Staff
from hearthline.conversations import Conversations, Move, Status
from hearthline.entrypoints.bench.assignment_rules import excess
from hearthline.entrypoints.bench.assignment_scene import SKILLS, HastyClock, Scene
from hearthline.kernel import Conflict, ConversationId, QueueId, Refused, StaffId, SystemClock
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.routing import PresenceState, Routing, Urgency, Wish

_LONGEST_THOUGHT_SECONDS = 0.05
_STATES = (PresenceState.AVAILABLE,) * 4 + (PresenceState.BUSY, PresenceState.AWAY)


@dataclass(slots=True)
class Played:
    """What one process did and saw in a run; delays in seconds of the machine's own time."""

    delays_s: list[float] = field(default_factory=list)
    accepted: list[ConversationId] = field(default_factory=list)
    released: list[ConversationId] = field(default_factory=list)
    excesses: list[str] = field(default_factory=list)
    deeds: int = 0


class Player:
    """Plays the part of one process in a run."""

    def __init__(self, database: Database, scene: Scene, number: int, *, of: int) -> None:
        """`number` of so many processes: its dice and its share of the customers."""
        self._scene, self._database = scene, database
        self._chance = random.Random(f"{scene.seed}-{number}")  # noqa: S311  (a seed, no secret)
        clock = HastyClock(scene.origin)
        self._conversations = Conversations(Streams(), Outbox(), clock)
        self._routing = Routing(
            database, self._conversations, streams=Streams(), clock=clock, names=_nameless
        )
        self._wall = SystemClock()
        self._share = scene.customers[number::of]
        self.played = Played()

    async def play(self) -> Played:
        """Customers come while agents work; two agents of this process act at once."""
        await asyncio.gather(self._arrive(), self._work(), self._work())
        return self.played

    async def _arrive(self) -> None:
        for conversation_id in self._share:
            await asyncio.sleep(self._chance.uniform(0, 0.05))
            skills = {word: 30 for word in SKILLS if self._chance.random() < 0.15}
            urgency = Urgency(
                hazard=self._chance.random() < 0.1, vulnerable=self._chance.random() < 0.1
            )
            ask = partial(
                self._ask,
                one=conversation_id,
                queue_id=self._chance.choice(self._scene.queues),
                wish=Wish(skills=skills, urgency=urgency),
            )
            await self._timed(ask, freed=None)

    async def _ask(
        self, session: Session, *, one: ConversationId, queue_id: QueueId, wish: Wish
    ) -> None:
        await self._routing.enqueue(session, one, reason="压测", queue_id=queue_id, wish=wish)

    async def _work(self) -> None:
        deeds = [self._accept] * 5 + [self._resolve] * 3
        deeds += [self._decline, self._change, self._change, self._cut, self._leave]
        for _ in range(self._scene.steps):
            await asyncio.sleep(self._chance.uniform(0, _LONGEST_THOUGHT_SECONDS))
            with suppress(Conflict, Refused):
                await self._chance.choice(deeds)()
            self.played.deeds += 1
            async with self._database.session(self._scene.tenant_id) as session:
                self.played.excesses += await excess(session)

    async def _timed(
        self, deed: Callable[[Session], Awaitable[None]], *, freed: StaffId | None
    ) -> None:
        """Do it and settle; the delay ends when everything that it made possible was offered."""
        begun = self._wall.monotonic()
        async with self._database.session(self._scene.tenant_id) as session:
            await deed(session)
        await self._routing.settle(self._scene.tenant_id, freed=freed)
        self.played.delays_s.append(self._wall.monotonic() - begun)

    async def _accept(self) -> None:
        """Mostly by whoever was asked, else by anybody."""
        one = self._chance.choice(self._scene.customers)
        agent = await self._asked(one)
        if agent is None or self._chance.random() < 0.2:
            agent = self._chance.choice(self._scene.people)
        async with self._database.session(self._scene.tenant_id) as session:
            before = await self._conversations.get(session, one, lock=True)
            await self._routing.accept(session, one, agent)
        if before.holder_id != agent.id:
            self.played.accepted.append(one)

    async def _resolve(self) -> None:
        one = self._chance.choice(self._scene.customers)
        async with self._database.session(self._scene.tenant_id) as session:
            holder = (await self._conversations.get(session, one)).holder_id
        agent = self._person(holder)
        if agent is None:
            return

        async def resolve(session: Session) -> None:
            await self._routing.resolve(session, one, agent, give_back=False)

        await self._timed(resolve, freed=agent.id)
        self.played.released.append(one)

    async def _decline(self) -> None:
        one = self._chance.choice(self._scene.customers)
        agent = await self._asked(one)
        if agent is None:
            return

        async def decline(session: Session) -> None:
            await self._routing.decline(session, one, agent)

        await self._timed(decline, freed=agent.id)

    async def _change(self) -> None:
        agent, state = self._chance.choice(self._scene.people), self._chance.choice(_STATES)

        async def change(session: Session) -> None:
            await self._routing.set_presence(session, agent.id, state)

        await self._timed(change, freed=agent.id)

    async def _cut(self) -> None:
        """A socket opens and is lost; for a minute nothing changes, then no offers come."""
        async with self._routing.connected(self._chance.choice(self._scene.people)):
            await asyncio.sleep(0)

    async def _leave(self) -> None:
        """A customer who waits goes away."""
        one = self._chance.choice(self._scene.customers)
        async with self._database.session(self._scene.tenant_id) as session:
            state = await self._conversations.get(session, one, lock=True)
            if state.status is not Status.QUEUED or self._chance.random() < 0.7:
                return
            await self._conversations.move(session, one, Move(Status.CLOSED))
        await self._routing.settle(self._scene.tenant_id, moved=one)

    async def _asked(self, one: ConversationId) -> Staff | None:
        async with self._database.session(self._scene.tenant_id) as session:
            return self._person((await self._conversations.get(session, one)).offered_to)

    def _person(self, staff_id: StaffId | None) -> Staff | None:
        return next((one for one in self._scene.people if one.id == staff_id), None)


async def _nameless(session: Session, ids: Iterable[StaffId]) -> dict[StaffId, str]:
    del session
    return dict.fromkeys(ids, "同事")


def play_runs(url: str, number: int, of: int, *, line: Connection) -> None:
    """The process: plays every scene that comes down the line, until None comes."""
    asyncio.run(_play_runs(url, number, of, line))


async def _play_runs(url: str, number: int, of: int, line: Connection) -> None:
    async with Database(url, min_size=1, max_size=4) as database:
        line.send(None)
        while (scene := await asyncio.to_thread(line.recv)) is not None:
            try:
                line.send(await Player(database, scene, number, of=of).play())
            except Exception as error:  # noqa: BLE001  (told to the one who asked, with its name)
                line.send(f"{type(error).__name__}: {error}")
