"""A customer's facts: each part by itself, at the level of the conversation (R19, R66)."""

import pytest

from hearthline.access import Role
from hearthline.assist.facts import PartState
from hearthline.assist.facts.errors import (
    AccountNotThere,
    ConversationOfAnother,
    NotToBeSeen,
)
from hearthline.assist.facts.model import Why
from hearthline.customers import CustomerUnknown, KnownAccount
from hearthline.platform.db import Database
from tests.conftest import make_tenant
from tests.fakes.fake_business import OTHER_ACCOUNT, FakeBusiness
from tests.make.facts import HEAT, POWER, FactsCounter

pytestmark = pytest.mark.store

SHOWN, STALE, WITHHELD = PartState.SHOWN, PartState.STALE, PartState.WITHHELD


async def test_a_verified_customers_parts_are_shown_to_the_holder(
    counter: FactsCounter, business: FakeBusiness
) -> None:
    business.has_bill()
    business.has_outage()
    agent = await counter.staff(Role.AGENT)
    person = await counter.person(HEAT, POWER)
    talk = await counter.talking(person, HEAT, POWER, level="L2", held_by=agent)
    facts = await counter.seen(person, talk.id, agent)

    heat, power = sorted(facts.accounts, key=lambda one: one.tie.account.domain)
    assert (facts.level, facts.is_holder) == ("L2", True)
    assert {heat.profile.state, heat.outages.state, heat.bills.state} == {SHOWN}
    assert heat.bills.data is not None
    assert [bill.arrears_fen for bill in heat.bills.data.items] == [234000]
    assert heat.temperatures.state is SHOWN
    assert heat.balance.state is PartState.NOT_ASKED
    assert (power.temperatures.state, power.balance.state) == (PartState.NOT_ASKED, SHOWN)


@pytest.mark.parametrize("level", ["L0", "L1"])
async def test_below_l2_amounts_are_not_even_asked_for(
    counter: FactsCounter, business: FakeBusiness, level: str
) -> None:
    business.has_bill()
    agent, person = await counter.staff(Role.AGENT), await counter.person()
    talk = await counter.talking(person, level=level, held_by=agent)
    (account,) = (await counter.seen(person, talk.id, agent)).accounts

    assert account.profile.state is SHOWN
    for part in (account.bills, account.payments, account.temperatures):
        assert (part.state, part.why, part.data) == (WITHHELD, Why.NEED_VERIFY, None)
    assert not {"list_bills", "list_payments", "list_temperatures"} & set(business.calls)


@pytest.mark.parametrize(
    ("role", "why"), [(Role.SUPERVISOR, Why.NEED_REASON), (Role.ADMIN, Why.ROLE)]
)
async def test_others_than_the_holder_see_no_amounts_by_themselves(
    counter: FactsCounter, business: FakeBusiness, role: Role, why: Why
) -> None:
    business.has_bill()
    agent, other = await counter.staff(Role.AGENT), await counter.staff(role)
    person = await counter.person()
    talk = await counter.talking(person, level="L2", held_by=agent)
    (account,) = (await counter.seen(person, talk.id, other)).accounts

    assert (account.bills.state, account.bills.why, account.bills.data) == (WITHHELD, why, None)
    assert account.profile.state is SHOWN


async def test_a_reason_shows_more_and_is_written_down(
    counter: FactsCounter, business: FakeBusiness
) -> None:
    business.has_bill()
    agent, boss = await counter.staff(Role.AGENT), await counter.staff(Role.SUPERVISOR)
    person = await counter.person()
    talk = await counter.talking(person, level="L2", held_by=agent)
    (account,) = (await counter.seen(person, talk.id, boss)).accounts
    shown = await counter.facts.reveal(
        person, talk.id, account.tie.key, what="amounts", reason="核对客户投诉的账单", staff=boss
    )
    async with counter.database.session(counter.tenant) as session:
        row = await session.one("SELECT * FROM audit WHERE deed = 'customer.facts_revealed'")

    assert shown.bills.state is SHOWN
    assert row["actor_id"] == boss.id
    assert row["details"] == {
        "account": account.tie.key,
        "what": "amounts",
        "reason": "核对客户投诉的账单",
        "level": "L2",
    }


