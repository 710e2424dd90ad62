"""Customers on the wire: masked, unless a reason is given."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from hearthline.customers.cards import CustomerCard
from hearthline.customers.finding import FoundCustomer
from hearthline.kernel import ConversationId, CustomerId
from hearthline.kernel.text import unsound


class AccountOut(BaseModel):
    """An account that a customer is known for."""

    domain: str
    account_no_masked: str
    verified: bool


class EarlierOut(BaseModel):
    """A conversation of the customer, newest first in the card."""

    id: ConversationId
    opened_at: datetime
    status: str
    channel: str
    last_text: str


class CustomerCardOut(BaseModel):
    """A customer as the desk shows him."""

    id: CustomerId
    label: str
    name_masked: str | None
    phone_masked: str | None
    accounts: list[AccountOut]
    first_seen_at: datetime
    last_seen_at: datetime
    conversations: list[EarlierOut]

    @classmethod
    def of(cls, card: CustomerCard) -> Self:
        """The card on the wire."""
        return cls(
            id=card.id,
            label=card.label,
            name_masked=card.name_masked,
            phone_masked=card.phone_masked,
            accounts=[
                AccountOut(
                    domain=line.domain,
                    account_no_masked=line.account_no_masked,
                    verified=line.verified,
                )
                for line in card.accounts
            ],
            first_seen_at=card.first_seen_at,
            last_seen_at=card.last_seen_at,
            conversations=[
                EarlierOut(
                    id=row.conversation.id,
                    opened_at=row.conversation.opened_at,
                    status=row.conversation.status,
                    channel=row.channel.name,
                    last_text=row.last.text if row.last else "",
                )
                for row in card.conversations
            ],
        )


def _sound(text: str) -> str:
    """The text, if it can be stored."""
    if unsound(text):
        raise PydanticCustomError("text_unsound", "NUL and lone surrogates are not text")
    return text


Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=4, max_length=200),
    AfterValidator(_sound),
]


class Unmask(BaseModel):
    """Which field is to be seen in full, and why."""

    field: Literal["name", "phone", "account"]
    reason: Reason


class Unmasked(BaseModel):
    """The full values."""

    values: list[str]


class FindCustomers(BaseModel):
    """A phone or account number, or the beginning of a label; empty: who was here last."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, StringConstraints(max_length=60), AfterValidator(_sound)] = ""


class FoundOut(BaseModel):
    """A customer that fits, and what fitted."""

    id: CustomerId
    label: str
    by: Literal["phone", "account", "label", "recent"]
    last_seen_at: datetime

    @classmethod
    def of(cls, found: FoundCustomer) -> Self:
        """The customer on the wire."""
        return cls(id=found.id, label=found.label, by=found.by, last_seen_at=found.last_seen_at)


class FoundList(BaseModel):
    """Customers that fit, seen last first; at most thirty."""

    items: list[FoundOut]
