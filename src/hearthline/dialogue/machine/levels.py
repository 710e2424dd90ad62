"""How well a person is known for an account: by his identity token, or proved in this conversation.

Levels are those of the gateway contract: L0 anonymous, L1 channel identity, L2 one factor,
L3 real name; LP, a proxy with an authorisation on file, reads like L2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_RANKS = {"L0": 0, "L1": 1, "L2": 2, "LP": 2, "L3": 3}


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account that the person may act for, at a level; with the verification that gave it."""

    domain: str
    account_no: str
    level: str
    verification_id: str | None = None
    expires_at: str | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it still counts."""
        return self.expires_at is None or datetime.fromisoformat(self.expires_at) > now


def reaches(level: str, needed: str) -> bool:
    """Whether a level is enough."""
    return _RANKS.get(level, 0) >= _RANKS.get(needed, 0)


def best_of(accounts: Iterable[OwnAccount]) -> tuple[OwnAccount, ...]:
    """For each account the entry of the highest level; of two equal ones the first."""
    best: dict[tuple[str, str], OwnAccount] = {}
    for account in accounts:
        key = (account.domain, account.account_no)
        known = best.get(key)
        if known is None or not reaches(known.level, account.level):
            best[key] = account
    return tuple(best.values())


def level_for(
    accounts: Iterable[OwnAccount], domain: str, account_no: str | None, *, is_known: bool
) -> str:
    """The level for an account; without one, the best over the person's own of the domain."""
    own = [one for one in accounts if one.domain == domain]
    fitting = [one for one in own if account_no in (None, one.account_no)]
    floor = "L1" if is_known else "L0"
    return max([floor, *(one.level for one in fitting)], key=lambda level: _RANKS.get(level, 0))
