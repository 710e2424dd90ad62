"""Tags: a reason, an end, a history, and what they ask of service (R20, R66)."""

from datetime import timedelta

import pytest

from hearthline.access import PermissionMissing, Role
from hearthline.customers import NOBODY_SPECIAL, CustomerUnknown, NewTag, TagKindUnknown, TagThere
from hearthline.customers.tags.errors import TagEndsBefore, TagUnknown
from hearthline.customers.tags.model import TagKind
from hearthline.kernel import CustomerId, TenantId, Words
from hearthline.platform.db import Database
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make.customers import Counter

pytestmark = pytest.mark.store

ALONE = NewTag(code="elderly_alone", reason="女儿在外地，一个人住")


async def test_a_tag_is_added_taken_away_and_put_back_with_its_history(counter: Counter) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        tag = await counter.tags.add(session, customer, ALONE, by=agent)
        again = await counter.tags.add(session, customer, ALONE, by=agent)
        await counter.tags.remove(session, tag.id, by=agent, why="搬去同住")
        gone = await counter.tags.of(session, customer, seen_by=agent)
        await counter.tags.put_back(session, tag.id, by=agent)
        back = await counter.tags.of(session, customer, seen_by=agent)
        audit = await session.all(
            "SELECT deed FROM audit WHERE deed LIKE 'customer_tag.%' ORDER BY id"
        )

    assert again.id == tag.id
    assert gone == []
    assert [(one.tag.reason, one.kind.name.zh) for one in back] == [(ALONE.reason, "老人独居")]
    assert [row["deed"] for row in audit] == [
        "customer_tag.added",
        "customer_tag.removed",
        "customer_tag.put_back",
    ]


async def test_another_reason_for_a_tag_that_is_there_is_refused(counter: Counter) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        await counter.tags.add(session, customer, ALONE, by=agent)
        with pytest.raises(TagThere):
            await counter.tags.add(
                session, customer, NewTag(code=ALONE.code, reason="邻居说的"), by=agent
            )


async def test_a_tag_ends_by_itself_and_can_then_be_given_anew(
    counter: Counter, clock: FakeClock
) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    until = clock.now() + timedelta(days=3)
    short = NewTag(code="supply_sensitive", reason="家里在装修", until_at=until)
    async with counter.database.session(counter.tenant) as session:
        await counter.tags.add(session, customer, short, by=agent)
    clock.advance(timedelta(days=3))
    async with counter.database.session(counter.tenant) as session:
        over = await counter.tags.of(session, customer, seen_by=agent)
        anew = NewTag(code="supply_sensitive", reason="又来装修")
        await counter.tags.add(session, customer, anew, by=agent)
        ever = await counter.tags.history(session, customer, seen_by=agent)

    assert over == []
    assert [(one.tag.reason, one.tag.removed_why) for one in ever] == [
        ("又来装修", None),
        ("家里在装修", "到期"),
    ]


async def test_what_the_tags_ask_of_service_is_the_strongest(counter: Counter) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        plain = await counter.tags.vulnerability_of(session, customer)
        for code in ("low_income", "supply_sensitive", "medical_power"):
            new = NewTag(code=code, reason="客户本人说的")
            await counter.tags.add(session, customer, new, by=agent)
        asked = await counter.tags.vulnerability_of(session, customer)
        nobody = await counter.tags.vulnerability_of(session, CustomerId.new())

    assert plain == nobody == NOBODY_SPECIAL
    assert (asked.urgency, asked.is_straight) == (3, True)
    assert asked.codes == ("medical_power", "supply_sensitive")


async def test_a_sensitive_tag_is_for_those_who_may_see_in_clear(counter: Counter) -> None:
    customer = await counter.zhang()
    agent, admin = await counter.staff(Role.AGENT), await counter.staff(Role.ADMIN)
    new = NewTag(code="medical_power", reason="制氧机")
    async with counter.database.session(counter.tenant) as session:
        with pytest.raises(PermissionMissing):
            await counter.tags.add(session, customer, new, by=admin)
        tag = await counter.tags.add(session, customer, new, by=agent)
        with pytest.raises(PermissionMissing):
            await counter.tags.remove(session, tag.id, by=admin, why="看一下")
        hidden = await counter.tags.of(session, customer, seen_by=admin)
        shown = await counter.tags.of(session, customer, seen_by=agent)
        service = await counter.tags.vulnerability_of(session, customer)

    assert (hidden, [one.tag.id for one in shown]) == ([], [tag.id])
    assert service.urgency == 3


async def test_a_tenant_changes_kinds_and_adds_its_own(counter: Counter) -> None:
    customer, boss = await counter.zhang(), await counter.staff(Role.SUPERVISOR)
    off = TagKind(code="low_income", name=Words("低保", "Low income"), is_active=False)
    own = TagKind(code="school", name=Words("学校", "School"), urgency=1, lasts_days=1)
    async with counter.database.session(counter.tenant) as session:
        await counter.tags.kinds.save(session, off, by=boss)
        await counter.tags.kinds.save(session, own, by=boss)
        with pytest.raises(TagKindUnknown):
            await counter.tags.add(
                session, customer, NewTag(code="low_income", reason="街道名单"), by=boss
            )
        tag = await counter.tags.add(
            session, customer, NewTag(code="school", reason="附小"), by=boss
        )

    assert tag.until_at == tag.from_at + timedelta(days=1)


async def test_a_rule_or_the_bot_gives_tags_too(counter: Counter) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    new = NewTag(
        code="frequent_complaints", reason="30 天 3 次投诉", source="rule", source_ref="r1"
    )
    async with counter.database.session(counter.tenant) as session:
        await counter.tags.add(session, customer, new, by=None)
        (shown,) = await counter.tags.of(session, customer, seen_by=agent)
        who = await session.one("SELECT actor_kind FROM audit WHERE deed = 'customer_tag.added'")

    assert (shown.tag.source, shown.tag.added_by, who["actor_kind"]) == ("rule", None, "system")


async def test_another_tenant_sees_and_touches_nothing(
    counter: Counter, database: Database, clock: FakeClock
) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with database.session(counter.tenant) as session:
        tag = await counter.tags.add(session, customer, ALONE, by=agent)
    elsewhere: TenantId = await make_tenant(database)
    async with database.session(elsewhere) as session:
        with pytest.raises(CustomerUnknown):
            await counter.tags.of(session, customer, seen_by=agent)
        with pytest.raises(TagUnknown):
            await counter.tags.remove(session, tag.id, by=agent, why="别人的")
        assert await counter.tags.vulnerability_of(session, customer) == NOBODY_SPECIAL


async def test_an_end_in_the_past_is_refused(counter: Counter, clock: FakeClock) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    new = NewTag(code="elderly_alone", reason="一个人住", until_at=clock.now())
    async with counter.database.session(counter.tenant) as session:
        with pytest.raises(TagEndsBefore):
            await counter.tags.add(session, customer, new, by=agent)
