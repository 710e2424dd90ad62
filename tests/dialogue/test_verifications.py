"""Tries to prove who one is: kept at once, counted here and over the day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.dialogue import Verifications
from hearthline.dialogue.operations.ports import Asking
from hearthline.dialogue.verifications import MOST_IN_A_DAY, MOST_IN_CONVERSATION
from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make

pytestmark = pytest.mark.store

ACCOUNT = "1203005678"


@pytest.fixture
def tries(database: Database, clock: FakeClock, vault: Vault) -> Verifications:
    """The record of tries."""
    return Verifications(database, vault, clock)


@pytest.fixture
async def here(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> Asking:
    """Somebody in a conversation."""
    return await somebody(database, tenant, clock, vault)


async def somebody(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> Asking:
    async with database.session(tenant) as session:
        conversation = await make.conversation(session, vault, clock)
    return Asking(
        tenant_id=tenant,
        conversation_id=conversation.id,
        customer_id=None,
        channel="web",
        message_id="m",
        subject=None,
        accounts=(),
        at=clock.now(),
    )


async def fails(tries: Verifications, asking: Asking, count: int, outcome: str = "failed") -> None:
    for _ in range(count):
        await tries.note(asking, "heating", ACCOUNT, tried=("OTP", outcome))


async def test_three_failures_lock_an_account_in_its_conversation(
    tries: Verifications, here: Asking
) -> None:
    await fails(tries, here, MOST_IN_CONVERSATION - 1)
    assert not await tries.is_locked(here, "heating", ACCOUNT)

    await fails(tries, here, 1)

    assert await tries.is_locked(here, "heating", ACCOUNT)
    assert not await tries.is_locked(here, "heating", "1203005679")
    assert not await tries.is_locked(here, "power", ACCOUNT)


async def test_another_conversation_is_locked_after_five_in_a_day(
    tries: Verifications, here: Asking, database: Database, clock: FakeClock, vault: Vault
) -> None:
    there = await somebody(database, here.tenant_id, clock, vault)
    await fails(tries, here, MOST_IN_CONVERSATION)
    assert not await tries.is_locked(there, "heating", ACCOUNT)

    await fails(tries, there, MOST_IN_A_DAY - MOST_IN_CONVERSATION)

    assert await tries.is_locked(
        await somebody(database, here.tenant_id, clock, vault), "heating", ACCOUNT
    )


async def test_a_day_later_the_lock_is_gone(
    tries: Verifications, here: Asking, clock: FakeClock
) -> None:
    await fails(tries, here, MOST_IN_A_DAY)

    clock.advance(timedelta(hours=24, seconds=1))

    assert not await tries.is_locked(here, "heating", ACCOUNT)


@pytest.mark.parametrize("outcome", ["proved", "pending", "unknown", "locked"])
async def test_only_failures_lock(tries: Verifications, here: Asking, outcome: str) -> None:
    await fails(tries, here, MOST_IN_A_DAY, outcome)

    assert not await tries.is_locked(here, "heating", ACCOUNT)


async def test_another_tenants_failures_do_not_count(
    tries: Verifications, here: Asking, tenant: TenantId
) -> None:
    await fails(tries, here, MOST_IN_A_DAY)
    elsewhere = replace(here, tenant_id=TenantId.new(), conversation_id=ConversationId.new())

    assert here.tenant_id == tenant
    assert not await tries.is_locked(elsewhere, "heating", ACCOUNT)


async def test_no_account_number_is_kept(
    tries: Verifications, here: Asking, database: Database
) -> None:
    await fails(tries, here, 1)

    async with database.session(here.tenant_id) as session:
        row = await session.one("SELECT * FROM verification_attempt", {})

    assert ACCOUNT not in str(dict(row))
    assert (row["method"], row["outcome"]) == ("OTP", "failed")
