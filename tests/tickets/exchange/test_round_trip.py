"""A sheet of another office comes in, its tickets are worked on, and the answers go back."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import Id, Words
from hearthline.tickets import Answers, Intakes, IntakeWork, Offices, Ticket, joined_offices
from hearthline.tickets.counting import LOCAL
from hearthline.tickets.exchange.api import router
from hearthline.tickets.exchange.errors import SheetChanged
from hearthline.tickets.exchange.intake import LinesWanted
from hearthline.tickets.exchange.model import (
    Intake,
    IntakeLine,
    IntakeState,
    Outcome,
    Plan,
    Tally,
)
from hearthline.tickets.handling.actions import Close, Contact, Reopen, Resolve, Withdraw
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make import staff as make_staff
from tests.make.tickets import Bench, Counter, counter
from tests.tickets.exchange.test_sheets import HEAD, hotline

pytestmark = pytest.mark.store

DUE = datetime(2026, 12, 2, 18, 0, tzinfo=LOCAL)
LATER = datetime(2026, 12, 4, 18, 0, tzinfo=LOCAL)


def sheet(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def row(no: str, *, deadline: datetime | None = DUE, urge: str = "", text: str = "家里不热") -> str:
    due = f"{deadline:%Y-%m-%d %H:%M}" if deadline else ""
    return f"{no},2026-11-21 08:00,{due},王镕,13800005678,{text},{urge}"


@dataclass
class Office:
    """What a supervisor does with the sheets of the hotline."""

    bench: Bench
    intakes: Intakes
    answers: Answers
    work: IntakeWork
    boss: Staff

    async def shown(self, content: bytes) -> Plan:
        async with self.bench.database.session(self.bench.tenant) as session:
            return await self.intakes.preview(session, "12345", content)

    async def give(self, content: bytes) -> Intake:
        """Take a sheet in as it was shown; nothing is done yet."""
        stamp = (await self.shown(content)).stamp
        async with self.bench.database.session(self.bench.tenant) as session:
            return await self.intakes.take(
                session, "12345", content, stamp=stamp, file_name="1.csv", by=self.boss
            )

    async def seen(self, intake: Intake) -> Intake:
        async with self.bench.database.session(self.bench.tenant) as session:
            return await self.intakes.get(session, intake.id)

    async def take(self, content: bytes) -> Intake:
        """Take a sheet in, and let the worker do it."""
        given = await self.give(content)
        await self.work.do_all(self.bench.tenant)
        return await self.seen(given)

    async def lines(self, intake: Intake, **wanted: Any) -> list[IntakeLine]:
        async with self.bench.database.session(self.bench.tenant) as session:
            return await self.intakes.lines(session, intake.id, LinesWanted(**wanted))

    async def count(self) -> int:
        async with self.bench.database.session(self.bench.tenant) as session:
            return int((await session.one("SELECT count(*) AS n FROM ticket"))["n"])

    async def ticket(self, no: str) -> Ticket:
        async with self.bench.database.session(self.bench.tenant) as session:
            found = await session.one("SELECT * FROM ticket WHERE external_no = %(no)s", {"no": no})
        return self.bench.tickets.keeper.store.read(found)

    async def due(self, **page: Any) -> list[tuple[str, bool, bool]]:
        async with self.bench.database.session(self.bench.tenant) as session:
            found = await self.answers.due(
                session, "12345", after=page.get("after"), limit=page.get("limit", 50)
            )
        return [
            (one.file.ticket.external.no, one.is_overdue, one.hinders is None)
            for one in found
            if one.file.ticket.external
        ]

    async def sheet_back(self) -> list[dict[str, str]]:
        async with self.bench.database.session(self.bench.tenant) as session:
            text = await self.answers.sheet(session, "12345", by=self.boss)
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    async def answer(self, *tickets: Ticket) -> list[str]:
        async with self.bench.database.session(self.bench.tenant) as session:
            given = await self.answers.answered(
                session,
                "12345",
                [one.id for one in tickets],
                client_id=Id.new().hex,
                by=self.boss,
            )
        return [one.outcome for one in given]

    async def resolve(self, ticket: Ticket, text: str = "已调平，室温恢复") -> None:
        await self.bench.act(
            self.boss,
            ticket,
            Resolve(
                client_id=Id.new().hex,
                result_code="substantiated",
                cause_code=None,
                responsibility="company",
                text=text,
            ),
        )


@pytest.fixture
async def office(bench: Bench) -> Office:
    return await make_office(bench)


async def make_office(bench: Bench) -> Office:
    """The hotline's sheets, with a worker of their own."""
    offices = Offices(joined_offices([[hotline()]]))
    access = make_staff.access(bench.database, bench.clock, bench.vault)
    work = IntakeWork(
        bench.database,
        offices,
        bench.tickets,
        bench.handling,
        vault=bench.vault,
        staff_of=access.list_staff,
    )
    return Office(
        bench,
        Intakes(offices, bench.tickets, vault=bench.vault),
        Answers(offices, bench.tickets),
        work,
        await bench.person(Role.SUPERVISOR),
    )


