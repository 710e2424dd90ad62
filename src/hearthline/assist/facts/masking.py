"""What may be seen of an account: by the level of the conversation and by the agent's own rights.

The gateway keeps the customer's side (no amounts below L2); this keeps the staff's side.
"""

from enum import StrEnum

from hearthline.access import Permission, Staff
from hearthline.assist.facts.model import Why

_LEVELS = {"L0": 0, "L1": 1, "L2": 2, "LP": 2, "L3": 3}
_L2 = 2


class Sight(StrEnum):
    """Whether something is shown, shown for a stated reason, or not at all."""

    SHOWN = "shown"
    ON_REASON = "on_reason"
    NEED_VERIFY = "need_verify"
    NEVER = "never"

    @property
    def why(self) -> Why | None:
        """The word for what is not shown."""
        return _WHY.get(self)


_WHY = {
    Sight.ON_REASON: Why.NEED_REASON,
    Sight.NEED_VERIFY: Why.NEED_VERIFY,
    Sight.NEVER: Why.ROLE,
}


def reaches_l2(level: str) -> bool:
    """Whether a level is enough for amounts; a proxy (LP) reads like L2."""
    return _LEVELS.get(level, 0) >= _L2


def amounts_sight(level: str, staff: Staff, *, is_holder: bool) -> Sight:
    """Bills, balance, payments and room temperatures: the holder's from L2 on, others' on reason.

    Whoever may not see personal data in clear never sees them, whatever the level.
    """
    if not staff.may(Permission.CUSTOMERS_UNMASK):
        return Sight.NEVER
    if not reaches_l2(level):
        return Sight.NEED_VERIFY
    return Sight.SHOWN if is_holder else Sight.ON_REASON


def address_sight(level: str, staff: Staff) -> Sight:
    """The full address: always for a stated reason, from L2 on."""
    if not staff.may(Permission.CUSTOMERS_UNMASK):
        return Sight.NEVER
    return Sight.ON_REASON if reaches_l2(level) else Sight.NEED_VERIFY
