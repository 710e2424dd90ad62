"""News arrives late, twice and in any order; the ticket is the same in the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearthline.business import ProgressStep, Promises
from hearthline.tickets import TicketEvent
from hearthline.tickets.following import followed, lines_of
from hearthline.tickets.model import DONE, DROPPED, FINAL, STATUS_NAMES, in_order, status_of
from tests.make.tickets import after, line, order, ticket

pytestmark = pytest.mark.unit

STATUSES = [
    *("accepted", "dispatched", "returned", "taken", "suspended", "handling", "reopened"),
    *(FINAL - {"archived"}),
    "archived",
]
logs = some.lists(some.sampled_from(STATUSES), max_size=12).map(
    lambda kinds: [line(kind, minutes) for minutes, kind in enumerate(kinds)]
)


def kinds(log: list[TicketEvent]) -> list[str]:
    return [event.kind for event in in_order(log)]


@given(logs, some.randoms())
def test_the_status_does_not_depend_on_the_order_of_arrival(
    log: list[TicketEvent], chance: object
) -> None:
    shuffled = [*log, *log[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of hypothesis

    assert status_of(shuffled) == status_of(log)


@given(logs, logs)
def test_only_a_reopening_begins_again_what_has_ended(
    log: list[TicketEvent], more: list[TicketEvent]
) -> None:
    news = [event for event in more if event.kind != "reopened"]
    before, later = status_of(log), status_of([*log, *news])

    if before in DROPPED:
        assert later in DROPPED
    if before in DONE:
        assert later in FINAL


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([], None),
        (["accepted", "dispatched", "returned"], "returned"),
        (["accepted", "resolved", "closed"], "closed"),
        (["accepted", "closed", "resolved"], "closed"),
        (["accepted", "resolved", "handling"], "resolved"),
        (["accepted", "withdrawn", "archived"], "withdrawn"),
        (["accepted", "resolved", "reopened"], "reopened"),
        (["accepted", "resolved", "reopened", "dispatched", "resolved"], "resolved"),
        (["accepted", "resolved", "called_back", "continued"], "resolved"),
        (["accepted", "suspended", "contacted", "progress"], "suspended"),
    ],
)
def test_a_log_tells_the_status(told: list[str], status: str | None) -> None:
    assert status_of([line(kind, minutes) for minutes, kind in enumerate(told)]) == status


def test_every_kind_of_line_has_a_name() -> None:
    assert set(STATUS_NAMES) >= set(STATUSES) | {"contacted", "called_back", "continued"}


def test_an_orders_steps_become_the_log() -> None:
    told = order(("accepted", 0), ("dispatched", 5), ("taken", 7))

    assert [(one.at, one.kind) for one in lines_of(told, [])] == [
        (after(), "accepted"),
        (after(minutes=5), "dispatched"),
        (after(minutes=7), "taken"),
    ]


def test_a_step_without_a_status_is_kept_in_its_own_words() -> None:
    step = ProgressStep(at=after(minutes=3), text="客户第 1 次催办")
    told = order(progress=(*order().progress, step), as_of=after(minutes=3))

    assert lines_of(told, [])[-1] == TicketEvent(after(minutes=3), "progress", "客户第 1 次催办")


def test_an_order_that_tells_no_steps_was_accepted_when_it_was_made() -> None:
    bare = order(progress=(), status="taken", as_of=after(minutes=9))

    assert lines_of(bare, []) == [line("accepted", 0), line("taken", 9)]
    assert lines_of(order(progress=()), []) == [line("accepted", 0)]


def test_a_status_that_no_step_tells_of_is_noted_once() -> None:
    first = order(progress=(), status="taken", as_of=after(minutes=9))
    known = lines_of(first, [])
    repeated = order(progress=(), status="taken", as_of=after(minutes=20))

    assert lines_of(repeated, known) == []


def test_a_status_that_came_back_is_noted_again() -> None:
    steps = order(("accepted", 0), ("dispatched", 5), ("returned", 8)).progress
    again = order(progress=steps, status="dispatched", as_of=after(minutes=12))

    assert kinds(lines_of(again, []))[-2:] == ["returned", "dispatched"]


def test_late_news_finds_its_place_in_the_log_and_changes_no_fact() -> None:
    known = lines_of(order(("accepted", 0), ("handling", 30)), [])
    ours = ticket(status="handling", team="城东维修班", priority="P0")
    late = order(progress=(), status="dispatched", as_of=after(minutes=5), team="总调度")
    log = [*known, *lines_of(late, known)]

    assert kinds(log) == ["accepted", "dispatched", "handling"]
    assert followed(ours, late, log) == ours


def test_news_brings_its_facts() -> None:
    told = order(
        ("accepted", 0),
        ("dispatched", 5),
        priority="P0",
        team="城西维修班",
        status_text="已派单",
        urge_count=2,
        promises=Promises(arrive_by=after(minutes=30)),
    )
    before = ticket(urge_count=3)
    became = followed(before, told, lines_of(told, []))

    assert (became.status, became.status_text, became.priority) == ("dispatched", "已派单", "P0")
    assert (became.team, became.urge_count) == ("城西维修班", 3), "urging is not taken back"
    assert became.promised.arrive_by == after(minutes=30)


def test_a_promise_that_is_not_repeated_still_stands() -> None:
    told = order(promises=Promises(resolve_by=after(hours=5)))
    before = followed(ticket(), order(), [])
    became = followed(before, told, lines_of(told, []))

    assert became.promised.arrive_by == after(hours=2)
    assert became.promised.resolve_by == after(hours=5)