async def test_a_sheet_is_shown_first_then_opened_once_however_often_it_comes(
    office: Office,
) -> None:
    content = sheet(row("HB1"), row("HB2", deadline=None), row("HB1"), row(""), row("HB4", text=""))
    plan = await office.shown(content)
    assert [line.outcome for line in plan.lines] == [
        *(Outcome.NEW, Outcome.NEW, Outcome.TWICE, Outcome.FAULTY, Outcome.FAULTY)
    ]
    assert await office.count() == 0

    done = await office.take(content)
    assert (done.state, done.done, done.total) == (IntakeState.DONE, 2, 2)
    assert done.tally == Tally(opened=2)
    first, second = await office.ticket("HB1"), await office.ticket("HB2")
    assert (first.type_code, first.submitter.kind, first.is_kept_here) == ("H-CP-04", "gov", True)
    assert first.external is not None
    assert first.external.deadline == DUE
    assert first.details["wish"] == "家里不热"
    assert second.external is not None  # 7 days from when they passed it on
    assert second.external.deadline == datetime(2026, 11, 28, 8, 0, tzinfo=LOCAL)
    assert [(one.line.row, one.line.ticket_id) for one in await office.lines(done, limit=2)] == [
        *((2, first.id), (3, second.id))
    ]
    faulty = await office.lines(done, outcome=Outcome.FAULTY, after=5)
    assert [(one.line.row, one.line.column, one.line.why) for one in faulty] == [
        (6, "诉求内容", Words(zh="没有诉求内容，请补上。", en="It has no content; fill it in."))
    ]

    again = await office.take(content)
    assert (again.tally, again.counts[Outcome.KNOWN]) == (Tally(), 2)
    with pytest.raises(SheetChanged):
        async with office.bench.database.session(office.bench.tenant) as session:
            await office.intakes.take(
                session,
                "12345",
                sheet(row("HB9")),
                stamp=plan.stamp,
                file_name="",
                by=office.boss,
            )


async def test_a_sheet_that_two_people_give_at_once_is_taken_in_once(office: Office) -> None:
    content = sheet(*(row(f"HB{at}") for at in range(6)))
    one, other = await asyncio.gather(office.give(content), office.give(content))
    assert one.id == other.id

    twin = await make_office(office.bench)
    await asyncio.gather(
        office.work.do_all(office.bench.tenant), twin.work.do_all(office.bench.tenant)
    )
    await office.work.do_all(office.bench.tenant)
    assert (await office.seen(one)).tally == Tally(opened=6)
    assert await office.count() == 6


async def test_their_deadline_drives_the_clocks_and_a_later_sheet_moves_it_or_urges(
    office: Office,
) -> None:
    await office.take(sheet(row("HB1")))
    ticket = await office.ticket("HB1")
    clocks = {one.code: one for one in (await office.bench.file(ticket.id)).clocks}
    assert clocks["C6"].due_at == DUE.replace(day=1)  # one day before theirs
    assert clocks["C8"].due_at == DUE

    news = sheet(row("HB1", deadline=LATER, urge="是"))
    shown = (await office.shown(news)).lines[0]
    assert (shown.outcome, shown.was_deadline, shown.deadline) == (Outcome.KNOWN, DUE, LATER)
    for wanted in ((1, 1), (0, 0)):
        done = (await office.take(news)).tally
        assert (done.moved, done.urged) == wanted
    file = await office.bench.file(ticket.id)
    kinds = [line.kind for line in file.log]
    assert (kinds.count("external"), kinds.count("urged"), file.ticket.urge_count) == (2, 1, 1)
    assert {one.code: one.due_at for one in file.clocks}["C8"] == LATER

    # The first sheet, sent once more, does not bring the old deadline back.
    assert (await office.take(sheet(row("HB1")))).tally == Tally()
    assert (await office.ticket("HB1")).next_deadline_at is not None
    external = (await office.ticket("HB1")).external
    assert external is not None
    assert external.deadline == LATER


async def test_answers_go_back_once_in_their_columns_after_the_caller_was_asked(
    office: Office, clock: FakeClock
) -> None:
    await office.take(
        sheet(row("HB1"), row("HB2", deadline=LATER), row("HB3", deadline=None), row("HB4"))
    )
    one, two, three, four = [await office.ticket(f"HB{at}") for at in (1, 2, 3, 4)]
    await office.resolve(one, "=HYPERLINK(1)")
    await office.resolve(two)
    await office.bench.act(office.boss, four, Withdraw(client_id="w", reason="诉求人撤诉"))
    assert await office.answer(one, three) == ["refused", "refused"]
    assert await office.due() == [
        *(("HB3", False, False), ("HB1", False, False)),
        *(("HB4", False, True), ("HB2", False, False)),
    ]

    clock.advance(timedelta(minutes=5))
    told = Contact(client_id="c1", text="已电话告知，诉求人认可")
    await office.bench.act(office.boss, one, told)
    unreached = Close(client_id="c2", text="三次联系无人接听")
    await office.bench.act(office.boss, two, unreached)
    back = {line["工单编号"]: list(line.values()) for line in await office.sheet_back()}
    assert set(back) == {"HB1", "HB2", "HB4"}
    told_back = [
        one.work_order_no,
        "属实，已处理",
        "'=HYPERLINK(1)",
        "",
        "2026-11-21 09:35",
        "未评价",
    ]
    assert back["HB1"][1:7] == told_back
    assert back["HB4"][2:4] == ["撤销", "诉求人撤诉"]

    assert await office.answer(one, two, four) == ["done"] * 3
    assert await office.answer(one, two) == ["repeated"] * 2
    file = await office.bench.file(one.id)
    assert [line.kind for line in file.log].count("answered") == 1
    assert next(c.state for c in file.clocks if c.code == "C8") == "met"
    assert await office.due() == [("HB3", False, False)]
    assert await office.sheet_back() == []

    await office.bench.act(office.boss, one, Reopen(client_id="r", reason="又不热了"))
    clock.advance(timedelta(days=30))
    assert await office.due() == [("HB3", True, False), ("HB1", True, False)]
    assert await office.due(limit=1, after=three.id) == [("HB1", True, False)]


