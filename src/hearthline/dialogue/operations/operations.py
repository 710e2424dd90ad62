"""Carries out what flows call, within its time limit, and says in one word how it failed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from hearthline.business import (
    Business,
    BusinessNonsense,
    BusinessRefused,
    BusinessUnavailable,
)
from hearthline.dialogue.machine.effects import Answer, Call, Failed
from hearthline.dialogue.operations import accounts, applications, money, orders, people, supply
from hearthline.dialogue.operations.catalogue import SIGNATURES, needed_level
from hearthline.dialogue.operations.errand import Errand
from hearthline.dialogue.operations.kept import KeptHere, NothingKept
from hearthline.dialogue.operations.ports import (
    After,
    Asking,
    Attempts,
    Carried,
    Nearby,
    TicketBook,
    nothing_nearby,
)
from hearthline.platform.log import get_log

log = get_log(__name__)

Carry: TypeAlias = Callable[[Errand], Awaitable[Carried]]
_KINDS: Final = {
    "NEED_VERIFY": "need_verify",
    "NOT_FOUND": "not_found",
    "MULTI_MATCH": "several",
    "RATE_LIMITED": "locked",
    "PRECHECK_EXPIRED": "expired",
}
_PLAIN: Final[Mapping[str, Carry]] = {
    "account.find": accounts.find_account,
    "account.own": accounts.own_accounts,
    "account.facts": accounts.account_facts,
    "subscriptions.get": accounts.get_subscriptions,
    "subscriptions.set": accounts.set_subscriptions,
    "profile.change": accounts.change_profile,
    "bills.list": money.list_bills,
    "balance.get": money.get_balance,
    "payments.list": money.list_payments,
    "pay.link": money.pay_link,
    "invoice.list": money.list_invoices,
    "invoice.create": money.create_invoice,
    "refund.estimate": money.estimate_refund,
    "autopay.list": money.list_autopay,
    "autopay.create": money.create_autopay,
    "autopay.cancel": money.cancel_autopay,
    "usage.get": supply.get_usage,
    "temperature.get": supply.list_temperatures,
    "outage.at_place": supply.outage_at_place,
    "outage.subscribe": supply.subscribe_outage,
    "policy.get": supply.get_policy,
    "tariff.get": supply.get_tariffs,
    "branches.near": supply.branches_near,
    "meter.get": supply.get_meter,
    "work_order.list_open": orders.list_open,
    "work_order.get": orders.get_order,
    "application.precheck": applications.precheck,
    "application.submit": applications.submit,
    "application.list": applications.list_applications,
    "application.get": applications.get_application,
    "application.withdraw": applications.withdraw,
    "progress.list": applications.list_progress,
    "slots.list": applications.list_slots,
    "appointment.book": applications.book,
    "appointment.cancel": applications.cancel_visit,
    "meter.test": applications.test_meter,
    "identity.state": people.get_verification,
    "callback.request": people.request_callback,
    "feedback.send": people.send_feedback,
}
_WITH_TICKETS: Final[Mapping[str, Callable[[Errand, TicketBook], Awaitable[Carried]]]] = {
    "work_order.open": orders.open_order,
    "work_order.alarm": orders.raise_alarm,
    "work_order.urge": orders.urge,
    "work_order.withdraw": orders.withdraw,
    "ticket.call_back_finished": orders.call_back_finished,
}
_WITH_ATTEMPTS: Final[Mapping[str, Callable[[Errand, Attempts], Awaitable[Carried]]]] = {
    "identity.send_code": people.send_code,
    "identity.verify": people.verify,
}
_NOTHING_KEPT: Final = NothingKept()


@dataclass(frozen=True, slots=True)
class Ran:
    """The answer of a call, and what must be kept when the turn closes."""

    answer: Answer
    afters: tuple[After, ...] = ()


class Operations:
    """The registry of what flows may do, bound to the world."""

    def __init__(
        self,
        business: Business,
        tickets: TicketBook,
        attempts: Attempts,
        *,
        nearby: Nearby = nothing_nearby,
        kept: KeptHere = _NOTHING_KEPT,
    ) -> None:
        """Stand on the business systems, our own tickets, and the record of identity checks.

        `nearby` tells of incidents at a place that the business systems do not know, `kept` of
        tickets that are kept at the desk.
        """
        self._business = business
        self._tickets = tickets
        self._attempts = attempts
        self._nearby = nearby
        self._kept = kept

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
                errand = Errand(call, self._business, asking, self._nearby, self._kept)
                carried = await self._carry_out(errand)
        except BusinessRefused as refusal:
            return Ran(_refused(refusal, label))
        except (BusinessUnavailable, TimeoutError):
            kind = "uncertain" if is_write else "unavailable"
        except BusinessNonsense:
            kind = "uncertain" if is_write else "nonsense"
        else:
            return Ran(carried.done, carried.afters)
        log.warning("operation.failed", operation=call.operation, kind=kind, key=call.key)
        return Ran(Failed(kind, note=f"{label}：业务系统没有回应"))

    async def _carry_out(self, errand: Errand) -> Carried:
        name = errand.call.operation
        if name in _WITH_TICKETS:
            return await _WITH_TICKETS[name](errand, self._tickets)
        if name in _WITH_ATTEMPTS:
            return await _WITH_ATTEMPTS[name](errand, self._attempts)
        if name in _PLAIN:
            return await _PLAIN[name](errand)
        raise LookupError(f"operation {name} is declared and not bound")


def _refused(refusal: BusinessRefused, label: str) -> Failed:
    kind = _KINDS.get(refusal.gateway_code, "refused")
    return Failed(
        kind,
        hint=refusal.customer_hint.rstrip("。. "),
        note=f"{label}：业务系统未受理（{refusal.gateway_code}）",
        reasons=tuple(reason.text.rstrip("。. ") for reason in refusal.reasons),
    )


def _is_too_private(call: Call, asking: Asking) -> bool:
    """Whether the level is too low, or the account is not one that the person proved to have."""
    signature = SIGNATURES[call.operation]
    account_no = call.args.get("account_no")
    number = None if account_no is None else str(account_no)
    if not asking.reaches(call.domain, number, needed_level(signature, call.args.get("type"))):
        return True
    is_named = number is not None
    return signature.is_own and is_named and not asking.owns(call.domain, number)
