"""What operations need of the world: business systems and our own record of tickets.

Both have a second implementation: the scripted ones of `hearthline pack test`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol, Self, TypeAlias

from hearthline.business import (
    Account,
    AccountCandidate,
    AccountSearch,
    Acting,
    Bill,
    Listing,
    Outage,
    OutageSubscription,
    OutageWish,
    Urging,
    WorkOrder,
    WorkOrderDraft,
)
from hearthline.dialogue.machine.effects import Answer, Done
from hearthline.dialogue.machine.levels import OwnAccount, best_of, level_for
from hearthline.kernel import ConversationId, CustomerId, TicketId
from hearthline.platform.db import Session

After: TypeAlias = Callable[[Session], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom, and from where, an operation is carried out."""

    conversation_id: ConversationId
    customer_id: CustomerId | None
    channel: str
    message_id: str
    subject: str | None
    accounts: tuple[OwnAccount, ...]
    emotion: str = "CALM"

    def owns(self, domain: str, account_no: object) -> bool:
        """Whether the person may act for an account."""
        return any(one.domain == domain and one.account_no == account_no for one in self.accounts)

    def level(self, domain: str, account_no: str | None = None) -> str:
        """How well the person is known for an account, or over his own of the domain."""
        is_known = self.subject is not None
        return level_for(self.accounts, domain, account_no, is_known=is_known)

    def proving(self, answer: Answer) -> Self:
        """The same with what a call has just proved."""
        proof = answer.proof if isinstance(answer, Done) else None
        if proof is None:
            return self
        return replace(self, accounts=best_of([*self.accounts, proof]))

    def acting(self, domain: str, account_no: str | None = None) -> Acting:
        """The same for the gateway, at the level for one account."""
        level = self.level(domain, account_no)
        used = [
            one
            for one in self.accounts
            if one.domain == domain and account_no in (None, one.account_no) and one.level == level
        ]
        return Acting(
            verify_level=level,
            verification_id=used[0].verification_id if used else None,
            subject=self.subject,
            trace_id=str(self.conversation_id),
        )


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of an operation: values for the flow, and what is kept in the closing
    transaction."""

    done: Done
    afters: tuple[After, ...] = ()


class BusinessSystems(Protocol):
    """The verbs of `hearthline.business.Business` that flows use."""

    async def search_accounts(
        self, acting: Acting, search: AccountSearch, *, idempotency_key: str
    ) -> Listing[AccountCandidate]:
        """Accounts that match."""
        ...

    async def get_account(self, acting: Acting, account_no: str) -> Account:
        """One account."""
        ...

    async def list_bills(
        self,
        acting: Acting,
        account_no: str,
        *,
        season: str | None = None,
        status: str | None = None,
    ) -> Listing[Bill]:
        """Bills, newest first."""
        ...

    async def list_outages(
        self,
        acting: Acting,
        *,
        domain: str = "heating",
        account_no: str | None = None,
        address: str | None = None,
        area: str | None = None,
    ) -> Listing[Outage]:
        """Outages at a place."""
        ...

    async def subscribe_outage(
        self, acting: Acting, outage_id: str, wish: OutageWish, *, idempotency_key: str
    ) -> OutageSubscription:
        """Tell of changes."""
        ...

    async def create_work_order(
        self, acting: Acting, draft: WorkOrderDraft, *, idempotency_key: str
    ) -> WorkOrder:
        """File a work order."""
        ...

    async def list_work_orders(
        self,
        acting: Acting,
        *,
        account_no: str | None = None,
        address: str | None = None,
        open_only: bool = False,
        domain: str | None = None,
    ) -> Listing[WorkOrder]:
        """Work orders, newest first."""
        ...

    async def urge_work_order(
        self, acting: Acting, work_order_no: str, urging: Urging, *, idempotency_key: str
    ) -> WorkOrder:
        """Ask again."""
        ...


class TicketBook(Protocol):
    """The verbs of `hearthline.tickets.Tickets` that flows use."""

    async def record(
        self,
        session: Session,
        work_order: WorkOrder,
        *,
        conversation_id: ConversationId,
        customer_id: CustomerId | None,
        slots_text: str,
    ) -> object:
        """Mirror a work order."""
        ...

    async def reopened(
        self, session: Session, ticket_id: TicketId, work_order: WorkOrder
    ) -> object:
        """Link a work order to the one that did not help."""
        ...

    async def call_back_finished(
        self,
        session: Session,
        ticket_id: TicketId,
        *,
        solved: bool | None,
        score: int | None,
        comment: str | None,
    ) -> object:
        """Record what the customer said."""
        ...
