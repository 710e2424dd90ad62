"""Answers kept for seconds: one question for all who ask, old ones with their age, no pile-up."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from hearthline.assist.facts import FactCache, Part, PartState
from hearthline.assist.facts.cache import FRESH, KEPT, TROUBLED, Dated
from hearthline.assist.facts.model import Why
from hearthline.business import BusinessNonsense, BusinessRefused, BusinessUnavailable
from tests.fakes.fake_clock import MORNING, FakeClock

pytestmark = pytest.mark.unit


class Source:
    """A business system that answers when it is let, and counts."""

    def __init__(self, cache: FactCache) -> None:
        self.cache = cache
        self.asked = 0
        self.trouble: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def ask(self) -> Dated:
        self.asked += 1
        await self.gate.wait()
        if self.trouble is not None:
            raise self.trouble
        return Dated(f"answer {self.asked}", MORNING)

    async def part(self) -> Part[Any]:
        return await self.cache.part("key", self.ask, wait_seconds=0.02)


@pytest.fixture
async def source(clock: FakeClock) -> Source:
    return Source(FactCache(clock))


async def test_all_who_ask_at_once_are_one_question(source: Source) -> None:
    parts = await asyncio.gather(*(source.part() for _ in range(8)))

    assert (source.asked, {part.data for part in parts}) == (1, {"answer 1"})


async def test_an_answer_is_fresh_for_seconds(source: Source, clock: FakeClock) -> None:
    await source.part()
    clock.advance(FRESH - timedelta(seconds=1))
    await source.part()
    clock.advance(timedelta(seconds=1))
    part = await source.part()

    assert (source.asked, part.data, part.as_of) == (2, "answer 2", MORNING)


async def test_what_is_slow_is_shown_as_loading_and_comes_later(source: Source) -> None:
    source.gate.clear()
    first = await source.part()
    again = await source.part()
    source.gate.set()
    while (last := await source.part()).state is PartState.LOADING:
        pass

    assert (first.state, again.state) == (PartState.LOADING, PartState.LOADING)
    assert (last.state, last.data, source.asked) == (PartState.SHOWN, "answer 1", 1)


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (BusinessUnavailable("getAccount", "slow"), Why.DOWN),
        (BusinessNonsense("getAccount", "shape"), Why.NONSENSE),
        (TimeoutError(), Why.DOWN),
    ],
)
async def test_in_trouble_the_last_good_answer_is_shown_with_its_age_for_a_while(
    source: Source, clock: FakeClock, trouble: Exception, why: Why
) -> None:
    await source.part()
    source.trouble = trouble
    clock.advance(FRESH)
    old = await source.part()
    clock.advance(KEPT)
    gone = await source.part()
    source.trouble = None
    clock.advance(TROUBLED)
    back = await source.part()

    assert (old.state, old.data, old.as_of, old.why) == (PartState.STALE, "answer 1", MORNING, why)
    assert (gone.state, gone.data, gone.why) == (PartState.UNAVAILABLE, None, why)
    assert back.state is PartState.SHOWN


async def test_a_system_in_trouble_is_not_asked_again_at_once(
    source: Source, clock: FakeClock
) -> None:
    source.trouble = BusinessUnavailable("getAccount", "down")
    for _ in range(5):
        await source.part()
    clock.advance(TROUBLED)
    await source.part()

    assert source.asked == 2


@pytest.mark.parametrize(
    ("code", "state", "why"),
    [
        ("NEED_VERIFY", PartState.WITHHELD, Why.NEED_VERIFY),
        ("NOT_FOUND", PartState.UNAVAILABLE, Why.NOT_FOUND),
        ("FORBIDDEN", PartState.UNAVAILABLE, Why.REFUSED),
    ],
)
async def test_a_refusal_takes_the_old_answer_away(
    source: Source, clock: FakeClock, code: str, state: PartState, why: Why
) -> None:
    await source.part()
    source.trouble = BusinessRefused(code, "不能查询")
    clock.advance(FRESH)
    part = await source.part()

    assert (part.state, part.why, part.data) == (state, why, None)


async def test_closing_ends_what_is_still_asked(source: Source) -> None:
    source.gate.clear()
    await source.part()
    await source.cache.close()
    source.gate.set()

    assert (await source.part()).data == "answer 2"
