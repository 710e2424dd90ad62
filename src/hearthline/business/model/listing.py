"""What every kind of answer may hold: a page of things, a policy, a cause, a state of health."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """A list with the age of its data; `next_cursor` when there is more than was asked for."""

    items: tuple[Item, ...]
    next_cursor: str | None
    as_of: datetime
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRef:
    """The policy profile that was in force for an answer."""

    id: str
    version: int
    effective_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One cause of a refusal, in words for the customer.

    `field` is a JSON pointer, `ref` the number of a related account, bill, ticket or application.
    """

    code: str
    text: str
    field: str | None = None
    amount_fen: int | None = None
    deadline: date | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The gateway says that it is up."""

    status: str
