"""However a line behaves, what was done in the field ends in one and the same log."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearthline.access import Role, Staff
from hearthline.kernel import Id
from hearthline.tickets import Team, Ticket
from hearthline.tickets.field.model import PhoneTime, Place
from tests.fakes.fake_clock import FakeClock
from tests.make.field import FIELD, FieldBench, Phone, jpeg

pytestmark = pytest.mark.api

HERE = {"latitude": 45.8038, "longitude": 126.535, "accuracy_m": 15}
WORK: list[tuple[str, dict[str, Any], str]] = [
    ("take", {}, "taken"),
    ("contact", {"text": "已电话联系"}, "contacted"),
    ("depart", {}, "en_route"),
    ("arrive", {"place": HERE, "reason": ""}, "on_site"),
    ("begin", {}, "handling"),
    ("suspend", {"reason": "waiting_customer", "text": "家里没人"}, "suspended"),
    ("resume", {}, "resumed"),
    ("note", {"text": "回水偏凉"}, "noted"),
    ("resolve", {"result_code": "below", "text": "次卧 16.5 ℃"}, "resolved"),
]
LINES = st.sampled_from(["arrives", "lost before", "lost after", "twice at once"])
ROUNDS = st.lists(st.tuples(LINES, st.integers(1, 4)), max_size=12)
AHEAD = st.integers(-7200, 7200).map(lambda seconds: timedelta(seconds=seconds))


async def done_offline(
    phone: Phone, clock: FakeClock, task: Ticket
) -> tuple[list[dict[str, Any]], list[tuple[str, datetime]]]:
    """A whole visit, a minute for each step, and the log that it should leave."""
    queue, log = [], []
    for action, more, kind in WORK:
        clock.advance(timedelta(minutes=1))
        queue.append(phone.deed(task, action, **more))
        log.append((kind, clock.now()))
    return queue, log


async def upload(
    phone: Phone, queue: list[dict[str, Any]], rounds: list[tuple[str, int]]
) -> set[str]:
    """Send the queue over a bad line until it is empty; every outcome that was heard."""
    heard: set[str] = set()
    for line, count in [*rounds, *[("arrives", 4)] * len(queue)]:
        batch = queue[:count]
        if line == "lost before" or not batch:
            continue
        copies = 2 if line == "twice at once" else 1
        for answer in await asyncio.gather(*(phone.send(*batch) for _ in range(copies))):
            heard |= {one["outcome"] for one in answer}
        if line != "lost after":
            del queue[:count]
    return heard


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rounds=ROUNDS, ahead=AHEAD)
async def test_a_bad_line_and_a_wrong_clock_change_nothing(
    field: FieldBench,
    team: Team,
    zhang: Staff,
    clock: FakeClock,
    rounds: list[tuple[str, int]],
    ahead: timedelta,
) -> None:
    task = await field.task(team, account_no=f"{Id.new().int % 10**10:010}")
    wrong = Phone(field, await field.sign_in(zhang), ahead)
    queue, expected = await done_offline(wrong, clock, task)
    clock.advance(timedelta(minutes=30))
    heard = await upload(wrong, queue, rounds)

    file = await field.bench.file(task.id)
    assert "refused" not in heard
    assert [(line.kind, line.at) for line in file.log if line.actor == zhang.id] == expected
    assert file.ticket.worker_id == zhang.id


async def test_two_who_take_the_same_task_offline_do_not_both_get_it(
    field: FieldBench, team: Team, phone: Phone, other_phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team)
    his, hers = phone.deed(task, "take"), other_phone.deed(task, "take")
    outcomes = await asyncio.gather(phone.outcomes(his), other_phone.outcomes(hers))
    later = other_phone if outcomes[0] == ["done"] else phone

    assert sorted(outcomes) == [["done"], ["refused"]]
    (told,) = await later.send(later.deed(task, "arrive", place=None))
    assert (told["outcome"], told["code"]) == ("refused", "field.task_not_yours")


async def test_each_is_judged_by_itself(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team)
    odd = phone.deed(task, "resolve", result_code="sold", text="好了")
    told = await phone.send(phone.deed(task, "take"), odd, phone.deed(task, "depart"))

    assert [one["outcome"] for one in told] == ["done", "refused", "done"]
    assert (told[1]["code"], "sold" in told[1]["why"]) == ("ticket.outcome_unfit", True)
    english = await field.http.post(
        f"{FIELD}/sync",
        json={"sent_at": phone.now().isoformat(), "actions": [odd]},
        headers=phone.headers | {"Accept-Language": "en"},
    )
    assert english.json()["results"][0]["why"].startswith("The result")


async def test_what_was_refused_may_be_done_later_under_the_same_id(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team)
    begin = phone.deed(task, "begin")
    assert await phone.outcomes(begin) == ["refused"]
    await phone.send(phone.deed(task, "take"))
    begin["at"] = phone.now().isoformat()

    assert await phone.outcomes(begin, begin) == ["done", "repeated"]
    desk = await field.sign_in(await field.bench.person(Role.AGENT))
    record = (await field.http.get(f"/api/v1/tickets/{task.id}/field", headers=desk)).json()
    assert {one["outcome"] for one in record["deeds"]} == {"done"}


async def test_a_suspension_is_proven_by_what_was_photographed(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, type_code="H-RP-01", details={})
    await phone.send(phone.deed(task, "take"))
    why = {"reason": "waiting_part", "text": ""}
    (bare,) = await phone.send(phone.deed(task, "suspend", **why))
    assert (bare["outcome"], bare["code"]) == ("refused", "ticket.evidence_missing")

    photo = await phone.record(task, "photo", {"subject": "scene"}, picture=jpeg())
    assert photo.status_code == 201
    assert await phone.outcomes(phone.deed(task, "suspend", **why)) == ["done"]
    line = (await field.bench.file(task.id)).log[-1]
    assert (line.kind, line.data["evidence_ids"]) == ("suspended", [photo.json()["id"]])


async def test_nonsense_is_refused_as_a_whole(field: FieldBench, team: Team, phone: Phone) -> None:
    task = await field.task(team)
    for deed in (
        phone.deed(task, "close"),
        phone.deed(task, "take", extra=1),
        phone.deed(task, "arrive", place={"latitude": 91, "longitude": 0}),
        phone.deed(task, "note", text=" "),
        phone.deed(task, "note", text="a\0b"),
        phone.deed(task, "take") | {"at": "2026-11-26T09:00:00"},
    ):
        body = {"sent_at": phone.now().isoformat(), "actions": [deed]}
        answer = await field.http.post(f"{FIELD}/sync", json=body, headers=phone.headers)
        assert answer.status_code == 422, deed


def test_a_phones_time_is_never_in_the_future_and_distances_are_metres() -> None:
    now = datetime.fromisoformat("2026-11-26T10:00:00+08:00")
    ahead = PhoneTime.seen(now + timedelta(hours=1), now)
    assert ahead.by_ours(now + timedelta(minutes=50), now=now) == now - timedelta(minutes=10)
    assert ahead.by_ours(now + timedelta(hours=2), now=now) == now

    harbin = Place(45.8038, 126.535)
    assert harbin.metres_to(Place(45.8038, 126.5479)) == pytest.approx(1000, abs=5)
    assert harbin.metres_to(harbin) == 0
