"""What may be seen of an account, by level, rights and who holds the conversation."""

import pytest

from hearthline.access import Role, Staff
from hearthline.assist.facts import Sight, address_sight, amounts_sight
from hearthline.kernel import StaffId, TenantId

pytestmark = pytest.mark.unit

VERIFY, SHOWN, REASON, NEVER = (
    Sight.NEED_VERIFY,
    Sight.SHOWN,
    Sight.ON_REASON,
    Sight.NEVER,
)


def staff(role: Role) -> Staff:
    return Staff(StaffId.new(), TenantId.new(), "p", "李静", frozenset({role}))


@pytest.mark.parametrize(
    ("level", "role", "is_holder", "amounts", "address"),
    [
        ("L0", Role.AGENT, True, VERIFY, VERIFY),
        ("L1", Role.AGENT, True, VERIFY, VERIFY),
        ("L2", Role.AGENT, True, SHOWN, REASON),
        ("LP", Role.AGENT, True, SHOWN, REASON),
        ("L3", Role.AGENT, True, SHOWN, REASON),
        ("L0", Role.AGENT, False, VERIFY, VERIFY),
        ("L1", Role.SUPERVISOR, False, VERIFY, VERIFY),
        ("L2", Role.AGENT, False, REASON, REASON),
        ("LP", Role.SUPERVISOR, False, REASON, REASON),
        ("L3", Role.SUPERVISOR, False, REASON, REASON),
        ("L0", Role.ADMIN, False, NEVER, NEVER),
        ("L1", Role.ADMIN, True, NEVER, NEVER),
        ("L2", Role.ADMIN, True, NEVER, NEVER),
        ("LP", Role.ADMIN, False, NEVER, NEVER),
        ("L3", Role.ADMIN, True, NEVER, NEVER),
        ("", Role.AGENT, True, VERIFY, VERIFY),
    ],
)
def test_what_may_be_seen(
    level: str, role: Role, is_holder: bool, amounts: Sight, address: Sight
) -> None:
    person = staff(role)

    assert amounts_sight(level, person, is_holder=is_holder) is amounts
    assert address_sight(level, person) is address
