"""People and sessions on a real database."""

import asyncio
from datetime import timedelta

import psycopg
import pytest

from hearthline.access import (
    Access,
    Credentials,
    LockedOut,
    Origin,
    Passwords,
    Role,
    SessionRules,
    SignedIn,
    SignInNeeded,
    Staff,
    StaffChange,
    StaffUnknown,
    WrongCredentials,
    seed_demo,
)
from hearthline.access.demo import DEMO_STAFF
from hearthline.access.errors import LastAdministrator, UsernameTaken
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import staff as make
from tests.make.staff import PASSWORD

pytestmark = pytest.mark.store


async def add(database: Database, tenant: TenantId, access: Access, *roles: Role) -> Staff:
    async with database.session(tenant) as session:
        return await make.staff(session, access, *roles)


def claim(slug: str, staff: Staff, password: str = PASSWORD) -> Credentials:
    return Credentials(slug, staff.username, password)


def from_(tenant: TenantId) -> Origin:
    """An address that no other test shares."""
    return Origin(f"test-{tenant}")


async def who(database: Database, access: Access, signed: SignedIn) -> Staff:
    async with database.session(signed.tenant.id) as session:
        return (await access.who(session, signed.token)).staff


async def deeds(database: Database, tenant: TenantId) -> list[str]:
    async with database.session(tenant) as session:
        rows = await session.all("SELECT deed FROM audit ORDER BY id")
    return [row["deed"] for row in rows]


async def test_a_session_tells_who_it_is(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)

    signed = await access.log_in(claim(slug, staff), from_(tenant))

    assert await who(database, access, signed) == staff
    assert signed.tenant.slug == slug


async def test_the_token_is_not_in_the_database(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)

    signed = await access.log_in(claim(slug, staff), from_(tenant))

    async with database.session(tenant) as session:
        row = await session.one("SELECT * FROM staff_session")
    assert bytes(row["token_hash"]) == signed.token.hash
    assert signed.token.secret.encode() not in bytes(row["token_hash"])


async def test_a_session_ends_when_it_is_idle(
    database: Database, tenant: TenantId, slug: str, access: Access, clock: FakeClock
) -> None:
    signed = await access.log_in(
        claim(slug, await add(database, tenant, access, Role.AGENT)), from_(tenant)
    )

    clock.advance(timedelta(minutes=119))
    await who(database, access, signed)
    clock.advance(timedelta(minutes=119))
    await who(database, access, signed)
    clock.advance(timedelta(minutes=121))

    with pytest.raises(SignInNeeded):
        await who(database, access, signed)


async def test_a_session_ends_after_twelve_hours_of_work(
    database: Database, tenant: TenantId, slug: str, access: Access, clock: FakeClock
) -> None:
    signed = await access.log_in(
        claim(slug, await add(database, tenant, access, Role.AGENT)), from_(tenant)
    )

    for _ in range(11):
        clock.advance(timedelta(hours=1))
        await who(database, access, signed)
    clock.advance(timedelta(hours=1))

    with pytest.raises(SignInNeeded):
        await who(database, access, signed)


async def test_asking_without_use_keeps_nothing_alive(
    database: Database, tenant: TenantId, slug: str, access: Access, clock: FakeClock
) -> None:
    signed = await access.log_in(
        claim(slug, await add(database, tenant, access, Role.AGENT)), from_(tenant)
    )

    clock.advance(timedelta(minutes=90))
    async with database.session(tenant) as session:
        await access.who(session, signed.token, is_use=False)
    clock.advance(timedelta(minutes=90))

    with pytest.raises(SignInNeeded):
        await who(database, access, signed)


