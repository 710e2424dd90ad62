"""The choice itself: order, skills ring by ring, room, the wanted person (R57, R64, R68)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.routing.capacity import Capacity
from hearthline.routing.matching import Agent, InLine, Match, matches, moments, seats_for
from hearthline.routing.queues.model import Backup, Queue, Ring

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
QUEUE = Queue(QueueId(int=1), "供热报修", skills={"供热": 60}, rings=(Ring(20, 40), Ring(60, None)))
PEOPLE = [StaffId(int=n) for n in range(1, 6)]
SKILLS = ("供热", "英语")


def waiting(n: int, *, waited_s: float = 0, **more: object) -> InLine:
    at = NOW - timedelta(seconds=waited_s)
    one = InLine(ConversationId(int=n), 2, at, at, "web")
    return replace(one, **more)  # type: ignore[arg-type]  # as a case gives them


def agent(n: int, *, level: int | None = 80, total: int = 1, **more: object) -> Agent:
    skills = {} if level is None else {"供热": level}
    return replace(Agent(PEOPLE[n], Capacity(total), skills=skills), **more)  # type: ignore[arg-type]  # the same


def chosen(
    line: list[InLine], agents: list[Agent], queue: Queue = QUEUE, *, is_open: bool = True
) -> dict[int, int]:
    found = matches(queue, line, agents, now=NOW, is_open=is_open)
    return {one.conversation_id.int: PEOPLE.index(one.staff_id) for one in found}


def test_skills_are_relaxed_ring_by_ring_as_time_passes() -> None:
    middling, unskilled = agent(0, level=45), agent(1, level=None)

    assert chosen([waiting(1, waited_s=19)], [middling, unskilled]) == {}
    assert chosen([waiting(1, waited_s=20)], [middling, unskilled]) == {1: 0}
    assert chosen([waiting(1, waited_s=59)], [unskilled]) == {}
    assert chosen([waiting(1, waited_s=60)], [unskilled]) == {1: 1}


def test_a_ring_may_concern_one_skill_only() -> None:
    queue = replace(QUEUE, rings=(Ring(10, None, "英语"),))
    one = waiting(1, waited_s=10, skills={"英语": 50})

    assert queue.required({"英语": 50}, 9) == {"供热": 60, "英语": 50}
    assert chosen([one], [agent(0)], queue) == {1: 0}


def test_whoever_cannot_be_served_keeps_nobody_behind_waiting() -> None:
    stuck = waiting(1, waited_s=15, skills={"英语": 90})

    assert chosen([stuck, waiting(2)], [agent(0)]) == {2: 0}


def test_danger_then_people_in_need_then_rank() -> None:
    line = [
        waiting(1, waited_s=900),
        waiting(2, waited_s=1, lane=1),
        waiting(3, lane=0),
        waiting(4, waited_s=10, rank_at=NOW - timedelta(seconds=1000)),
    ]

    assert list(chosen(line, [agent(n) for n in range(4)])) == [3, 2, 4, 1]


def test_the_own_level_before_the_next_then_load_then_idle_time() -> None:
    second = agent(0, total=9, level=99, idle_since=NOW - timedelta(hours=1))
    second = replace(second, level=2)
    busy = agent(1, total=9, loads={"web": 1}, idle_since=NOW - timedelta(hours=1))
    fresh = agent(2, total=9, idle_since=NOW - timedelta(minutes=1))
    idle = agent(3, total=9, idle_since=NOW - timedelta(minutes=5))

    assert chosen([waiting(1)], [second, busy, fresh, idle]) == {1: 3}
    assert chosen([waiting(1)], [second, busy, fresh]) == {1: 2}
    assert chosen([waiting(1)], [second, busy]) == {1: 1}
    assert chosen([waiting(1)], [second]) == {1: 0}


def test_the_wanted_person_comes_first_if_he_has_room() -> None:
    wanted = agent(0, total=9, loads={"web": 5})

    assert chosen([waiting(1, preferred=PEOPLE[0])], [wanted, agent(1)]) == {1: 0}


def test_a_full_wanted_person_is_waited_for_some_seconds_and_no_longer() -> None:
    full = agent(0, loads={"web": 1})
    soon = waiting(1, preferred=PEOPLE[0], preferred_until=NOW + timedelta(seconds=1))

    assert chosen([soon], [full, agent(1)]) == {}
    assert chosen([replace(soon, preferred_until=NOW)], [full, agent(1)]) == {1: 1}
    assert chosen([replace(soon, lane=0)], [full, agent(1)]) == {1: 1}


def test_a_wanted_person_who_is_not_there_is_not_waited_for() -> None:
    one = waiting(1, preferred=PEOPLE[4], preferred_until=NOW + timedelta(seconds=15))

    assert chosen([one], [agent(1)]) == {1: 1}


def test_helpers_are_asked_after_their_time_and_after_the_queues_own() -> None:
    queue = replace(QUEUE, backups=(Backup(QueueId(int=2), 30),))
    helper = agent(0, helps_after_s=30)

    assert chosen([waiting(1, waited_s=29)], [helper], queue) == {}
    assert chosen([waiting(1, waited_s=30)], [helper], queue) == {1: 0}
    assert chosen([waiting(1, waited_s=30)], [helper, agent(1)], queue) == {1: 1}


def test_while_closed_only_danger_is_served() -> None:
    line = [waiting(1), waiting(2, lane=0)]

    assert chosen(line, [agent(0, total=5)], is_open=False) == {2: 0}


def test_the_moments_at_which_something_becomes_possible() -> None:
    queue = replace(
        QUEUE,
        backups=(Backup(QueueId(int=2), 30),),
        overflow_to=QueueId(int=3),
        overflow_after_s=90,
    )
    one = waiting(1, preferred=PEOPLE[0], preferred_until=NOW + timedelta(seconds=15))

    found = sorted((at - NOW).total_seconds() for at in moments(queue, one))

    assert found == [15, 20, 30, 60, 90]


def test_seats_are_those_of_people_who_could_take_it_then() -> None:
    agents = [agent(0, total=3), agent(1, level=45, total=2), agent(2, level=None, total=4)]

    assert [seats_for(QUEUE, waiting(1), agents, waited_s=after) for after in (0, 20, 60)] == [
        3,
        5,
        9,
    ]


skill_sets = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 100), max_size=2)
kinds = st.sampled_from(["web", "wechat", "phone"])


@st.composite
def lines(draw: st.DrawFn) -> list[InLine]:
    found = []
    for n in range(draw(st.integers(0, 8))):
        waited = draw(st.integers(0, 90))
        found.append(
            InLine(
                ConversationId(int=n + 1),
                draw(st.integers(0, 2)),
                NOW - timedelta(seconds=waited + draw(st.integers(-300, 300))),
                NOW - timedelta(seconds=waited),
                draw(kinds),
                draw(skill_sets),
                draw(st.none() | st.sampled_from(PEOPLE)),
                draw(st.none() | st.just(NOW + timedelta(seconds=5))),
                frozenset(draw(st.lists(st.sampled_from(PEOPLE), max_size=2))),
            )
        )
    return found


@st.composite
def teams(draw: st.DrawFn) -> list[Agent]:
    chosen_people = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    return [
        Agent(
            person,
            Capacity(draw(st.integers(0, 4)), draw(st.dictionaries(kinds, st.integers(0, 3)))),
            {"web": draw(st.integers(0, 2))},
            NOW - timedelta(seconds=draw(st.integers(0, 99))),
            draw(skill_sets),
            draw(st.integers(1, 2)),
            draw(st.none() | st.integers(0, 60)),
        )
        for person in chosen_people
    ]


@settings(max_examples=300)
@given(lines(), teams())
def test_every_choice_is_sound_and_none_is_missed(line: list[InLine], team: list[Agent]) -> None:
    found = list(matches(QUEUE, line, team, now=NOW, is_open=True))

    people = {one.staff_id: one for one in team}
    loads = {one.staff_id: dict(one.loads) for one in team}
    taken = {match.conversation_id: match for match in found}
    assert len(taken) == len(found)
    for one in sorted(line, key=lambda it: it.rank):
        could = [
            it for it in team if able(one, it) and it.capacity.fits(one.kind, loads[it.staff_id])
        ]
        match = taken.get(one.conversation_id)
        if match is None:
            wanted = people.get(one.preferred) if one.preferred else None
            is_kept = one.lane == 2 and one.preferred_until is not None and wanted is not None
            assert not could or is_kept
        else:
            assert match.staff_id in {it.staff_id for it in could}
            there = loads[match.staff_id]
            there[one.kind] = there.get(one.kind, 0) + 1


def able(one: InLine, agent: Agent) -> bool:
    """By hand: not declined, skilled enough after the wait, and helping already."""
    waited = (NOW - one.queued_at).total_seconds()
    needed = {"供热": 60} | {k: max(v, 60 if k == "供热" else 0) for k, v in one.skills.items()}
    if waited >= 60:
        needed = {}
    elif waited >= 20:
        needed = {skill: min(level, 40) for skill, level in needed.items()}
    return (
        agent.staff_id not in one.declined
        and all(agent.skills.get(skill, -1) >= level for skill, level in needed.items())
        and (agent.helps_after_s is None or waited >= agent.helps_after_s)
    )


@given(lines(), teams(), st.randoms())
def test_the_choice_does_not_depend_on_how_the_rows_come(
    line: list[InLine], team: list[Agent], chance: object
) -> None:
    first = list(matches(QUEUE, line, team, now=NOW, is_open=True))
    chance.shuffle(line)  # type: ignore[attr-defined]  # a strategy of hypothesis
    chance.shuffle(team)  # type: ignore[attr-defined]  # the same

    assert list(matches(QUEUE, line, team, now=NOW, is_open=True)) == first


def test_a_thousand_in_line_and_two_hundred_people_are_looked_at_within_a_blink() -> None:
    line = [waiting(n, waited_s=n % 90) for n in range(1, 1001)]
    team = [
        Agent(StaffId(int=n), Capacity(3), {"web": 3}, NOW, {"供热": 80}) for n in range(1, 200)
    ]
    team.append(Agent(StaffId(int=999), Capacity(1), {}, NOW, {"供热": 80}))

    found = next(matches(QUEUE, line, team, now=NOW, is_open=True))

    assert found == Match(min(line, key=lambda it: it.rank).conversation_id, StaffId(int=999))
