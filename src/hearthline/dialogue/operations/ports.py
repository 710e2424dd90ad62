"""What operations need of the world besides the business systems, and for whom they act.

Each has a second implementation for `hearthline pack test`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Protocol, Self, TypeAlias

from hearthline.business import Acting, Outage, WorkOrder
from hearthline.dialogue.machine.effects import Answer, Done
from hearthline.dialogue.machine.levels import OwnAccount, best_of, level_for, reaches
from hearthline.kernel import ConversationId, CustomerId, TenantId, TicketId
from hearthline.platform.db import Session

# How the id of an outage begins that the business systems do not know.
OWN_INCIDENT: Final = "incident:"

After: TypeAlias = Callable[[Session], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom, from where and when an operation is carried out."""

    tenant_id: TenantId
    conversation_id: ConversationId
    customer_id: CustomerId | None
    channel: str
    message_id: str
    subject: str | None
    accounts: tuple[OwnAccount, ...]
    at: datetime
    emotion: str = "CALM"

    def owns(self, domain: str, account_no: object) -> bool:
        """Whether the person may act for an account."""
        return any(one.domain == domain and one.account_no == account_no for one in self.accounts)

    def level(self, domain: str, account_no: str | None = None) -> str:
        """How well the person is known for an account, or over his own of the domain."""
        is_known = self.subject is not None
        return level_for(self.accounts, domain, account_no, is_known=is_known)

    def reaches(self, domain: str, account_no: str | None, needed: str) -> bool:
        """Whether the level for an account is enough."""
        return reaches(self.level(domain, account_no), needed)

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


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a flow knows it: an account, an address or an area."""

    domain: str
    account_no: str | None
    address: str | None
    area: str | None


Nearby: TypeAlias = Callable[[Asking, Spot], Awaitable[list[Outage]]]


async def nothing_nearby(asking: Asking, spot: Spot) -> list[Outage]:
    """For an installation that keeps no incidents of its own."""
    del asking, spot
    return []


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


class Attempts(Protocol):
    """The record of tries to prove who one is: it locks, and audits read it."""

    async def is_locked(self, asking: Asking, domain: str, account_no: str) -> bool:
        """Whether too many tries have failed."""
        ...

    async def note(
        self, asking: Asking, domain: str, account_no: str, *, tried: tuple[str, str]
    ) -> None:
        """Keep a try at once: its method and outcome (proved, pending, failed, locked, unknown)."""
        ...
