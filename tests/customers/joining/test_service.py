"""Two entries that are one person: by an agent, with a reason, and back as it was (R16)."""

from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.customers import Claims, CustomerUnknown, KnownAccount, NewTag
from hearthline.customers.joining.errors import (
    GroupTooLarge,
    JoinedToSelf,
    JoinTooOld,
    JoinUnknown,
    OtherUnknown,
)
from hearthline.customers.joining.model import MOST_IN_GROUP
from hearthline.kernel import CustomerId
from hearthline.platform.db import Database
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make.customers import Counter

pytestmark = pytest.mark.store

SAME = "客户在电话里确认是同一人"
BY_WECHAT = Claims("wechat-1", name="张伟", phone="13800005678")


async def test_a_visitor_turns_out_to_be_a_known_person_and_back(counter: Counter) -> None:
    zhang, visitor = await counter.zhang(), await counter.visitor()
    agent = await counter.staff(Role.AGENT)
    theirs = await counter.talk(visitor, "访客 3F2A")
    async with counter.database.session(counter.tenant) as session:
        new = NewTag(code="elderly_alone", reason="访客时说过")
        await counter.tags.add(session, visitor, new, by=agent)
        join = await counter.joining.join(session, zhang, visitor, reason=SAME, by=agent)
        again = await counter.joining.join(session, zhang, visitor, reason=SAME, by=agent)
        card = await counter.cards.get(session, visitor)
        tags = await counter.tags.of(session, zhang, seen_by=agent)
        label = (await counter.talks.get(session, theirs.id)).label

        await counter.joining.undo(session, join.id, by=agent)
        alone = await counter.cards.get(session, visitor)
        left = await counter.tags.of(session, zhang, seen_by=agent)
        label_after = (await counter.talks.get(session, theirs.id)).label

    assert again.id == join.id
    assert (card.id, card.label, card.phone_masked) == (zhang, "张*", "138****5678")
    assert [row.conversation.id for row in card.conversations] == [theirs.id]
    assert [one.tag.reason for one in tags] == ["访客时说过"]
    assert label == "张*"
    assert (alone.id, alone.name_masked, left) == (visitor, None, [])
    assert label_after.startswith("访客")


async def test_what_both_have_in_common_is_found_and_written_down(counter: Counter) -> None:
    zhang, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        other = (await counter.customers.recognise(session, BY_WECHAT)).id
        likely = await counter.joining.candidates(session, zhang)
        join = await counter.joining.join(session, zhang, other, reason=SAME, by=agent)
        none_left = await counter.joining.candidates(session, zhang)
        row = await session.one("SELECT details FROM audit WHERE deed = 'customer.joined'")

    assert [(one.id, one.evidence) for one in likely] == [(other, ("phone",))]
    assert join.evidence == ("name", "phone")
    assert (row["details"]["reason"], none_left) == (SAME, [])


async def test_nothing_is_joined_by_itself(counter: Counter) -> None:
    zhang = await counter.zhang()
    async with counter.database.session(counter.tenant) as session:
        other = (await counter.customers.recognise(session, BY_WECHAT)).id
        mine, theirs = [await counter.cards.get(session, one) for one in (zhang, other)]

    assert (mine.id, theirs.id) == (zhang, other)


async def test_joins_of_joined_ones_end_at_one_root_and_part_one_by_one(counter: Counter) -> None:
    agent = await counter.staff(Role.AGENT)
    one, two, three = [await counter.visitor() for _ in range(3)]
    async with counter.database.session(counter.tenant) as session:
        first = await counter.joining.join(session, two, three, reason=SAME, by=agent)
        await counter.joining.join(session, one, three, reason=SAME, by=agent)
        roots = {(await counter.cards.get(session, each)).id for each in (one, two, three)}
        await counter.joining.undo(session, first.id, by=agent)
        apart = [(await counter.cards.get(session, each)).id for each in (one, two, three)]

    assert roots == {one}
    assert apart == [one, one, three]


async def test_a_join_can_be_undone_for_seven_days(counter: Counter, clock: FakeClock) -> None:
    zhang, visitor = await counter.zhang(), await counter.visitor()
    agent = await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        join = await counter.joining.join(session, zhang, visitor, reason=SAME, by=agent)
        clock.advance(timedelta(days=7, seconds=1))
        with pytest.raises(JoinTooOld):
            await counter.joining.undo(session, join.id, by=agent)
        (shown,) = await counter.joining.history(session, visitor)

    assert (shown.id, shown.may_be_undone(clock.now())) == (join.id, False)


async def test_what_makes_no_sense_is_refused(counter: Counter, database: Database) -> None:
    zhang, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with database.session(counter.tenant) as session:
        with pytest.raises(JoinedToSelf):
            await counter.joining.join(session, zhang, zhang, reason=SAME, by=agent)
        with pytest.raises(OtherUnknown):
            await counter.joining.join(session, zhang, CustomerId.new(), reason=SAME, by=agent)
    crowd = [await counter.visitor() for _ in range(MOST_IN_GROUP)]
    async with database.session(counter.tenant) as session:
        for other in crowd[:-1]:
            await counter.joining.join(session, zhang, other, reason=SAME, by=agent)
        with pytest.raises(GroupTooLarge):
            await counter.joining.join(session, zhang, crowd[-1], reason=SAME, by=agent)
        (join, *_) = await counter.joining.history(session, zhang)
    async with database.session(await make_tenant(database)) as session:
        with pytest.raises(CustomerUnknown):
            await counter.joining.candidates(session, zhang)
        with pytest.raises(JoinUnknown):
            await counter.joining.undo(session, join.id, by=agent)


async def test_an_account_is_tied_by_an_agent_and_untied_again(counter: Counter) -> None:
    zhang, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    parents = KnownAccount("heating", "1203005679")
    async with counter.database.session(counter.tenant) as session:
        key = await counter.ties.link(session, zhang, parents, why="帮父母问", by=agent)
        await counter.ties.link(session, zhang, parents, why="帮父母问", by=agent)
        both = await counter.ties.of(session, zhang)
        await counter.ties.unlink(session, zhang, key, by=agent)
        await counter.ties.unlink(session, zhang, key, by=agent)
        left = await counter.ties.of(session, zhang)
        audit = await session.all("SELECT deed FROM audit ORDER BY id", {})

    assert [(one.masked, one.source, one.why) for one in both] == [
        ("1203****78", "token", None),
        ("1203****79", "agent", "帮父母问"),
    ]
    assert [one.source for one in left] == ["token"]
    assert "customer.account_unlinked" in [row["deed"] for row in audit]
