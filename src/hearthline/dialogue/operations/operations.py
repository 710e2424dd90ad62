"""Carries out what flows call, within its time limit, and says in one word how it failed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hearthline.business import BusinessNonsense, BusinessRefused, BusinessUnavailable
from hearthline.dialogue.machine.effects import Answer, Call, Failed
from hearthline.dialogue.machine.levels import reaches
from hearthline.dialogue.operations import reads, writes
from hearthline.dialogue.operations.catalogue import SIGNATURES, needed_level
from hearthline.dialogue.operations.ports import (
    After,
    Asking,
    BusinessSystems,
    Carried,
    TicketBook,
)
from hearthline.platform.log import get_log

log = get_log(__name__)

_NEED_VERIFY = "NEED_VERIFY"
_READS: dict[str, Callable[[BusinessSystems, Asking, Call], Awaitable[Carried]]] = {
    "account.find": reads.find_account,
    "account.facts": reads.account_facts,
    "bills.list": reads.list_bills,
    "outage.at_place": reads.outage_at_place,
    "work_order.list_open": reads.open_work_orders,
}


@dataclass(frozen=True, slots=True)
class Ran:
    """The answer of a call, and what must be kept when the turn closes."""

    answer: Answer
    afters: tuple[After, ...] = ()


class Operations:
    """The registry of what flows may do, bound to the world."""

    def __init__(self, business: BusinessSystems, tickets: TicketBook) -> None:
        """Stand on the business systems and our own tickets."""
        self._business = business
        self._tickets = tickets

    async def run(self, call: Call, asking: Asking) -> Ran:
        """Carry out a call; never raises for trouble of the business systems.

        A write without an answer is `uncertain`: it is asked again later with the same key.
        """
        signature = SIGNATURES[call.operation]
        label = signature.label.zh
        if _is_too_private(call, asking):
            return Ran(Failed("need_verify", note=f"{label}：需要核实身份"))
        is_write = signature.effect.is_lasting
        try:
            async with asyncio.timeout(call.timeout_ms / 1000):
                carried = await self._carry_out(call, asking)
        except BusinessRefused as refusal:
            kind = "need_verify" if refusal.gateway_code == _NEED_VERIFY else "refused"
            hint = refusal.customer_hint.rstrip("。. ")
            return Ran(Failed(kind, hint, f"{label}：业务系统未受理（{refusal.gateway_code}）"))
        except (BusinessUnavailable, TimeoutError):
            kind = "uncertain" if is_write else "unavailable"
        except BusinessNonsense:
            kind = "uncertain" if is_write else "nonsense"
        else:
            return Ran(carried.done, carried.afters)
        log.warning("operation.failed", operation=call.operation, kind=kind, key=call.key)
        return Ran(Failed(kind, note=f"{label}：业务系统没有回应"))

    async def _carry_out(self, call: Call, asking: Asking) -> Carried:
        read = _READS.get(call.operation)
        if read is not None:
            return await read(self._business, asking, call)
        match call.operation:
            case "outage.subscribe":
                return await writes.subscribe_outage(self._business, asking, call)
            case "work_order.open":
                return await writes.open_work_order(
                    self._business, self._tickets, asking=asking, call=call
                )
            case "work_order.urge":
                return await writes.urge_work_order(
                    self._business, self._tickets, asking=asking, call=call
                )
            case "ticket.call_back_finished":
                return await writes.call_back_finished(self._tickets, call)
        raise LookupError(f"operation {call.operation} is declared and not bound")


def _is_too_private(call: Call, asking: Asking) -> bool:
    """Whether the level is too low, or the account is not one that the person proved to have."""
    signature = SIGNATURES[call.operation]
    account_no = call.args.get("account_no")
    number = None if account_no is None else str(account_no)
    needed = needed_level(signature, call.args.get("type"))
    if not reaches(asking.level(call.domain, number), needed):
        return True
    is_named = number is not None
    return signature.is_own and is_named and not asking.owns(call.domain, number)
