"""A customer's contacts over every way in, one line each (R13, R67)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hearthline.conversations import Contact, Contacts
from hearthline.customers import Groups
from hearthline.kernel import ConversationId, CustomerId
from hearthline.platform.db import Session
from hearthline.tickets import Tickets

Results: TypeAlias = Callable[
    [Session, Sequence[ConversationId]], Awaitable[dict[ConversationId, str]]
]


async def nothing_noted(
    session: Session, conversations: Sequence[ConversationId]
) -> dict[ConversationId, str]:
    """For an installation in which nobody notes what came of a conversation."""
    del session, conversations
    return {}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact with what it was about (`ticket` or the customer's `words`) and its result."""

    contact: Contact
    about: str
    about_source: str
    result: str | None


class History:
    """Reads contacts page by page."""

    def __init__(self, tickets: Tickets, *, results: Results = nothing_noted) -> None:
        """`results` tells what agents noted when they finished (routing's verb)."""
        self._contacts = Contacts()
        self._groups = Groups()
        self._tickets = tickets
        self._results = results

    async def page(
        self,
        session: Session,
        customer_id: CustomerId,
        *,
        q: str = "",
        before: ConversationId | None = None,
        limit: int = 20,
    ) -> list[ContactLine]:
        """Contacts newest first, those with `q` in their words; raises CustomerUnknown."""
        group = await self._groups.of(session, customer_id)
        found = await self._contacts.page(session, group.ids, q=q, before=before, limit=limit)
        ids = [one.id for one in found]
        results = await self._results(session, ids)
        filed: dict[ConversationId, str] = {}
        for entry in group.ids:
            for ticket in await self._tickets.of_customer(session, entry):
                if ticket.conversation_id is not None:
                    filed.setdefault(ticket.conversation_id, ticket.type_name)
        return [_line(one, filed.get(one.id), results.get(one.id)) for one in found]


def _line(contact: Contact, filed: str | None, result: str | None) -> ContactLine:
    about, source = (filed, "ticket") if filed else (contact.first_words, "words")
    return ContactLine(contact, about, source, result)
