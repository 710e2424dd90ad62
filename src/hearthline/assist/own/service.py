"""Asks for the customer's facts beside a card: what is kept comes at once, the rest is not
waited for. Never raises: a card without facts is better than none."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Final

from hearthline.access import Staff
from hearthline.assist.facts import CustomerFacts, FactsDesk
from hearthline.assist.facts.model import Wanted
from hearthline.assist.own.model import LATE, NOTHING, Own
from hearthline.assist.own.reading import own_of
from hearthline.conversations import Conversation
from hearthline.kernel import HearthlineError
from hearthline.platform.db import Database
from hearthline.platform.log import get_log
from hearthline.tickets import Ticket, Tickets

log = get_log(__name__)

AT_ONCE: Final = 0.1
_MARGIN: Final = 0.15
_SPOKEN: Final = {
    "heating": re.compile(r"暖|供热|停热|热费|不热|室温|测温"),
    "power": re.compile(r"电(?!话|梯|动|视)"),
}


class OwnFacts:
    """What is known of the customer of a conversation, as its agent may say it."""

    def __init__(self, database: Database, facts: FactsDesk, tickets: Tickets) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._facts = facts
        self._tickets = tickets

    async def of(
        self, thread: Conversation, staff: Staff, *, wait_seconds: float = AT_ONCE
    ) -> dict[str, Own]:
        """By trade, what came in time; what comes later is kept and there the next time."""
        if thread.customer_id is None:
            return {}
        try:
            async with asyncio.timeout(wait_seconds + _MARGIN):
                facts = await self._facts.of(
                    thread.customer_id, thread.id, Wanted(wait_seconds=wait_seconds), staff=staff
                )
                async with self._database.session(staff.tenant_id) as session:
                    tickets = await self._tickets.of_customer(session, thread.customer_id)
        except (TimeoutError, HearthlineError) as trouble:
            log.info("assist.no_facts", cause=type(trouble).__name__)
        except Exception:
            # A fault of ours costs the card its facts, not the agent his card.
            log.exception("assist.own_facts_failed")
        else:
            return _by_trade(facts, tickets, thread)
        return dict.fromkeys(_SPOKEN, LATE)


def of_trade(found: Mapping[str, Own], domains: Sequence[str], *said: str) -> Own:
    """What is known of the trade that is spoken of, as far as the words tell; else of the first."""
    mine = [one for one in domains if one in found] or list(found)
    named = [one for one in mine if one in _SPOKEN and _SPOKEN[one].search("\n".join(said))]
    return found[(named if len(named) == 1 else mine)[0]] if mine else NOTHING


def _by_trade(
    facts: CustomerFacts, tickets: Sequence[Ticket], thread: Conversation
) -> dict[str, Own]:
    named = [one.tie.account.domain for one in facts.accounts] or [one.domain for one in tickets]
    return {
        domain: own_of(facts, tickets, domain=domain, conversation_id=thread.id)
        for domain in dict.fromkeys(named)
    }
