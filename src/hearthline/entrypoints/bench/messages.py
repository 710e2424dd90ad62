"""How many durable messages a second, end to end, with and without the bot's turn.

A message counts when it has come back on the customer's own socket: stored, numbered, pushed;
with the turn, when the bot's reply has come back too.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from time import monotonic
from typing import Any

from hearthline.entrypoints.bench.limit import commits_per_second
from hearthline.entrypoints.bench.rig import Rig
from hearthline.entrypoints.bench.talk import Talk, gather_talks
from hearthline.entrypoints.figures import latency_ms
from hearthline.entrypoints.terminal import Column, Terminal

TEXTS = (
    "室温多少度算合格",
    "什么时候开始供暖",
    "供热费一平米多少钱",
    "报停怎么办理",
    "暖气片排气怎么放",
    "你们营业厅几点上班",
)
CONNECTIONS = 16
_HELD_TALKS = 480
_BOT_TALKS = 240
_TURNS_AT_A_TIME = 4


@dataclass(frozen=True, slots=True)
class Load:
    """How long, and how many turns a second in the paced part."""

    seconds: float
    turns_per_second: float


async def bench_messages(rig: Rig, load: Load, tell: Callable[[str], None]) -> dict[str, Any]:
    """Measure the limit, then the product, in one run on one machine."""
    tell("the machine's own limit: single-row commits")
    limit = await commits_per_second(
        rig.database.owner_url, connections=CONNECTIONS, seconds=load.seconds
    )
    tell("messages that a person answers (no turn of the bot)")
    async with gather_talks(rig, _HELD_TALKS, is_held=True) as talks:
        stored = await _flood(talks, at_a_time=CONNECTIONS, seconds=load.seconds)
    async with gather_talks(rig, _BOT_TALKS, is_held=False) as talks:
        await _flood(talks, at_a_time=_TURNS_AT_A_TIME, seconds=1)
        tell("messages with the bot's turn, as many as it can")
        turned = await _flood(talks, at_a_time=_TURNS_AT_A_TIME, seconds=load.seconds)
        tell(f"the bot's turn at {load.turns_per_second:.0f} turns a second")
        paced = await _pace(talks, load)
    return {
        "limit_commits_per_s": round(limit, 1),
        "connections": CONNECTIONS,
        "stored": stored | {"ratio_to_limit": round(stored["per_s"] / limit, 3)},
        "turned": turned | {"ratio_to_limit": round(turned["per_s"] / limit, 3)},
        "paced": paced,
    }


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """The figures as a table."""
    columns = [Column("what"), *(Column(it, is_figure=True) for it in _TITLES)]
    limit = facts["limit_commits_per_s"]
    rows: list[list[object]] = [
        [f"single-row commits, {facts['connections']} connections", limit, "1.0", "", "", ""]
    ]
    names = {"stored": "stored and pushed", "turned": "with the bot's turn", "paced": "turn, paced"}
    for key, name in names.items():
        row = facts[key]
        ratio = row.get("ratio_to_limit", "")
        rows.append([name, row["per_s"], ratio, row["p50_ms"], row["p95_ms"], row["p99_ms"]])
    terminal.table(columns, rows)


_TITLES = ("per second", "of the limit", "p50 ms", "p95 ms", "p99 ms")


async def _flood(talks: list[Talk], *, at_a_time: int, seconds: float) -> dict[str, Any]:
    """So many customers write at a time, each again as soon as his words are back."""
    began = monotonic()
    until = began + seconds
    took: list[float] = []
    texts = cycle(TEXTS)

    async def keep_writing(mine: list[Talk]) -> None:
        for talk in cycle(mine):
            if monotonic() >= until:
                return
            took.append(await talk.say(next(texts)))

    await asyncio.gather(*(keep_writing(talks[n::at_a_time]) for n in range(at_a_time)))
    return {"n": len(took), "per_s": round(len(took) / (monotonic() - began), 1)} | latency_ms(took)


async def _pace(talks: list[Talk], load: Load) -> dict[str, Any]:
    """A message every so often, whether the last one is answered or not."""
    took: list[float] = []
    texts, speakers = cycle(TEXTS), cycle(talks)
    began = monotonic()

    async def write(talk: Talk) -> None:
        took.append(await talk.say(next(texts)))

    async with asyncio.TaskGroup() as group:
        for number in range(round(load.seconds * load.turns_per_second)):
            await asyncio.sleep(max(0.0, began + number / load.turns_per_second - monotonic()))
            group.create_task(write(next(speakers)))
    return {"n": len(took), "per_s": round(len(took) / (monotonic() - began), 1)} | latency_ms(took)
