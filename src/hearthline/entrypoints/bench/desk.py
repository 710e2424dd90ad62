"""The desk over years of work: lists, threads, search and reports with millions of messages.

Every figure is a request over HTTP to a server of its own, as the console sends it.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from typing import Any, Final

import httpx2

from hearthline.conversations.finding.indexing import Indexer
from hearthline.entrypoints.bench.desk_past import TEXTS, Past, make_past
from hearthline.entrypoints.bench.rig import Rig
from hearthline.entrypoints.demo.logins import kept_logins
from hearthline.entrypoints.demo.seed import TENANT_SLUG
from hearthline.entrypoints.figures import latency_ms
from hearthline.entrypoints.terminal import Column, Steps, Terminal
from hearthline.kernel import SystemClock
from hearthline.platform.db import Database
from hearthline.routing.supervision.quarters import Quarters

LISTS_MS: Final = 200
REPORT_MS: Final = 2000
_REQUESTS: Final = 200
_AT_A_TIME: Final = 4
_PAGES: Final = 5
_PATIENCE_SECONDS: Final = 120.0

Ask = Callable[[httpx2.AsyncClient, int], Awaitable[httpx2.Response]]


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of request, and how long its 95th percentile may be, in milliseconds.

    One that must find something has failed with an empty answer.
    """

    name: str
    ask: Ask
    most_ms: int
    count: int = _REQUESTS
    must_find: bool = False


async def bench_desk(
    rig: Rig, past: Past, *, tell: Callable[[str], None], steps: Steps
) -> dict[str, Any]:
    """Make the past, then ask for everything that is opened all day."""
    facts = await make_past(rig.database.owner_url, rig.tenant_id, past, steps=steps)
    facts["agents"] = past.agents
    facts |= await _caught_up(rig, tell)
    async with httpx2.AsyncClient(base_url=rig.url, timeout=_PATIENCE_SECONDS) as client:
        await _sign_in(client, rig)
        threads = await _threads(client)
        for part in _parts(threads):
            tell(part.name)
            facts[part.name] = await _measured(client, part)
    return facts


async def _caught_up(rig: Rig, tell: Callable[[str], None]) -> dict[str, Any]:
    """Have the search and the sums by quarter hour take the past in, as the worker does."""
    began = perf_counter()
    async with Database(rig.database.app_url, min_size=1, max_size=3) as database:
        tell("the search takes the past in")
        await _searchable(database, rig)
        searched = perf_counter()
        tell("the sums by quarter hour take the past in")
        more = True
        while more:
            async with database.session(rig.tenant_id) as session:
                more = await Quarters(SystemClock()).keep(session)
    done = perf_counter()
    return {"search_s": round(searched - began, 1), "sums_s": round(done - searched, 1)}


async def _searchable(database: Database, rig: Rig) -> None:
    """Walk all conversations once; the worker may be at it as well, then it is waited for.

    The worker has walked the fresh database already, so the walk is begun anew.
    """
    indexer, is_walked = Indexer(database, SystemClock()), False
    async with database.session(rig.tenant_id) as session:
        await session.execute("UPDATE search_place SET walked_to = NULL, walked_at = NULL")
    while not is_walked:
        await indexer.catch_up(rig.tenant_id)
        async with database.session(rig.tenant_id) as session:
            row = await session.maybe("SELECT FROM search_place WHERE walked_at IS NOT NULL")
        is_walked = row is not None
        await asyncio.sleep(0 if is_walked else 1)


def is_fast(facts: dict[str, Any]) -> bool:
    """Whether every part is within its bound and nothing failed."""
    parts = [fact for fact in facts.values() if isinstance(fact, dict)]
    return all(part["p95_ms"] <= part["most_ms"] and not part["failed"] for part in parts)


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """The figures as a table."""
    titles = ("n", "failed", "p50_ms", "p95_ms", "p99_ms", "most_ms")
    columns = [Column("request"), *(Column(title, is_figure=True) for title in titles)]
    parts = [(name, fact) for name, fact in facts.items() if isinstance(fact, dict)]
    terminal.table(columns, [[name, *(fact[title] for title in titles)] for name, fact in parts])


def _parts(threads: Sequence[str]) -> list[Part]:
    chance = random.Random(3)  # noqa: S311  (nobody's secret)

    def listed(view: str) -> Ask:
        return lambda http, _: http.get("/api/v1/desk/conversations", params={"view": view})

    def opened(http: httpx2.AsyncClient, _: int) -> Awaitable[httpx2.Response]:
        return http.get(f"/api/v1/desk/conversations/{chance.choice(threads)}/messages")

    def searched(http: httpx2.AsyncClient, number: int) -> Awaitable[httpx2.Response]:
        text = TEXTS[number % len(TEXTS)]
        begin = chance.randrange(max(1, len(text) - 4))
        return http.get("/api/v1/desk/search", params={"q": text[begin : begin + 4]})

    def reported(http: httpx2.AsyncClient, number: int) -> Awaitable[httpx2.Response]:
        day = SystemClock().now().date() - timedelta(days=1 + number % 30)
        return http.get("/api/v1/supervision/report", params={"date": day.isoformat()})

    return [
        Part("list: mine", listed("mine"), LISTS_MS),
        Part("list: all open", listed("all"), LISTS_MS),
        Part("list: closed", listed("closed"), LISTS_MS),
        Part("thread", opened, LISTS_MS),
        Part("search", searched, LISTS_MS, must_find=True),
        Part("wall", lambda http, _: http.get("/api/v1/supervision/wall"), LISTS_MS, 40),
        Part("day's report", reported, REPORT_MS, 30),
    ]


async def _measured(client: httpx2.AsyncClient, part: Part) -> dict[str, Any]:
    took: list[float] = []
    failed = 0

    async def keep_asking(numbers: Sequence[int]) -> None:
        nonlocal failed
        for number in numbers:
            began = perf_counter()
            answer = await part.ask(client, number)
            took.append(perf_counter() - began)
            failed += not answer.is_success or (part.must_find and not answer.json()["items"])

    await asyncio.gather(
        *(keep_asking(range(part.count)[n::_AT_A_TIME]) for n in range(_AT_A_TIME))
    )
    return {"n": part.count, "failed": failed, "most_ms": part.most_ms} | latency_ms(took)


async def _threads(client: httpx2.AsyncClient) -> list[str]:
    """Some conversations of long ago, from page after page of the list."""
    found: list[str] = []
    cursor: str | None = None
    for _ in range(_PAGES):
        query = {"view": "closed", "limit": "200"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/v1/desk/conversations", params=query)).json()
        found += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]
    return found


async def _sign_in(client: httpx2.AsyncClient, rig: Rig) -> None:
    logins = {login.username: login.password for login in kept_logins(rig.settings.data.dir)}
    body = {"tenant": TENANT_SLUG, "username": "wangfang", "password": logins["wangfang"]}
    answer = await client.post("/api/v1/staff/login", json=body)
    answer.raise_for_status()
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
