"""A sheet that is taken in is worked through in the background, whatever breaks off."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hearthline.access import Staff
from hearthline.kernel import Conflict, Words
from hearthline.platform.db import Session
from hearthline.tickets import NewTicket, Ticket
from hearthline.tickets.exchange.model import IntakeState, Outcome, Tally
from hearthline.tickets.exchange.working import MOST_TRIES, STEP
from tests.fakes.fake_clock import FakeClock
from tests.make.tickets import Bench
from tests.tickets.exchange.test_round_trip import Office, make_office, row, sheet

pytestmark = pytest.mark.store

BreakAt = Callable[[str, Exception], None]


class Killed(Exception):
    """The worker is gone."""


class RowUnfit(Conflict):
    """Something of the tickets is against a row."""

    code = "test.row_unfit"
    detail = Words(zh="这一户已销户。", en="The account is closed.")


@pytest.fixture
async def office(bench: Bench) -> Office:
    return await make_office(bench)


@pytest.fixture
def break_at(monkeypatch: pytest.MonkeyPatch, office: Office) -> BreakAt:
    """Opening the ticket of a text breaks from then on."""
    opened = office.bench.handling.open

    def set_up(text: str, trouble: Exception) -> None:
        async def broken(session: Session, staff: Staff | None, new: NewTicket) -> Ticket:
            if new.description == text:
                raise trouble
            return await opened(session, staff, new)

        monkeypatch.setattr(office.bench.handling, "open", broken)

    return set_up


async def test_a_killed_worker_is_followed_by_another_and_no_number_is_opened_twice(
    office: Office, break_at: BreakAt, clock: FakeClock
) -> None:
    many = STEP * 2 + 5
    rows = [row(f"HB{at}", text=f"第{at}户不热") for at in range(many)]
    given = await office.give(sheet(*rows))
    assert (given.state, given.total, given.done) == (IntakeState.WAITING, many, 0)
    break_at(f"第{STEP + 3}户不热", Killed())
    with pytest.raises(Killed):
        await office.work.do_all(office.bench.tenant)
    half = await office.seen(given)
    assert (half.state, half.done, half.tally.opened) == (IntakeState.WORKING, STEP, STEP)
    assert await office.count() == STEP
    assert await office.work.do_all(office.bench.tenant) == 0  # somebody may still be at it

    clock.advance(timedelta(minutes=5))
    old = office.bench
    office = await make_office(Bench(old.database, old.tenant, old.clock, old.vault))
    assert await office.work.do_all(office.bench.tenant) == 1
    done = await office.seen(given)
    assert (done.state, done.done, done.tally) == (IntakeState.DONE, many, Tally(opened=many))
    assert (await office.count(), done.ended_at) == (many, clock.now())
    lines = await office.lines(given, limit=200)
    assert all(one.is_done and one.line.ticket_id for one in lines)
    assert {one.line.outcome for one in lines} == {Outcome.NEW}
    async with office.bench.database.session(office.bench.tenant) as session:
        kept = await session.one("SELECT count(sealed_sheet) AS n FROM exchange_intake")
    assert kept["n"] == 0


async def test_one_refused_row_is_told_with_its_reason_and_the_others_are_opened(
    office: Office,
    break_at: BreakAt,
) -> None:
    break_at("已销户", RowUnfit())
    done = await office.take(sheet(row("HB1"), row("HB2", text="已销户"), row("HB3")))

    assert (done.state, done.done, done.tally) == (IntakeState.DONE, 3, Tally(opened=2, refused=1))
    refused = await office.lines(done, outcome=Outcome.FAULTY)
    assert [(one.line.row, one.line.no, one.line.why) for one in refused] == [
        (3, "HB2", RowUnfit.detail)
    ]


async def test_what_breaks_again_and_again_is_given_up_with_words(
    office: Office, break_at: BreakAt, clock: FakeClock
) -> None:
    given = await office.give(sheet(row("HB1"), row("HB2", text="坏")))
    waits = await office.give(sheet(row("HB3")))
    break_at("坏", Killed())
    for _ in range(MOST_TRIES):
        with pytest.raises(Killed):
            await office.work.do_all(office.bench.tenant)
        clock.advance(timedelta(minutes=1))
    assert await office.work.do_all(office.bench.tenant) == 2

    broken = await office.seen(given)
    assert broken.state is IntakeState.FAILED
    assert broken.why is not None
    assert "再导入一次" in broken.why.zh
    assert (await office.seen(waits)).tally == Tally(opened=1)
