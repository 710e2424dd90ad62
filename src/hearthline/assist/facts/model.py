"""The customer's facts as the desk is shown them, part by part."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Generic, Self, TypeVar

from hearthline.business import (
    Address,
    Balance,
    Bill,
    HeatingFacts,
    Listing,
    Outage,
    Payment,
    PowerFacts,
    Temperatures,
)
from hearthline.customers import AccountTie, CustomerCard, KnownAccount

Value = TypeVar("Value")


class PartState(StrEnum):
    """How a part of the card stands."""

    SHOWN = "shown"
    LOADING = "loading"
    STALE = "stale"
    WITHHELD = "withheld"
    UNAVAILABLE = "unavailable"
    NOT_ASKED = "not_asked"


class Why(StrEnum):
    """Why a part is not shown, or is old."""

    SLOW = "slow"
    DOWN = "down"
    NONSENSE = "nonsense"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    NEED_VERIFY = "need_verify"
    NEED_REASON = "need_reason"
    ROLE = "role"
    SOURCE_OLD = "source_old"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Value]):
    """A part of the card; `as_of` is the time the data are of, `hint` words of the source."""

    state: PartState
    data: Value | None = None
    as_of: datetime | None = None
    why: Why | None = None
    hint: str = ""

    @classmethod
    def withheld(cls, why: Why) -> Self:
        """There, and not to be seen."""
        return cls(state=PartState.WITHHELD, why=why)

    @classmethod
    def not_asked(cls) -> Self:
        """Nobody looked yet."""
        return cls(state=PartState.NOT_ASKED)

    def hidden(self, why: Why) -> Self:
        """The same part without what is in it, if there is something."""
        if self.state not in {PartState.SHOWN, PartState.STALE}:
            return self
        return replace(self, state=PartState.WITHHELD, why=why, data=None, as_of=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who and where an account is; `address` and the technical facts only from L2 on."""

    status: str
    usage_class: str
    name_masked: str
    address_masked: str
    phone_masked: str | None = None
    has_arrears: bool | None = None
    flags: tuple[str, ...] = ()
    address: Address | None = None
    heating: HeatingFacts | None = None
    power: PowerFacts | None = None

    @property
    def is_business(self) -> bool:
        """Whether it is not a home (R19)."""
        return self.usage_class != "RESIDENTIAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """One account with its parts; `level` is how well the person is known for it here."""

    tie: AccountTie
    level: str
    profile: Part[Profile]
    outages: Part[Listing[Outage]]
    temperatures: Part[Temperatures]
    balance: Part[Balance]
    bills: Part[Listing[Bill]]
    payments: Part[Listing[Payment]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFacts:
    """A customer with the accounts; what comes of our own books is asked for apart."""

    card: CustomerCard
    level: str
    accounts: tuple[AccountFacts, ...]
    is_holder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: which accounts (none: the first few), and for how long to wait."""

    accounts: tuple[str, ...] = ()
    wait_seconds: float = 0.8


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the business systems: which part of which account, at which level."""

    tenant: str
    account: KnownAccount
    part: str
    level: str
    proof: str | None = None
