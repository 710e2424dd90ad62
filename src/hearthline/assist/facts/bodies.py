"""What is sent about accounts and contacts, and the lists that come back."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from hearthline.assist.facts.accounts import FoundAccount
from hearthline.assist.facts.history import ContactLine
from hearthline.business import AccountSearch, Address
from hearthline.kernel import ConversationId

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