async def test_a_reason_does_not_replace_verification_or_rights(counter: FactsCounter) -> None:
    agent, admin = await counter.staff(Role.AGENT), await counter.staff(Role.ADMIN)
    person = await counter.person()
    weak = await counter.talking(person, level="L1", held_by=agent)
    strong = await counter.talking(person, level="L2", held_by=agent)
    key = counter.ties.key_of(KnownAccount(HEAT.domain, HEAT.account_no))
    for talk, staff in ((weak, agent), (strong, admin)):
        for what in ("amounts", "address"):
            with pytest.raises(NotToBeSeen):
                await counter.facts.reveal(
                    person, talk.id, key, what=what, reason="想看一下", staff=staff
                )
    with pytest.raises(AccountNotThere):
        await counter.facts.reveal(
            person, strong.id, "ab" * 12, what="amounts", reason="想看一下", staff=agent
        )


@pytest.mark.parametrize(
    ("how", "why"), [("down", Why.DOWN), ("nonsense", Why.NONSENSE), ("refused", Why.REFUSED)]
)
async def test_a_part_in_trouble_never_takes_the_others_with_it(
    counter: FactsCounter, business: FakeBusiness, how: str, why: Why
) -> None:
    business.has_bill()
    business.breaks("list_outages", how=how)
    agent, person = await counter.staff(Role.AGENT), await counter.person()
    talk = await counter.talking(person, level="L2", held_by=agent)
    (account,) = (await counter.seen(person, talk.id, agent)).accounts

    assert (account.outages.state, account.outages.why) == (PartState.UNAVAILABLE, why)
    assert {account.profile.state, account.bills.state, account.payments.state} == {SHOWN}


async def test_old_data_of_the_source_are_told_as_old(
    counter: FactsCounter, business: FakeBusiness
) -> None:
    business.is_stale = True
    agent, person = await counter.staff(Role.AGENT), await counter.person()
    talk = await counter.talking(person, level="L2", held_by=agent)
    (account,) = (await counter.seen(person, talk.id, agent)).accounts

    assert (account.profile.state, account.profile.why) == (STALE, Why.SOURCE_OLD)
    assert account.profile.as_of == business.now


async def test_only_the_first_accounts_are_asked_for_until_others_are_wanted(
    counter: FactsCounter,
) -> None:
    agent, person = await counter.staff(Role.AGENT), await counter.person(HEAT, POWER)
    async with counter.database.session(counter.tenant) as session:
        for number in (OTHER_ACCOUNT, "6200112244"):
            domain = "power" if number.startswith("6200") else "heating"
            account = KnownAccount(domain, number)
            await counter.ties.link(session, person, account, why="帮父母咨询", by=agent)
    first = await counter.seen(person, None, agent)
    last = first.accounts[-1].tie.key
    then = await counter.seen(person, None, agent, accounts=(last,))

    states = [one.profile.state for one in first.accounts]
    assert states == [SHOWN, SHOWN, SHOWN, PartState.NOT_ASKED]
    assert [one.profile.state for one in then.accounts][-1] is SHOWN


async def test_an_account_that_an_agent_tied_is_no_better_known_for_it(
    counter: FactsCounter, business: FakeBusiness
) -> None:
    agent, person = await counter.staff(Role.AGENT), await counter.person()
    talk = await counter.talking(person, level="L2", held_by=agent)
    async with counter.database.session(counter.tenant) as session:
        parents = KnownAccount("heating", OTHER_ACCOUNT)
        key = await counter.ties.link(session, person, parents, why="帮父母咨询", by=agent)
    facts = await counter.seen(person, talk.id, agent)
    (tied,) = [one for one in facts.accounts if one.tie.key == key]

    assert (tied.level, tied.bills.why) == ("L0", Why.NEED_VERIFY)
    assert tied.profile.data is not None
    assert tied.profile.data.has_arrears is None
    assert business.calls.count("get_account") == 1


async def test_another_customers_conversation_lends_no_level(
    counter: FactsCounter, database: Database
) -> None:
    agent, person = await counter.staff(Role.AGENT), await counter.person()
    stranger = await counter.visitor()
    talk = await counter.talking(person, level="L2", held_by=agent)
    with pytest.raises(ConversationOfAnother):
        await counter.seen(stranger, talk.id, agent)
    elsewhere = await make_tenant(database)
    counter.tenant = elsewhere
    foreign = await counter.staff(Role.AGENT)
    with pytest.raises(CustomerUnknown):
        await counter.seen(person, None, foreign)
