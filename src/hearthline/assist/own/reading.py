"""Facts and tickets as what is known and what may be said; the levels were kept by the facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hearthline.assist.facts import AccountFacts, CustomerFacts, Part, PartState
from hearthline.assist.facts.model import Why
from hearthline.assist.own.model import Known, Own, Topic
from hearthline.assist.own.words import (
    aged,
    balance_known,
    bills_known,
    outage_known,
    payment_known,
    room_known,
    ticket_known,
)
from hearthline.kernel import ConversationId
from hearthline.tickets import Ticket

_THERE: Final = (PartState.SHOWN, PartState.STALE)
_TOPICS: Final = {
    "outages": Topic.OUTAGE,
    "bills": Topic.MONEY,
    "balance": Topic.MONEY,
    "payments": Topic.PAYMENT,
    "temperatures": Topic.TEMPERATURE,
}
_UNPROVED: Final = "L0"


@dataclass
class _Gathered:
    """What has been found so far."""

    known: list[Known] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    def add(self, found: tuple[Known, dict[str, str]] | None) -> None:
        """One more thing with its variables."""
        if found is not None:
            self.known.append(found[0])
            self.variables.update({name: value for name, value in found[1].items() if value})


def own_of(
    facts: CustomerFacts | None,
    tickets: Sequence[Ticket],
    *,
    domain: str,
    conversation_id: ConversationId,
) -> Own:
    """What is known of the customer's account of a trade, and of his tickets there.

    With several accounts of one trade only the first is spoken of, by its last digits.
    """
    account = _account_of(facts, domain)
    gathered = _Gathered()
    if account is not None:
        _of_account(gathered, account)
    level = account.level if account is not None else _UNPROVED
    before = [
        one
        for one in tickets
        if one.is_open and one.domain == domain and one.conversation_id != conversation_id
    ]
    _of_tickets(gathered, before, level)
    return Own(
        known=tuple(sorted(gathered.known, key=lambda one: list(Topic).index(one.topic))),
        withheld=tuple(dict.fromkeys(_withheld(account))) if account is not None else (),
        variables=gathered.variables,
        facts=gathered.facts,
        is_whole=account is None or not any(_is_late(account, name) for name in _TOPICS),
    )


def _account_of(facts: CustomerFacts | None, domain: str) -> AccountFacts | None:
    accounts = facts.accounts if facts is not None else ()
    return next((one for one in accounts if one.tie.account.domain == domain), None)


def _of_account(gathered: _Gathered, account: AccountFacts) -> None:
    tail = account.tie.account.account_no[-4:]
    domain = account.tie.account.domain
    gathered.variables["户号尾号"] = tail
    outages = account.outages
    if outages.data is not None and outages.state in _THERE:
        gathered.add(outage_known(outages.data.items, domain, aged(outages)))
        gathered.facts["outage"] = _outage_word([one.status for one in outages.data.items])
    _of_money(gathered, account, tail)
    rooms = account.temperatures
    if rooms.data is not None and rooms.state in _THERE:
        gathered.add(room_known(rooms.data.rooms, aged(rooms)))


def _of_money(gathered: _Gathered, account: AccountFacts, tail: str) -> None:
    bills, balance, payments = account.bills, account.balance, account.payments
    profile = account.profile.data
    if profile is not None and profile.has_arrears is not None:
        gathered.facts["arrears"] = profile.has_arrears
    if bills.data is not None and bills.state in _THERE:
        gathered.add(bills_known(bills.data.items, tail, aged(bills)))
        gathered.facts["arrears"] = any(one.arrears_fen > 0 for one in bills.data.items)
    elif gathered.facts.get("arrears"):
        # The agent knows that there is something; the sum and the words wait for the identity.
        gathered.known.append(Known(Topic.MONEY, "有欠费，金额核身后可见"))
    if balance.data is not None and balance.state in _THERE and balance.data.prepaid:
        gathered.add(balance_known(balance.data, tail, aged(balance)))
    if payments.data is not None and payments.state in _THERE:
        newest = payment_known(payments.data.items, aged(payments))
        gathered.add(None if newest is None else (newest, {}))


def _of_tickets(gathered: _Gathered, before: Sequence[Ticket], level: str) -> None:
    """Open tickets of before; that of this conversation is known to it already."""
    gathered.facts["open_tickets"] = len(before)
    if not before:
        return
    known, variables = ticket_known(before[0], len(before) - 1)
    if level == _UNPROVED:
        known, variables = Known(known.topic, known.value), {}
    gathered.add((known, variables))


def _withheld(account: AccountFacts) -> Iterator[Topic]:
    for name, topic in _TOPICS.items():
        part: Part[Any] = getattr(account, name)
        if part.state is PartState.WITHHELD and part.why is Why.NEED_VERIFY:
            yield topic


def _is_late(account: AccountFacts, name: str) -> bool:
    part: Part[Any] = getattr(account, name)
    return part.state is PartState.LOADING or part.why is Why.SLOW


def _outage_word(states: Sequence[str]) -> str:
    if "ACTIVE" in states:
        return "active"
    return "planned" if states else "none"
