"""What is sent about accounts and contacts, and the lists that come back."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from hearthline.assist.facts.accounts import FoundAccount
from hearthline.assist.facts.history import ContactLine
from hearthline.assist.facts.picking import Choice, Picked
from hearthline.business import AccountSearch, Address
from hearthline.customers import masked_account
from hearthline.kernel import ConversationId, CustomerId

_Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\x00]*$"),
]
_Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=4, max_length=200, pattern=r"^[^\x00]*$"),
]


class RevealFacts(BaseModel):
    """What is to be seen of which account, and why."""

    model_config = ConfigDict(extra="forbid")

    account: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")]
    what: Literal["amounts", "address"]
    reason: _Reason
    conversation_id: ConversationId | None = None


class FindAccounts(BaseModel):
    """Criteria that must all match; at least one."""

    model_config = ConfigDict(extra="forbid")

    domain: Literal["heating", "power"] | None = None
    account_no: _Words | None = None
    phone: _Words | None = None
    name: _Words | None = None
    address: _Words | None = None
    meter_no: _Words | None = None

    def search(self) -> AccountSearch:
        """The search that is meant."""
        place = None if self.address is None else Address(raw=self.address)
        return AccountSearch(**self.model_dump(exclude={"address"}), address=place)


class PickAccount(BaseModel):
    """What was chosen: `ref` of a search, or `account`, the key of one of the customer's."""

    model_config = ConfigDict(extra="forbid")

    ref: Annotated[str, StringConstraints(max_length=600)] | None = None
    account: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")] | None = None
    customer_id: CustomerId | None = None
    conversation_id: ConversationId | None = None

    @model_validator(mode="after")
    def one(self) -> Self:
        """Exactly one of them; a key only means something with its customer."""
        if (self.ref is None) == (self.account is None):
            raise ValueError("give ref or account")
        if self.account is not None and self.customer_id is None:
            raise ValueError("account needs customer_id")
        return self

    def choice(self) -> Choice:
        """The same for the service."""
        return Choice(
            key=self.account,
            ref=self.ref,
            customer_id=self.customer_id,
            conversation_id=self.conversation_id,
        )


class PickedAccountOut(BaseModel):
    """What a ticket takes over; the references stand for what is not shown."""

    account_ref: str
    domain: str
    account_no_masked: str
    name_masked: str
    address: str
    community: str | None
    building: str | None
    unit: str | None
    is_whole_address: bool
    contact_ref: str | None
    contact_masked: str | None

    @classmethod
    def of(cls, picked: Picked) -> Self:
        """The same on the wire."""
        spot = picked.spot
        return cls(
            account_ref=picked.ref,
            domain=picked.account.domain,
            account_no_masked=masked_account(picked.account.account_no),
            name_masked=picked.name_masked,
            address=spot.address,
            community=spot.community,
            building=spot.building,
            unit=spot.unit,
            is_whole_address=spot.is_whole,
            contact_ref=picked.contact_ref,
            contact_masked=picked.contact_masked,
        )


class FoundAccountOut(BaseModel):
    """An account that fits, masked; `ref` is sent back to tie it."""

    ref: str
    domain: str
    account_no_masked: str
    name_masked: str
    phone_masked: str | None
    address_masked: str
    status: str
    usage_class: str

    @classmethod
    def of(cls, found: FoundAccount) -> Self:
        """The account on the wire."""
        one = found.candidate
        return cls(
            ref=found.ref,
            domain=one.domain,
            account_no_masked=found.account_no_masked,
            name_masked=one.name_masked,
            phone_masked=one.phone_masked,
            address_masked=one.address_masked,
            status=one.status,
            usage_class=one.usage_class,
        )


class FoundAccountList(BaseModel):
    """Accounts that match all criteria."""

    items: list[FoundAccountOut]


class LinkAccount(BaseModel):
    """The account that was found, and why it is the customer's."""

    model_config = ConfigDict(extra="forbid")

    ref: Annotated[str, StringConstraints(min_length=8, max_length=1000)]
    reason: _Reason


class LinkedAccount(BaseModel):
    """The key under which the account stands on the card."""

    key: str


class ContactOut(BaseModel):
    """One contact in one line: when, by which way, about what, by whom, what came of it."""

    id: ConversationId
    opened_at: datetime
    closed_at: datetime | None
    status: str
    channel: str
    channel_kind: str
    about: str
    about_source: str
    by: str | None
    result: str | None
    score: int | None
    solved: bool | None

    @classmethod
    def of(cls, line: ContactLine) -> Self:
        """The contact on the wire."""
        contact = line.contact
        return cls(
            id=contact.id,
            opened_at=contact.opened_at,
            closed_at=contact.closed_at,
            status=contact.status,
            channel=contact.channel_name,
            channel_kind=contact.channel_kind,
            about=line.about,
            about_source=line.about_source,
            by=contact.agent_name,
            result=line.result,
            score=contact.score,
            solved=contact.solved,
        )


class ContactPage(BaseModel):
    """Contacts newest first."""

    items: list[ContactOut]
    next_cursor: ConversationId | None
