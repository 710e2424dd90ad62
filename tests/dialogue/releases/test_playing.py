"""Test runs and comparisons: played in the background, once, whoever is killed."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from hearthline.dialogue.releases.errors import ReleaseUnknown, RunNotDone, RunUnknown
from hearthline.dialogue.releases.model import Run, RunId, RunState
from hearthline.dialogue.releases.playing import KILLED, Playing
from hearthline.dialogue.releases.runs import ResultsWanted, RunStore
from tests.dialogue.releases.conftest import Workshop
from tests.make import releases as make

pytestmark = pytest.mark.store


def failing() -> dict[str, bytes]:
    """The small pack whose flow says something else than its test wants."""
    return make.changed(
        make.small_files(), "small/tests/safety_check.yaml", old="[check_booked]", new="[apology]"
    )


async def ask(workshop: Workshop, release_id: str, other: str | None = None) -> Run:
    async with workshop.database.session(workshop.tenant) as session:
        return await workshop.runs.ask(session, release_id, by=workshop.boss, other_id=other)


async def stands(workshop: Workshop, run: Run) -> Run:
    async with workshop.database.session(workshop.tenant) as session:
        return await workshop.runs.get(session, run.id)


async def test_a_run_tells_every_test_with_what_was_said(workshop: Workshop) -> None:
    release = await workshop.upload(failing())
    run = await ask(workshop, release.id)

    await workshop.playing.run()

    done = await stands(workshop, run)
    assert (done.state, done.total, done.passed, done.failed) == (RunState.DONE, 2, 1, 1)
    assert done.result is not None
    assert done.result["utterances"]["n"] == 5
    async with workshop.database.session(workshop.tenant) as session:
        everything = await workshop.runs.results(session, run.id)
        failed = await workshop.runs.results(session, run.id, ResultsWanted(failed_only=True))
    assert [one.passed for _, one in everything] == [True, False]
    (number, test), *_ = failed
    assert number == 2
    assert (test.file, test.line) == ("small/tests/safety_check.yaml", 7)
    assert test.turns[0].user == "预约安检"
    assert test.turns[1].calls == ("work_order.open",)
    assert "登记好了" in test.turns[1].said[0]


async def test_asking_twice_gives_the_run_that_waits(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))

    first, second = await ask(workshop, release.id), await ask(workshop, release.id)
    await workshop.playing.run()
    third = await ask(workshop, release.id)

    assert first.id == second.id
    assert third.id != first.id


async def test_the_installations_packs_can_be_tested_without_being_stored(
    workshop: Workshop,
) -> None:
    run = await ask(workshop, make.small_shelf().release_id)

    await workshop.playing.run()

    assert (await stands(workshop, run)).is_sound


async def test_what_is_not_there_cannot_be_tested(workshop: Workshop) -> None:
    with pytest.raises(ReleaseUnknown):
        await ask(workshop, "0" * 64)
    async with workshop.database.session(workshop.tenant) as session:
        with pytest.raises(RunUnknown):
            await workshop.runs.get(session, RunId.new())


async def test_a_faulty_release_ends_broken_and_says_why(workshop: Workshop) -> None:
    spoilt = make.changed(
        make.small_files(), "small/flows/safety_check.yaml", old="work_order.open", new="burn.it"
    )
    release = await workshop.upload(spoilt)
    run = await ask(workshop, release.id)

    await workshop.playing.run()

    ended = await stands(workshop, run)
    assert ended.state is RunState.BROKEN
    assert "safety_check.yaml" in (ended.trouble or "")


async def test_two_workers_play_a_run_once(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))
    run = await ask(workshop, release.id)
    other = Playing(make.small_shelf(), workshop.database, workshop.clock)

    finished = await asyncio.gather(workshop.playing.run(), other.run())

    assert sum(finished) >= 1
    done = await stands(workshop, run)
    assert (done.state, done.tries, done.done) == (RunState.DONE, 1, 2)


async def test_the_run_of_a_killed_worker_is_taken_up_from_the_beginning(
    workshop: Workshop,
) -> None:
    release = await workshop.upload(make.greeting("早"))
    run = await ask(workshop, release.id)
    async with workshop.database.session(workshop.tenant) as session:
        taken = await RunStore().take(session, now=workshop.clock.now())
    assert taken is not None
    assert taken.id == run.id
    await workshop.playing.run()
    assert (await stands(workshop, run)).state is RunState.RUNNING  # its worker may be alive

    workshop.clock.advance(timedelta(minutes=5))
    await workshop.playing.run()

    done = await stands(workshop, run)
    assert (done.state, done.tries, done.done) == (RunState.DONE, 2, 2)


async def test_a_run_that_kills_its_workers_is_given_up(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))
    run = await ask(workshop, release.id)
    for _ in range(2):
        async with workshop.database.session(workshop.tenant) as session:
            await RunStore().take(session, now=workshop.clock.now())
        workshop.clock.advance(timedelta(minutes=5))

    await workshop.playing.run()

    ended = await stands(workshop, run)
    assert (ended.state, ended.trouble) == (RunState.BROKEN, KILLED)


async def test_a_worker_that_was_taken_for_dead_changes_nothing_more(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))
    run = await ask(workshop, release.id)
    async with workshop.database.session(workshop.tenant) as session:
        slow = await RunStore().take(session, now=workshop.clock.now())
    assert slow is not None
    workshop.clock.advance(timedelta(minutes=5))
    await workshop.playing.run()

    async with workshop.database.session(workshop.tenant) as session:
        assert not await RunStore().tell(session, slow, now=workshop.clock.now())
        await RunStore().end(session, slow, now=workshop.clock.now(), trouble="late")

    assert (await stands(workshop, run)).state is RunState.DONE


async def compared(workshop: Workshop, right: dict[str, bytes]) -> dict[str, Any]:
    left = make.small_shelf().release_id
    release = await workshop.upload(right)
    run = await ask(workshop, left, release.id)
    async with workshop.database.session(workshop.tenant) as session:
        with pytest.raises(RunNotDone):
            await workshop.runs.comparison(session, run.id)
    await workshop.playing.run()
    async with workshop.database.session(workshop.tenant) as session:
        result = (await workshop.runs.comparison(session, run.id)).result
    assert result is not None
    return dict(result)


async def test_a_comparison_names_tests_that_went_differently(workshop: Workshop) -> None:
    found = await compared(workshop, failing())

    assert found["tests"] == [
        {
            "trade": "small",
            "file": "small/tests/safety_check.yaml",
            "name": "预约安检：有户号的人点头以后登记",
            "left": "passed",
            "right": "failed",
        }
    ]
    assert found["left_tests"] == {"passed": 2, "failed": 0}
    assert found["right_tests"] == {"passed": 1, "failed": 1}
    assert all(not any(change.values()) for change in found["changes"].values())


async def test_a_comparison_names_what_was_added_removed_and_changed(workshop: Workshop) -> None:
    right = make.greeting("早")
    right["small/knowledge/more.md"] = right["small/knowledge/safety-check.md"]
    right = make.changed(right, "small/flows/safety_check.yaml", old="timeout_ms: 6000",
                         new="timeout_ms: 7000")  # fmt: skip
    right = make.changed(right, "small/intents/fee_query.yaml", old="  - 查账单\n", new="")

    changes = (await compared(workshop, right))["changes"]

    assert changes["flows"]["changed"] == ["heating/safety_check"]
    assert changes["intents"]["changed"] == ["heating/fee_query"]
    assert changes["articles"]["added"] == ["heating/more"]
    assert changes["responses"]["changed"] == ["heating/chat_greeting"]
    assert changes["slots"] == {"added": [], "removed": [], "changed": []}


async def test_a_comparison_reads_the_utterances_of_both_by_both(workshop: Workshop) -> None:
    path = "small/tests/utterances.yaml"
    right = {
        **make.small_files(),
        path: make.small_files()[path] + "pay_fee:\n  - 咋整才能把钱给你们\n".encode(),
    }
    intent = "small/intents/pay_fee.yaml"
    right[intent] = right[intent] + "  - 咋整能把钱给你们呀\n  - 咋整把钱给你\n".encode()

    found = await compared(workshop, right)

    (row,) = [one for one in found["intents"] if one["intent"] == "pay_fee"]
    assert (row["n"], row["right_right"]) == (1, 1)
    assert found["left_utterances"]["n"] == found["right_utterances"]["n"] == 6
