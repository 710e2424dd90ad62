"""How soon a card is on the desk's socket after the customer's message, and how soon a check is.

The customers are residents of the simulator's town, so the cards ask the business systems too. A
message's clock starts when the transaction that stores it begins to commit.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from hearthline.conversations import Conversations, Saying, Sender
from hearthline.entrypoints.bench.cards_seats import AT_A_SEAT, Seat, seats_of
from hearthline.entrypoints.bench.rig import Rig
from hearthline.entrypoints.figures import latency_ms
from hearthline.entrypoints.terminal import Column, Terminal
from hearthline.kernel import ConversationId, MessageId, SystemClock
from hearthline.platform.db import Database
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams

CARD_MS: Final = 500
CHECK_MS: Final = 200
_PATIENCE_SECONDS: Final = 3.0
_WHOLE_SECONDS: Final = 8.0
_SAID: Final = (
    "家里暖气不热三天了，才15度",
    "我家热费还欠多少钱",
    "暖气漏水了，喷得到处都是，快来人",
    "整个小区都不热，是不是停热了",
    "我要投诉你们，没人管",
    "我家停热了怎么还没恢复",
)
_DRAFTS: Final = (
    "您好，我先帮您查一下您那一片有没有停热。",
    "您放心，肯定给您退费",
    "这个不归我们管，你去找物业",
    "已经为您登记，师傅会先给您打电话。",
)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many conversations, and how many messages a second."""

    conversations: int = 120
    per_second: float = 4.0


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of one message: to the card (None: none came), until it was whole, of the check."""

    card: float | None
    whole: float | None
    check: float


async def bench_cards(rig: Rig, pace: Pace, *, tell: Callable[[str], None]) -> dict[str, Any]:
    """Let customers write at a rate, and wait for each card; then check a draft."""
    count = -(-pace.conversations // AT_A_SEAT)
    async with Database(rig.database.app_url, min_size=1, max_size=4) as database:
        tell(f"{count + 1} agents sit down")
        async with seats_of(rig, database, count + 1) as seats:
            tell("the first cards, which are not counted")
            await _played(rig, database, seats[:1], Pace(AT_A_SEAT, 1.0))
            tell(f"{pace.conversations} customers write, {pace.per_second:g} a second")
            taken = await _played(rig, database, seats[1:], pace)
    return facts_of(taken, pace)


def facts_of(taken: Sequence[Taken], pace: Pace) -> dict[str, Any]:
    """The figures beside the aims."""
    cards = [one.card for one in taken if one.card is not None]
    whole = [one.whole for one in taken if one.whole is not None]
    return {
        "conversations": len(taken),
        "per_second": pace.per_second,
        "cards": {
            "n": len(cards),
            "missing": len(taken) - len(cards),
            **latency_ms(cards),
            "most_ms": CARD_MS,
        },
        "cards with all facts": {
            "n": len(whole),
            "missing": len(taken) - len(whole),
            **latency_ms(whole),
            "most_ms": None,
        },
        "check": {
            "n": len(taken),
            "missing": 0,
            **latency_ms([one.check for one in taken]),
            "most_ms": CHECK_MS,
        },
    }


def is_in_time(facts: dict[str, Any]) -> bool:
    """Whether nineteen of twenty cards and checks are in time, a card that never came included."""
    card, check = facts["cards"], facts["check"]
    is_there = card["missing"] <= 0.05 * facts["conversations"]
    return bool(is_there and card["p95_ms"] <= CARD_MS and check["p95_ms"] <= CHECK_MS)


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """The figures as a table."""
    titles = ("n", "missing", "p50_ms", "p95_ms", "p99_ms", "most_ms")
    columns = [Column("what"), *(Column(title, is_figure=True) for title in titles)]
    parts = [(name, fact) for name, fact in facts.items() if isinstance(fact, dict)]
    rows = [
        [name, *("" if fact[one] is None else fact[one] for one in titles)] for name, fact in parts
    ]
    terminal.table(columns, rows)


async def _played(rig: Rig, database: Database, seats: Sequence[Seat], pace: Pace) -> list[Taken]:
    """Each conversation's message at its moment, whatever becomes of the others."""
    pairs = [(seat, place) for place in range(AT_A_SEAT) for seat in seats][: pace.conversations]
    began = monotonic()

    async def one(number: int, seat: Seat, place: int) -> Taken:
        await asyncio.sleep(max(0.0, began + number / pace.per_second - monotonic()))
        return await _taken(rig, database, seat, (place, number))

    return list(await asyncio.gather(*(one(n, *pair) for n, pair in enumerate(pairs))))


async def _taken(rig: Rig, database: Database, seat: Seat, which: tuple[int, int]) -> Taken:
    place, number = which
    talk = seat.talks[place]
    card = seat.cards.setdefault(str(talk), asyncio.Event())
    whole = seat.whole.setdefault(str(talk), asyncio.Event())
    at = await _write(rig, database, talk, _SAID[number % len(_SAID)])
    came = await _until(card, at, _PATIENCE_SECONDS)
    began = monotonic()
    path = f"/api/v1/assist/conversations/{talk}/check"
    answer = await seat.client.post(path, json={"text": _DRAFTS[number % len(_DRAFTS)]})
    answer.raise_for_status()
    checked = monotonic() - began
    return Taken(came, None if came is None else await _until(whole, at, _WHOLE_SECONDS), checked)


async def _write(rig: Rig, database: Database, talk: ConversationId, text: str) -> float:
    conversations = Conversations(Streams(), Outbox(), SystemClock())
    async with database.session(rig.tenant_id) as session:
        saying = Saying(Sender.customer("客户"), text, client_id=MessageId.new())
        await conversations.receive(session, talk, saying)
        return monotonic()


async def _until(event: asyncio.Event, at: float, most: float) -> float | None:
    """Seconds from a moment until something was told; None when it was not in time."""
    try:
        async with asyncio.timeout(most):
            await event.wait()
    except TimeoutError:
        return None
    return monotonic() - at
