"""Roles, tokens, lock-out: rules that need no database."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.access import GRANTS, Permission, Role, SessionToken, Staff
from hearthline.access.model import ACCOUNT_LOCKOUT, Lockout, Tally
from hearthline.kernel import StaffId, TenantId
from tests.fakes.fake_clock import MORNING

pytestmark = pytest.mark.unit


def person(*roles: Role) -> Staff:
    return Staff(StaffId.new(), TenantId.new(), "lijing", "李静", frozenset(roles))


def test_roles_add_up() -> None:
    both = person(Role.EDITOR, Role.ANALYST)

    assert both.permissions == GRANTS[Role.EDITOR] | GRANTS[Role.ANALYST]
    assert both.may(Permission.KNOWLEDGE_EDIT)
    assert not both.may(Permission.DESK_VIEW)


def test_somebody_without_a_role_may_nothing() -> None:
    assert person().permissions == frozenset()


def test_whoever_hands_out_rights_does_not_unmask() -> None:
    for role, granted in GRANTS.items():
        both = {Permission.STAFF_MANAGE, Permission.CUSTOMERS_UNMASK}
        assert not both <= granted, role


def test_every_permission_is_granted_to_some_role() -> None:
    assert frozenset().union(*GRANTS.values()) == frozenset(Permission)


def test_a_token_reads_back_as_it_was_written() -> None:
    token = SessionToken.new(TenantId.new())

    assert SessionToken.parse(str(token)) == token
    assert token.secret not in token.hash.hex()


@given(st.text(max_size=120))
def test_a_cookie_of_anything_is_a_token_or_nothing(text: str) -> None:
    token = SessionToken.parse(text)

    assert token is None or len(token.secret) >= 40


def test_the_fifth_failure_begins_a_pause_that_doubles() -> None:
    tally, waits = Tally(), []
    for _ in range(8):
        tally = tally.counted(MORNING, ACCOUNT_LOCKOUT)
        waits.append(tally.wait(MORNING))

    minutes = [wait and wait / timedelta(minutes=1) for wait in waits]
    assert minutes == [None, None, None, None, 1, 2, 4, 8]


@given(st.integers(0, 10_000))
def test_a_pause_is_never_longer_than_the_longest(failures: int) -> None:
    pause = ACCOUNT_LOCKOUT.pause(failures)

    assert pause is None or pause <= ACCOUNT_LOCKOUT.longest


def test_failures_of_yesterday_are_forgotten() -> None:
    tally = Tally(failures=4, last_at=MORNING - timedelta(hours=25))

    assert tally.counted(MORNING, ACCOUNT_LOCKOUT).failures == 1


def test_taking_a_failure_back_ends_the_pause_it_began() -> None:
    lockout = Lockout(2, timedelta(minutes=1), timedelta(minutes=5))
    locked = Tally(failures=1).counted(MORNING, lockout)

    assert locked.wait(MORNING)
    assert locked.taken_back(lockout).wait(MORNING) is None