@pytest.fixture
async def room(office: Office) -> AsyncIterator[Counter]:
    bench = office.bench
    access = make_staff.access(bench.database, bench.clock, bench.vault)
    made = counter(bench.database, access, router, [office.intakes, office.answers])
    async with made.http:
        yield made


PATH = "/api/v1/exchange"


@pytest.mark.api
async def test_a_sheet_by_its_routes(room: Counter, office: Office) -> None:
    boss = await room.sign_in(office.bench.tenant, Role.SUPERVISOR)
    agent = await room.sign_in(office.bench.tenant, Role.AGENT)
    files = {"file": ("a.csv", sheet(row("HB1"), row("HB2")), "text/csv")}
    form = {"source": "12345"}
    preview, intakes = f"{PATH}/intakes/preview", f"{PATH}/intakes"
    refused = await room.http.post(preview, data=form, files=files, headers=agent)
    assert refused.status_code == 403
    nothing = await room.http.post(preview, data=form, headers=boss)
    assert (nothing.status_code, nothing.json()["code"]) == (422, "exchange.sheet_missing")
    shown = await room.http.post(preview, data=form, files=files, headers=boss)
    assert shown.json()["counts"]["new"] == 2
    stamped = form | {"stamp": shown.json()["stamp"]}
    taken = await room.http.post(intakes, data=stamped, files=files, headers=boss)
    assert (taken.status_code, taken.json()["state"], taken.json()["total"]) == (202, "waiting", 2)
    await office.work.do_all(office.bench.tenant)
    one = f"{intakes}/{taken.json()['id']}"
    done = (await room.http.get(one, headers=agent)).json()
    assert (done["state"], done["opened"], done["file_name"]) == ("done", 2, "a.csv")
    assert done["taken_by"]
    assert (await room.http.get(intakes, headers=agent)).json()["items"] == [done]
    lines = (await room.http.get(f"{one}/lines?outcome=new", headers=agent)).json()["items"]
    assert [(line["no"], line["is_done"], bool(line["ticket_id"])) for line in lines] == [
        *(("HB1", True, True), ("HB2", True, True))
    ]

    theirs = await room.sign_in(await make_tenant(office.bench.database), Role.SUPERVISOR)
    assert (await room.http.get(intakes, headers=theirs)).json()["items"] == []
    assert (await room.http.get(f"{one}/lines", headers=theirs)).status_code == 404


@pytest.mark.api
async def test_answers_by_their_routes(room: Counter, office: Office) -> None:
    boss = await room.sign_in(office.bench.tenant, Role.SUPERVISOR)
    agent = await room.sign_in(office.bench.tenant, Role.AGENT)
    await office.take(sheet(row("HB1"), row("HB2")))
    ids = [str((await office.ticket(no)).id) for no in ("HB1", "HB2")]

    due = await room.http.get(f"{PATH}/12345/due?limit=1", headers=agent)
    assert [(one["no"], one["content"]) for one in due.json()["items"]] == [("HB1", "家里不热")]
    body = {"ticket_ids": ids, "client_id": "a"}
    told = await room.http.post(f"{PATH}/12345/answered", json=body, headers=boss)
    assert {(one["outcome"], bool(one["why_zh"])) for one in told.json()["items"]} == {
        ("refused", True)
    }
    no_office = await room.http.get(f"{PATH}/110/due", headers=agent)
    assert (no_office.status_code, no_office.json()["code"]) == (404, "exchange.office_unknown")

    theirs = await room.sign_in(await make_tenant(office.bench.database), Role.SUPERVISOR)
    assert (await room.http.get(f"{PATH}/12345/due", headers=theirs)).json()["items"] == []
    told = await room.http.post(f"{PATH}/12345/answered", json=body, headers=theirs)
    assert {one["outcome"] for one in told.json()["items"]} == {"refused"}
    async with office.bench.database.session(office.bench.tenant) as session:
        rows = await session.all(
            "SELECT deed FROM audit WHERE deed LIKE %(deed)s", {"deed": "exchange.%"}
        )
    assert {one["deed"] for one in rows} == {"exchange.sheet_taken", "exchange.sheet_applied"}
