"""What leaves the house, how it is verified, and in which order it is taken in (R116)."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.knowledge import Knowledge
from hearthline.knowledge.life import BulkChange, Editing
from hearthline.knowledge.replica import BundleKind, SigningKeys
from hearthline.knowledge.replica.errors import (
    BundleForged,
    BundleForked,
    BundleGap,
    BundleReplayed,
    BundleTampered,
    BundleUnreadable,
    ExportBySelf,
    FollowsAnother,
    KeyUnreadable,
    NotFollowing,
    NotForExport,
    NothingToSend,
    ReplicaSendsNothing,
)
from hearthline.knowledge.replica.model import Manifest, minimised
from hearthline.knowledge.replica.packing import hash_of, line_of, manifest_bytes, packed
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, ReplicaIsReadOnly
from tests.fakes.fake_clock import FakeClock
from tests.knowledge.replica.conftest import OUTSIDE, Master, Replica
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.store

OTHER = replace(make.AIRLOCK, is_exportable=True)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, **changed: bytes) -> bytes:
    parts = parts_of(content)
    return packed(
        changed.get("manifest", parts["manifest.json"]),
        changed.get("signature", parts["signature"]),
        [changed.get("items", parts["items.jsonl"])],
    )


async def test_what_is_flagged_and_approved_is_found_outside(
    master: Master, replica: Replica
) -> None:
    await master.publish(OUTSIDE)
    await master.publish(make.AIRLOCK, approved=False)
    await master.publish(replace(make.INTERNAL, is_exportable=True), approved=False)
    await master.publish(replace(OUTSIDE, slug="waits", title="还没有批准"), approved=False)

    standing = await replica.receive((await master.make()).content)

    assert set(await replica.slugs()) == {OUTSIDE.slug}
    assert (standing.number, standing.items) == (1, 1)
    hits = await replica.knowledge.search(replica.tenant, "室温多少度算合格")
    assert hits[0].answer == OUTSIDE.answer


async def test_what_leaves_says_nothing_of_the_house(master: Master, replica: Replica) -> None:
    draft = replace(
        OUTSIDE,
        source="公司内部手册",
        audience=("customer", "agent", "manager"),
        scenes=("sop-1",),
        related=("airlock", "agent-refund"),
    )
    await master.publish(draft)
    await master.publish(OTHER)

    made = await master.make()
    await replica.receive(made.content)

    taken = (await replica.slugs())[draft.slug]
    assert taken.audience == ("customer",)
    assert (taken.owner, taken.professional, taken.source, taken.scenes) == ("", "", "", ())
    assert taken.related == ("airlock",)
    items = parts_of(made.content)["items.jsonl"].decode()
    assert not any(word in items for word in ("lijing", "口径", "内部", "sop-1", "agent"))


async def test_a_second_person_lets_it_out(
    master: Master, database: Database, clock: FakeClock, vault: Vault
) -> None:
    access = make_staff.access(database, clock, vault)
    editing = Editing(master.knowledge, clock, names=access.names)
    async with database.session(master.tenant) as session:
        copy = await editing.create(session, replace(OUTSIDE, intents=()), by=master.writer)
        handed = await editing.submit(
            session, copy.article_id, counter=copy.counter, by=master.writer
        )
        await editing.approve(session, copy.article_id, counter=handed.counter, by=master.approver)
        with pytest.raises(NotForExport):
            await master.bundles.approve(session, copy.article_id, by=master.approver)
        await editing.publish(session, copy.article_id, version=1, by=master.approver)
        waiting, _ = await master.bundles.waiting(session, after="", limit=10)
        with pytest.raises(ExportBySelf):
            await master.bundles.approve(session, copy.article_id, by=master.writer)
        await master.bundles.approve(session, copy.article_id, by=master.approver)
        after, _ = await master.bundles.waiting(session, after="", limit=10)

    assert [(one.slug, one.author_id) for one in waiting] == [(OUTSIDE.slug, master.writer.id)]
    assert after == []


async def test_sorting_an_item_anew_does_not_let_its_writer_let_it_out(
    master: Master, database: Database, clock: FakeClock, vault: Vault
) -> None:
    access = make_staff.access(database, clock, vault)
    editing = Editing(master.knowledge, clock, names=access.names)
    async with database.session(master.tenant) as session:
        copy = await editing.create(session, replace(OUTSIDE, intents=()), by=master.writer)
        handed = await editing.submit(
            session, copy.article_id, counter=copy.counter, by=master.writer
        )
        await editing.approve(session, copy.article_id, counter=handed.counter, by=master.approver)
        await editing.publish(session, copy.article_id, version=1, by=master.approver)
        change = BulkChange(add_tags=("标签",))
        await editing.bulk(session, [copy.article_id], change, by=master.approver)

        for person in (master.writer, master.approver):
            with pytest.raises(ExportBySelf):
                await master.bundles.approve(session, copy.article_id, by=person)


async def test_a_new_wording_needs_a_new_approval_and_a_new_owner_none(
    master: Master, replica: Replica
) -> None:
    await master.publish(OUTSIDE)
    await replica.receive((await master.make()).content)

    await master.publish(replace(OUTSIDE, owner="wangfang"), approved=False)
    with pytest.raises(NothingToSend):
        await master.make()
    await master.publish(replace(OUTSIDE, answer="不低于 20 ℃。"), approved=False)
    await replica.receive((await master.make()).content)

    assert await replica.slugs() == {}


async def test_increments_carry_only_what_is_different(master: Master, replica: Replica) -> None:
    first = await master.publish(OUTSIDE)
    await master.publish(OTHER)
    await replica.receive((await master.make()).content)

    await master.publish(replace(OTHER, answer="先关阀门。"))
    async with master.database.session(master.tenant) as session:
        await master.knowledge.withdraw(session, first)
    second = await master.make()
    await replica.receive(second.content)

    assert (second.bundle.items_put, second.bundle.items_dropped) == (1, 1)
    assert {slug: one.answer for slug, one in (await replica.slugs()).items()} == {
        OTHER.slug: "先关阀门。"
    }


async def test_an_approval_taken_back_takes_the_item_back(master: Master, replica: Replica) -> None:
    article_id = await master.publish(OUTSIDE)
    await master.publish(OTHER)
    await replica.receive((await master.make()).content)
    async with master.database.session(master.tenant) as session:
        await master.bundles.revoke(session, article_id, by=master.approver)

    await replica.receive((await master.make()).content)

    assert set(await replica.slugs()) == {OTHER.slug}


async def test_what_is_over_goes_with_the_next_bundle(
    master: Master, replica: Replica, clock: FakeClock
) -> None:
    await master.publish(replace(OUTSIDE, valid_to=clock.now() + timedelta(days=1)))
    await replica.receive((await master.make()).content)
    clock.advance(timedelta(days=2))

    made = await master.make()

    assert (made.bundle.items_put, made.bundle.items_dropped) == (0, 1)


async def test_a_bundle_of_another_key_is_refused(
    master: Master, replica: Replica, vault: Vault
) -> None:
    await master.publish(OUTSIDE)
    made = await master.make()
    manifest = parts_of(made.content)["manifest.json"]
    stranger = SigningKeys(Vault("another-secret-of-32-characters!!"))

    for forged in (b"", bytes(64), stranger.sign(master.tenant, manifest)):
        with pytest.raises(BundleForged):
            await replica.receive(with_parts(made.content, signature=forged))
    with pytest.raises(BundleForged):
        await replica.receive(with_parts(made.content, manifest=manifest + b" "))

    assert await replica.slugs() == {}


async def test_a_changed_item_is_refused_whole(master: Master, replica: Replica) -> None:
    await master.publish(OUTSIDE)
    await master.publish(OTHER)
    made = await master.make()
    lines = parts_of(made.content)["items.jsonl"].split(b"\n")
    changed = lines[1].replace("18 ℃".encode(), "10 ℃".encode())
    assert changed != lines[1]

    for items in (b"\n".join([lines[0], changed]), lines[0], b"\n".join([*lines, lines[0]])):
        with pytest.raises(BundleTampered):
            await replica.receive(with_parts(made.content, items=items))

    assert await replica.slugs() == {}


async def test_bundles_are_taken_in_order_and_once(master: Master, replica: Replica) -> None:
    made = []
    for number in range(3):
        await master.publish(replace(OUTSIDE, answer=f"第 {number} 版"))
        made.append((await master.make()).content)

    with pytest.raises(BundleGap):
        await replica.receive(made[1])
    await replica.receive(made[0])
    with pytest.raises(BundleReplayed):
        await replica.receive(made[0])
    with pytest.raises(BundleGap) as gap:
        await replica.receive(made[2])
    await replica.receive(made[1])
    await replica.receive(made[2])
    with pytest.raises(BundleReplayed):
        await replica.receive(made[0])

    assert gap.value.details == {"number": 3, "wanted": 2}
    assert (await replica.slugs())[OUTSIDE.slug].answer == "第 2 版"


async def test_a_full_bundle_closes_a_gap_and_takes_away_what_is_gone(
    master: Master, replica: Replica
) -> None:
    first = await master.publish(OUTSIDE)
    await replica.receive((await master.make()).content)
    await master.publish(OTHER)
    await master.make()
    async with master.database.session(master.tenant) as session:
        await master.bundles.revoke(session, first, by=master.approver)

    full = await master.make(BundleKind.FULL)
    await replica.receive(full.content)

    assert (full.bundle.number, full.bundle.items_put) == (3, 1)
    assert set(await replica.slugs()) == {OTHER.slug}


async def test_another_line_of_bundles_is_refused(
    master: Master, replica: Replica, vault: Vault, clock: FakeClock
) -> None:
    await master.publish(OUTSIDE)
    await replica.receive((await master.make()).content)
    manifest = manifest_bytes(
        Manifest(2, BundleKind.INCREMENTAL, clock.now(), "f" * 64, (), (OUTSIDE.slug,))
    )
    forked = packed(manifest, SigningKeys(vault).sign(master.tenant, manifest), [])

    with pytest.raises(BundleForked):
        await replica.receive(forked)

    assert set(await replica.slugs()) == {OUTSIDE.slug}


async def test_even_a_signed_bundle_brings_nothing_of_the_house(
    master: Master, replica: Replica, vault: Vault, clock: FakeClock
) -> None:
    line = line_of(OUTSIDE)
    facts = json.loads(manifest_bytes(Manifest(1, BundleKind.FULL, clock.now(), "0" * 64, (), ())))
    facts["put"] = [[OUTSIDE.slug, 1, hash_of(line)]]
    manifest = json.dumps(facts).encode()
    content = packed(manifest, SigningKeys(vault).sign(master.tenant, manifest), [line])

    with pytest.raises(BundleUnreadable):
        await replica.receive(content)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:0],
        lambda content: content[:4] + b" not a zip",
        lambda content: content[: len(content) // 2],
        lambda content: with_parts(content, manifest=b"{}"),
    ],
)
async def test_what_is_no_bundle_is_refused(
    master: Master, replica: Replica, spoil: Callable[[bytes], bytes]
) -> None:
    await master.publish(OUTSIDE)
    content = spoil((await master.make()).content)

    with pytest.raises((BundleUnreadable, BundleForged)):
        await replica.receive(content)


async def test_nobody_else_writes_in_a_replica(master: Master, replica: Replica) -> None:
    await master.publish(OUTSIDE)
    await replica.receive((await master.make()).content)
    hit = (await replica.knowledge.search(replica.tenant, "室温多少度算合格"))[0]

    for write in (_revise, _withdraw):
        with pytest.raises(ReplicaIsReadOnly) as refusal:
            async with replica.database.session(replica.tenant) as session:
                await write(replica.knowledge, session, hit.article_id)

    assert "只读副本" in refusal.value.told().zh
    assert set(await replica.slugs()) == {OUTSIDE.slug}


async def _revise(knowledge: Knowledge, session: object, article_id: object) -> None:
    await knowledge.revise(session, make.AIRLOCK, origin="desk")  # type: ignore[arg-type]  # refused


async def _withdraw(knowledge: Knowledge, session: object, article_id: object) -> None:
    await knowledge.withdraw(session, article_id)  # type: ignore[arg-type]  # refused


async def test_a_replica_follows_one_master_and_sends_nothing(
    master: Master, replica: Replica
) -> None:
    async with replica.database.session(replica.tenant) as session:
        with pytest.raises(FollowsAnother):
            await replica.replicas.follow(
                session, SigningKeys(Vault("x" * 40)).public(replica.tenant)
            )
        with pytest.raises(KeyUnreadable):
            await replica.replicas.follow(session, "not a key")
        with pytest.raises(ReplicaSendsNothing):
            await master.bundles.make(session, BundleKind.FULL)
        await replica.replicas.unfollow(session)
        with pytest.raises(NotFollowing):
            await replica.replicas.receive(session, b"")


def test_minimising_twice_is_minimising_once() -> None:
    assert minimised(minimised(OUTSIDE)) == minimised(OUTSIDE)
    assert minimised(OUTSIDE) != OUTSIDE
