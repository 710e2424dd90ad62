"""The bot speaks of tickets kept at the desk as of those elsewhere: progress, urging, call-back."""

from dataclasses import replace
from typing import Any

import pytest

from hearthline.access import Role
from hearthline.business import BusinessRefused
from hearthline.dialogue.machine.effects import Call, Done, Failed
from hearthline.dialogue.machine.levels import OwnAccount
from hearthline.dialogue.machine.state import Consent
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.operations.ports import Asking
from hearthline.dialogue.rehearsal.stage import CountedAttempts
from hearthline.kernel import ConversationId
from hearthline.tickets import KeptTickets
from hearthline.tickets.handling import actions as do
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import MORNING
from tests.make.tickets import ACCOUNT, Bench

pytestmark = pytest.mark.store

YES = Consent("对", MORNING.isoformat(), "m", "说好的事")


class Bot:
    """What flows may do, on the tickets of a bench and business systems without any."""

    def __init__(self, bench: Bench) -> None:
        kept = KeptTickets(bench.database, bench.tickets, bench.handling)
        self.business = FakeBusiness()
        self.operations = Operations(self.business, bench.tickets, CountedAttempts(), kept=kept)
        self.bench = bench
        self.asking = Asking(
            tenant_id=bench.tenant,
            conversation_id=ConversationId.new(),
            customer_id=None,
            channel="web",
            message_id="m",
            subject="someone",
            accounts=(OwnAccount("heating", ACCOUNT, "L3"),),
            at=MORNING,
        )

    async def do(self, operation: str, *, key: str = "c:1:x", **args: Any) -> Any:
        """Carry out a call with what is kept at its end."""
        call = Call(
            key=key, operation=operation, args=args, timeout_ms=5000, consent=YES, domain="heating"
        )
        ran = await self.operations.run(call, self.asking)
        async with self.bench.database.session(self.bench.tenant) as session:
            for after in ran.afters:
                await after(session)
        return ran.answer


async def test_progress_is_told_in_words_for_customers(bench: Bench) -> None:
    agent, bot = await bench.person(Role.AGENT), Bot(bench)
    team = await bench.team("城东维修班")
    ticket = await bench.open(agent, account_no=ACCOUNT)
    dispatch = do.Dispatch(client_id="d", team_id=team.id, note="内部备注")
    await bench.act(agent, ticket, dispatch)

    one = await bot.do("work_order.get", number=ticket.work_order_no)
    assert isinstance(one, Done)
    assert (one.values["status_text"], one.values["account_no"]) == ("已派单", ACCOUNT)
    assert "内部" not in str(one.values)
    listed = await bot.do("progress.list", account_no=ACCOUNT)
    assert listed.values["orders"] == 1
    assert ticket.work_order_no in listed.values["lines_text"]
    found = await bot.do("work_order.list_open", account_no=ACCOUNT, types=["H-RP-01"])
    assert found.values["number"] == ticket.work_order_no


async def test_a_strangers_ticket_is_not_there(bench: Bench) -> None:
    bot = Bot(bench)
    ticket = await bench.open(account_no="9900000001")

    answer = await bot.do("work_order.get", number=ticket.work_order_no)
    assert isinstance(answer, Failed)
    urged = await bot.do("work_order.urge", number=ticket.work_order_no, reason="快点")
    assert isinstance(urged, Failed)
    assert (await bench.file(ticket.id)).ticket.urge_count == 0


async def test_urging_twice_with_one_key_counts_once_and_two_flag_it(bench: Bench) -> None:
    bot = Bot(bench)
    ticket = await bench.open(account_no=ACCOUNT)
    before = (await bench.file(ticket.id)).ticket.next_deadline_at
    for key in ("k1", "k1", "k2"):
        urge = {"number": ticket.work_order_no, "reason": "还没人来"}
        assert isinstance(await bot.do("work_order.urge", key=key, **urge), Done)

    after = (await bench.file(ticket.id)).ticket
    assert (after.urge_count, after.is_flagged) == (2, True)
    assert after.next_deadline_at == before, "urging resets no clock"


async def test_what_is_taken_back_is_over_and_refused_afterwards(bench: Bench) -> None:
    bot = Bot(bench)
    ticket = await bench.open(account_no=ACCOUNT)
    back = {"number": ticket.work_order_no, "reason": "已经热了"}
    assert isinstance(await bot.do("work_order.withdraw", key="w1", **back), Done)
    assert (await bench.file(ticket.id)).ticket.status == "withdrawn"
    again = await bot.do("work_order.urge", key="u1", number=ticket.work_order_no, reason="快")
    assert isinstance(again, Failed)
    with pytest.raises(BusinessRefused):
        await KeptTickets(bench.database, bench.tickets, bench.handling).withdraw(
            bench.tenant, "20990101-0001", reason="x", key="w2"
        )


async def test_the_customers_no_reopens_the_same_ticket_and_files_none_elsewhere(
    bench: Bench,
) -> None:
    agent, bot = await bench.person(Role.AGENT), Bot(bench)
    ticket = await bench.open(agent, account_no=ACCOUNT)
    done = do.Resolve(client_id="r", result_code="fixed", text="已排气")
    await bench.act(agent, ticket, done)
    filed = await bot.do(
        "work_order.open",
        type_code=ticket.type_code,
        priority="P1",
        description="处理后仍未解决",
        account_no=ACCOUNT,
        previous=ticket.work_order_no,
        reopens=str(ticket.id),
    )
    assert filed.values["number"] == ticket.work_order_no
    await bot.do("ticket.call_back_finished", ticket_id=str(ticket.id), solved=False)

    after = (await bench.file(ticket.id)).ticket
    assert (after.status, after.call_back.state, after.team_id) == ("reopened", "none", None)
    assert [order.work_order_no for order in self_filed(bot)] == []
    again = await bench.act(agent, ticket, replace(done, client_id="r2"))
    assert again.ticket.call_back.state == "asked"


def self_filed(bot: Bot) -> list[Any]:
    """What reached the business systems."""
    return [order for order in bot.business.orders if order.type_code == "H-RP-01"]
