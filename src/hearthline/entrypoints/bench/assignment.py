"""Thousands of small random shifts over several server processes: is anybody given too much?

Every run is a desk of its own, made up from the seed. Four processes play it at once against one
database, each with its own pool: customers come and go, agents accept, decline, finish, let offers
run out, change their state and lose their sockets. After each step all loads are counted by hand.
"""

import asyncio
import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from hearthline.conversations import Conversations
from hearthline.entrypoints.bench.assignment_player import Played, play_runs
from hearthline.entrypoints.bench.assignment_rules import excess, judge
from hearthline.entrypoints.bench.assignment_scene import HastyClock, Scene, make_scene
from hearthline.entrypoints.database import Addresses
from hearthline.entrypoints.figures import latency_ms
from hearthline.entrypoints.terminal import Column, Steps, Terminal
from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.routing import Routing
from hearthline.routing.model import CONNECTION_GRACE

PROCESSES = 4
STEPS = 5
# By then every ring has relaxed, every offer has run out, and who declined is asked again.
_AFTERWARDS = timedelta(minutes=5)
_FAULTS = ("over_capacity", "lost", "double_held", "forgotten", "errors")


async def bench_assignment(
    addresses: Addresses, runs: int, *, first_seed: int, steps: Steps
) -> dict[str, Any]:
    """Play the runs and judge each of them."""
    found: Counter[str] = Counter()
    shown: list[str] = []
    delays: list[float] = []
    vault = Vault("a-secret-of-this-benchmark-only")
    with _processes(addresses.app_url) as lines:
        async with Database(addresses.app_url, max_size=4) as database:
            await asyncio.gather(*(asyncio.to_thread(line.recv) for line in lines))
            for seed in range(first_seed, first_seed + runs):
                scene = await make_scene(database, vault, seed, steps=STEPS)
                played = await _play(scene, lines)
                faults = await judged(database, scene, played)
                for name, told in faults.items():
                    found[name] += len(told)
                    shown += [f"seed {seed}: {name}: {one}" for one in told]
                delays += [one for it in played if isinstance(it, Played) for one in it.delays_s]
                found["customers"] += len(scene.customers)
                found["deeds"] += sum(it.deeds for it in played if isinstance(it, Played))
                steps.step()
    return {
        "runs": runs,
        "processes": PROCESSES,
        "customers": found["customers"],
        "deeds": found["deeds"],
        **{name: found[name] for name in _FAULTS},
        "events": len(delays),
        "delay": latency_ms(delays),
        "faults": shown[:20],
    }


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """The figures as a table."""
    columns = [Column("what"), Column("figure", is_figure=True)]
    names = ("runs", "processes", "customers", "deeds", *_FAULTS, "events")
    rows: list[list[object]] = [[name.replace("_", " "), facts[name]] for name in names]
    rows += [[f"assignment delay {name}", value] for name, value in facts["delay"].items()]
    terminal.table(columns, rows)
    for told in facts["faults"]:
        terminal.aside(told)


def is_sound(facts: dict[str, Any]) -> bool:
    """Whether nothing went wrong."""
    return not any(facts[name] for name in _FAULTS)


@contextmanager
def _processes(url: str) -> Iterator[list[Connection]]:
    """The server processes, each at the other end of a line."""
    spawn = multiprocessing.get_context("spawn")
    lines, started = [], []
    for number in range(PROCESSES):
        ours, theirs = spawn.Pipe()
        process = spawn.Process(
            target=play_runs, args=(url, number, PROCESSES), kwargs={"line": theirs}, daemon=True
        )
        process.start()
        lines.append(ours)
        started.append(process)
    try:
        yield lines
    finally:
        for line in lines:
            line.send(None)
        for process in started:
            process.join(timeout=10)
            if process.is_alive():
                process.kill()


async def _play(scene: Scene, lines: list[Connection]) -> list[Played | str]:
    for line in lines:
        line.send(scene)
    return list(await asyncio.gather(*(asyncio.to_thread(line.recv) for line in lines)))


async def judged(
    database: Database, scene: Scene, played: list[Played | str]
) -> dict[str, list[str]]:
    """Let time pass, settle once more, and look at everybody."""
    done = [one for one in played if isinstance(one, Played)]
    taken: Counter[ConversationId] = Counter()
    for one in done:
        taken.update(one.accepted)
        taken.subtract(one.released)
    clock = _Stopped(HastyClock(scene.origin, ahead=_AFTERWARDS))
    conversations = Conversations(Streams(), Outbox(), clock)
    routing = Routing(database, conversations, streams=Streams(), clock=clock, names=_nameless)
    await routing.settle(scene.tenant_id)
    async with database.session(scene.tenant_id) as session:
        gone = clock.now() - CONNECTION_GRACE
        found = await judge(session, scene.customers, taken, gone=gone)
        at_the_end = await excess(session)
    return found | {
        "over_capacity": [each for one in done for each in one.excesses] + at_the_end,
        "errors": [one for one in played if isinstance(one, str)],
    }


class _Stopped:
    """A clock that stands where another stood."""

    def __init__(self, clock: HastyClock) -> None:
        self._now, self._passed = clock.now(), clock.monotonic()

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self._now

    def monotonic(self) -> float:
        """The seconds at which it stands."""
        return self._passed


async def _nameless(session: Session, ids: Iterable[StaffId]) -> dict[StaffId, str]:
    del session
    return dict.fromkeys(ids, "同事")