async def test_logging_in_again_ends_the_session_of_that_browser(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    first = await access.log_in(claim(slug, staff), from_(tenant))

    second = await access.log_in(claim(slug, staff), Origin(f"test-{tenant}", first.token))

    assert second.token != first.token
    with pytest.raises(SignInNeeded):
        await who(database, access, first)


async def test_a_log_out_ends_the_session(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    signed = await access.log_in(
        claim(slug, await add(database, tenant, access, Role.AGENT)), from_(tenant)
    )

    async with database.session(tenant) as session:
        await access.log_out(session, signed.token)

    with pytest.raises(SignInNeeded):
        await who(database, access, signed)


@pytest.mark.parametrize("wrong", ["password", "username", "tenant", "nul"])
async def test_what_was_wrong_is_not_said(
    database: Database, tenant: TenantId, slug: str, access: Access, wrong: str
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    given = {
        "password": Credentials(slug, staff.username, "another-password"),
        "username": Credentials(slug, f"{staff.username}x", PASSWORD),
        "tenant": Credentials("no-such-company", staff.username, PASSWORD),
        "nul": Credentials(slug, "li\x00jing", PASSWORD),
    }[wrong]

    with pytest.raises(WrongCredentials) as refused:
        await access.log_in(given, from_(tenant))

    assert refused.value.details == {}


async def test_another_tenants_staff_cannot_log_in_here(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    other = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": other, "slug": f"o-{other.hex}"},
        )
    stranger = await add(database, other, access, Role.ADMIN)

    with pytest.raises(WrongCredentials):
        await access.log_in(claim(slug, stranger), from_(tenant))


async def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(
    database: Database, tenant: TenantId, slug: str, access: Access, clock: FakeClock
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await access.log_in(claim(slug, staff, "wrong-password"), from_(tenant))

    with pytest.raises(LockedOut) as locked:
        await access.log_in(claim(slug, staff), from_(tenant))
    assert 55 <= locked.value.details["retry_after_seconds"] <= 61

    clock.advance(timedelta(seconds=61))
    assert (await access.log_in(claim(slug, staff), from_(tenant))).staff == staff
    assert "staff.locked_out" in await deeds(database, tenant)


async def test_a_lock_out_survives_a_restart(
    database: Database,
    tenant: TenantId,
    slug: str,
    access: Access,
    clock: FakeClock,
    vault: Vault,
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await access.log_in(claim(slug, staff, "wrong-password"), from_(tenant))

    restarted = make.access(database, clock, vault)

    with pytest.raises(LockedOut):
        await restarted.log_in(claim(slug, staff), from_(tenant))


async def test_a_success_clears_the_account(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongCredentials):
                await access.log_in(claim(slug, staff, "wrong-password"), from_(tenant))
        await access.log_in(claim(slug, staff), from_(tenant))


async def test_a_burst_of_guesses_at_once_is_bounded(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    guesses = [
        access.log_in(claim(slug, staff, f"guess-number-{n}"), from_(tenant)) for n in range(20)
    ]

    outcomes = await asyncio.gather(*guesses, return_exceptions=True)

    assert sum(isinstance(outcome, WrongCredentials) for outcome in outcomes) == 5
    assert sum(isinstance(outcome, LockedOut) for outcome in outcomes) == 15


async def test_one_address_that_tries_many_accounts_is_locked(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    for n in range(50):
        with pytest.raises(WrongCredentials):
            await access.log_in(Credentials(slug, f"nobody{n}", PASSWORD), from_(tenant))

    with pytest.raises(LockedOut):
        await access.log_in(Credentials(slug, "somebody", PASSWORD), from_(tenant))


async def test_a_change_of_roles_takes_effect_at_the_next_request(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    boss = await add(database, tenant, access, Role.ADMIN)
    staff = await add(database, tenant, access, Role.AGENT)
    signed = await access.log_in(claim(slug, staff), from_(tenant))

    async with database.session(tenant) as session:
        change = StaffChange(roles=frozenset({Role.ANALYST}))
        await access.change_staff(session, staff.id, change, by=boss)

    assert (await who(database, access, signed)).roles == {Role.ANALYST}
    assert "staff.roles_changed" in await deeds(database, tenant)


async def test_whoever_is_made_inactive_is_out_at_once(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    boss = await add(database, tenant, access, Role.ADMIN)
    staff = await add(database, tenant, access, Role.AGENT)
    signed = await access.log_in(claim(slug, staff), from_(tenant))

    async with database.session(tenant) as session:
        await access.change_staff(session, staff.id, StaffChange(is_active=False), by=boss)

    with pytest.raises(SignInNeeded):
        await who(database, access, signed)
    with pytest.raises(WrongCredentials):
        await access.log_in(claim(slug, staff), from_(tenant))


async def test_a_new_password_ends_the_sessions(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    boss = await add(database, tenant, access, Role.ADMIN)
    staff = await add(database, tenant, access, Role.AGENT)
    signed = await access.log_in(claim(slug, staff), from_(tenant))

    async with database.session(tenant) as session:
        await access.set_password(session, staff.id, password="a-new-and-good-one", by=boss)

    with pytest.raises(SignInNeeded):
        await who(database, access, signed)
    await access.log_in(claim(slug, staff, "a-new-and-good-one"), from_(tenant))


async def test_the_last_administrator_stays(
    database: Database, tenant: TenantId, access: Access
) -> None:
    boss = await add(database, tenant, access, Role.ADMIN)

    for change in (StaffChange(is_active=False), StaffChange(roles=frozenset({Role.AGENT}))):
        with pytest.raises(LastAdministrator):
            async with database.session(tenant) as session:
                await access.change_staff(session, boss.id, change, by=boss)


async def test_two_administrators_cannot_both_leave_at_once(
    database: Database, tenant: TenantId, access: Access
) -> None:
    bosses = [await add(database, tenant, access, Role.ADMIN) for _ in range(2)]

    async def leave(boss: Staff) -> None:
        async with database.session(tenant) as session:
            await access.change_staff(session, boss.id, StaffChange(is_active=False), by=boss)

    outcomes = await asyncio.gather(*map(leave, bosses), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "LastAdministrator",
        "NoneType",
    ]


async def test_a_user_name_is_taken_once(
    database: Database, tenant: TenantId, access: Access
) -> None:
    async with database.session(tenant) as session:
        await make.staff(session, access, Role.AGENT, username="lijing")

    with pytest.raises(UsernameTaken):
        async with database.session(tenant) as session:
            await make.staff(session, access, Role.AGENT, username="lijing")


async def test_staff_of_another_tenant_is_unknown_here(
    database: Database, tenant: TenantId, access: Access
) -> None:
    boss = await add(database, tenant, access, Role.ADMIN)
    other = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": other, "slug": f"o-{other.hex}"},
        )

    with pytest.raises(StaffUnknown):
        async with database.session(other) as session:
            await access.change_staff(session, boss.id, StaffChange(name="别人"), by=boss)


async def test_the_audit_cannot_be_changed_or_erased(
    database: Database, tenant: TenantId, slug: str, access: Access
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    await access.log_in(claim(slug, staff), from_(tenant))

    for statement in ("UPDATE audit SET deed = 'nothing'", "DELETE FROM audit"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with database.session(tenant) as session:
                await session.execute(statement)
    assert await deeds(database, tenant) == ["staff.added", "staff.logged_in"]


async def test_a_hash_is_renewed_at_todays_cost_at_the_next_log_in(
    database: Database, tenant: TenantId, slug: str, access: Access, clock: FakeClock, vault: Vault
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    dearer = Passwords(time_cost=2, memory_kib=64, lanes=1)
    later = Access(database, clock, vault=vault, passwords=dearer, rules=SessionRules())

    await later.log_in(claim(slug, staff), from_(tenant))

    async with database.session(tenant) as session:
        row = await session.one("SELECT password_hash FROM staff")
    assert not dearer.is_outdated(row["password_hash"])
    await later.log_in(claim(slug, staff), from_(tenant))


async def test_what_is_over_is_swept(
    database: Database, tenant: TenantId, slug: str, access: Access, clock: FakeClock
) -> None:
    staff = await add(database, tenant, access, Role.AGENT)
    await access.log_in(claim(slug, staff), from_(tenant))
    clock.advance(timedelta(hours=3))

    async with database.session(tenant) as session:
        await access.sweep(session)
        left = await session.all("SELECT FROM staff_session")

    assert left == []


async def test_the_demos_people_are_added_once(
    database: Database, tenant: TenantId, access: Access
) -> None:
    passwords = {username: f"demo-heat-{n}-winter" for n, (username, *_) in enumerate(DEMO_STAFF)}

    for _ in range(2):
        async with database.session(tenant) as session:
            people = await seed_demo(session, access, passwords)

    async with database.session(tenant) as session:
        assert len(await access.list_staff(session)) == len(DEMO_STAFF) == len(people)
