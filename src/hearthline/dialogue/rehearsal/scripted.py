"""A stand-in for the business systems that answers as a test says, and keeps what was written.

Troubles by verb: `down` (no answer), `nonsense`, `refused`, `need_verify`, `not_found`, `several`,
`locked`, `expired`, and for writes `lost` (carried out, the answer is lost, as on a cut line)
which happens once. The verbs below are kept by hand, all others answer with bodies of the contract.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from hearthline.business import (
    Account,
    AccountCandidate,
    AccountSearch,
    Acting,
    Bill,
    BillLine,
    Business,
    BusinessNonsense,
    BusinessRefused,
    BusinessUnavailable,
    Gateway,
    GatewayLimits,
    Listing,
    Outage,
    OutageArea,
    OutageSubscription,
    OutageWindow,
    OutageWish,
    PolicyRef,
    PowerFacts,
    ProgressStep,
    Promises,
    Urging,
    Withdrawal,
    WorkOrder,
    WorkOrderDraft,
)
from hearthline.dialogue.rehearsal.answers import CODE, ID_TAIL, NAME, answer_of

Answer = TypeVar("Answer")
_REFUSALS: Final = {
    "refused": ("NOT_ELIGIBLE", "该户已报停，不能报修。"),
    "need_verify": ("NEED_VERIFY", "需要核实身份。"),
    "not_found": ("NOT_FOUND", "没有找到。"),
    "several": ("MULTI_MATCH", "匹配到多个户号。"),
    "locked": ("RATE_LIMITED", "次数过多，请稍后再试。"),
    "expired": ("PRECHECK_EXPIRED", "核查结果已过期。"),
}
_WRITES: Final = ("create", "submit", "withdraw", "cancel", "put", "urge")
TYPE_NAMES = {
    "H-RP-01": "整户不热",
    "H-RP-02": "部分不热",
    "H-TP-01": "室温检测申请",
}
_HOME: Final = "幸福里3号楼2单元501"
_ARRIVE_WITHIN = timedelta(hours=2)
_RESOLVE_WITHIN = timedelta(hours=24)


class ScriptedGateway(Gateway):
    """Answers with a body of the contract where others would ask over the wire."""

    def __init__(self, script: "ScriptedBusiness") -> None:
        """Stand on a script; there is no pool to make."""
        self._script = script
        self.limits = GatewayLimits()

    async def ask(self, acting: Acting, call: Any, read: Callable[[bytes], Answer]) -> Answer:
        """The scripted answer of an operation, read as any other."""
        body = self._script.body(acting, call)
        return read(json.dumps(body, ensure_ascii=False).encode())


@dataclass
class ScriptedBusiness(Business):
    """The business systems of one test; `now` is the test's clock.

    `answers` changes members of the scripted answer of a verb.
    """

    now: datetime
    known_accounts: tuple[str, ...] = ("1203005678", "1203005679", "6200112233", "6200112244")
    outages: tuple[Outage, ...] = ()
    orders: list[WorkOrder] = field(default_factory=list)
    bills: tuple[Bill, ...] = ()
    is_stale: bool = False
    troubles: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    drafts: list[WorkOrderDraft] = field(default_factory=list)
    wishes: list[OutageWish] = field(default_factory=list)
    answered: dict[str, WorkOrder] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Everything that is not kept by hand goes through the scripted gateway."""
        super().__init__(ScriptedGateway(self))

    def body(self, acting: Acting, call: Any) -> dict[str, Any]:
        """The body of an answer, after the trouble that the test wants."""
        verb = re.sub(r"(?<!^)([A-Z])", r"_\1", call.operation).lower()
        trouble = self._enter(verb, but="lost")
        asked = {**call.query, **(call.body or {})}
        self.sent.append((verb, asked))
        if verb == "verify_identity":
            self._prove(asked)
        if verb == "send_otp" and asked["account_no"] not in self.known_accounts:
            raise BusinessRefused("NOT_FOUND", "没有找到。")
        del acting
        made = answer_of(call.operation, call.path, asked, moment=self.now, stale=self.is_stale)
        if trouble == "lost":
            del self.troubles[verb]
            raise BusinessUnavailable(call.operation, "cut", uncertain=True)
        return {**made, **self.answers.get(verb, {})}

    def _prove(self, proof: Mapping[str, Any]) -> None:
        """Only the usual person's answers hold; what was wrong is not said."""
        place = str(proof.get("address", {}).get("raw", ""))
        right = {
            "OTP": proof.get("code") == CODE and proof.get("otp_id") == "OTP1",
            "NAME_ADDRESS": proof.get("name") == NAME and "501" in place,
            "ID_CHECK": (proof.get("code"), proof.get("name"), proof.get("id_last4"))
            == (CODE, NAME, ID_TAIL),
            "REAL_NAME_LINK": True,
        }
        if proof["account_no"] not in self.known_accounts or not right[proof["method"]]:
            raise BusinessRefused("VERIFY_FAILED", "核验未通过。")

    async def search_accounts(
        self, acting: Acting, search: AccountSearch, *, idempotency_key: str
    ) -> Listing[AccountCandidate]:
        """By number, or by the address of the usual person."""
        del acting, idempotency_key
        self._enter("search_accounts")
        raw = "" if search.address is None else search.address.raw
        is_home = search.account_no is None and _HOME in raw
        home = "6200112233" if search.domain == "power" else "1203005678"
        wanted = home if is_home else search.account_no
        found = [no for no in self.known_accounts if no == wanted]
        items = tuple(
            AccountCandidate(
                account_no=number,
                domain=search.domain or "heating",
                name_masked="张*",
                address_masked="幸福里3号楼***",
                status="ACTIVE",
                usage_class="RESIDENTIAL",
            )
            for number in found
        )
        return Listing(items, None, self.now, self.is_stale)

    async def get_account(self, acting: Acting, account_no: str) -> Account:
        """A masked profile."""
        del acting
        self._enter("get_account")
        usual = Account(
            account_no=account_no,
            domain="power" if account_no.startswith("6200") else "heating",
            status="ACTIVE",
            usage_class="RESIDENTIAL",
            name_masked="张*",
            address_masked="幸福里3号楼***",
            has_arrears=True,
            policy=PolicyRef(id="cn-heat-example", version=4),
            as_of=self.now,
            stale=self.is_stale,
        )
        answers = dict(self.answers.get("get_account", {}))
        if "power" in answers:
            answers["power"] = PowerFacts(**answers["power"])
        return replace(usual, **answers)

    async def list_bills(
        self,
        acting: Acting,
        account_no: str,
        *,
        season: str | None = None,
        month: str | None = None,
        status: str | None = None,
    ) -> Listing[Bill]:
        """Bills, refused below L2 as the gateway does."""
        del account_no, season, month, status
        self._enter("list_bills")
        if acting.verify_level < "L2":
            raise BusinessRefused("NEED_VERIFY", "需要核实身份", required_level="L2")
        return Listing(self.bills, None, self.now, self.is_stale)

    async def list_outages(
        self,
        acting: Acting,
        *,
        domain: str = "heating",
        account_no: str | None = None,
        address: str | None = None,
        area: str | None = None,
        window: OutageWindow | None = None,
    ) -> Listing[Outage]:
        """The outages of the test, wherever they are asked for."""
        del acting, domain, account_no, address, area, window
        self._enter("list_outages")
        return Listing(self.outages, None, self.now, self.is_stale)

    async def subscribe_outage(
        self, acting: Acting, outage_id: str, wish: OutageWish, *, idempotency_key: str
    ) -> OutageSubscription:
        """Keep the wish."""
        del acting, idempotency_key
        self._enter("subscribe_outage")
        self.wishes.append(wish)
        return OutageSubscription(
            subscription_id="SB1",
            outage_id=outage_id,
            channel=wish.channel,
            target_masked="138****5678",
        )

    async def create_work_order(
        self, acting: Acting, draft: WorkOrderDraft, *, idempotency_key: str
    ) -> WorkOrder:
        """File once for each key."""
        del acting
        trouble = self._enter("create_work_order", but="lost")
        if idempotency_key not in self.answered:
            self.drafts.append(draft)
            self.answered[idempotency_key] = self.order(draft.type_code, priority=draft.priority)
        if trouble == "lost":
            del self.troubles["create_work_order"]
            raise BusinessUnavailable("createWorkOrder", "cut", uncertain=True)
        return self.answered[idempotency_key]

    async def list_work_orders(
        self,
        acting: Acting,
        *,
        account_no: str | None = None,
        address: str | None = None,
        open_only: bool = False,
        domain: str | None = None,
    ) -> Listing[WorkOrder]:
        """The open orders of the test."""
        del acting, account_no, address, open_only, domain
        self._enter("list_work_orders")
        changed = self.answers.get("list_work_orders", {})
        orders = tuple(replace(order, **changed) for order in self.orders)
        return Listing(orders, None, self.now, self.is_stale)

    async def urge_work_order(
        self, acting: Acting, work_order_no: str, urging: Urging, *, idempotency_key: str
    ) -> WorkOrder:
        """Say that it is urged."""
        del acting, urging, idempotency_key
        self._enter("urge_work_order")
        return self.order("H-RP-01", number=work_order_no, status_text="已催办，维修人员在途")

    async def get_work_order(self, acting: Acting, work_order_no: str) -> WorkOrder:
        """One of the test's orders."""
        del acting
        self._enter("get_work_order")
        known = [*self.orders, *self.answered.values()]
        for order in known:
            if order.work_order_no == work_order_no:
                return order
        raise BusinessRefused("NOT_FOUND", "没有找到这张工单。")

    async def withdraw_work_order(
        self, acting: Acting, work_order_no: str, withdrawal: Withdrawal, *, idempotency_key: str
    ) -> WorkOrder:
        """Say that it is withdrawn."""
        del acting, withdrawal, idempotency_key
        self._enter("withdraw_work_order")
        return self.order("H-RP-01", number=work_order_no, status_text="已撤销")

    def order(
        self,
        type_code: str,
        *,
        number: str | None = None,
        priority: str = "P1",
        status_text: str = "已受理，正在派单",
    ) -> WorkOrder:
        """A work order as the gateway would give it."""
        return WorkOrder(
            work_order_no=number or f"WO20261121{len(self.answered) + 1:04d}",
            domain="power" if type_code.startswith("E") else "heating",
            type_code=type_code,
            type_name=TYPE_NAMES.get(type_code, type_code),
            priority=priority,
            status="accepted",
            status_text=status_text,
            created_at=self.now,
            repeat_no=1,
            urge_count=0,
            as_of=self.now,
            stale=False,
            account_no=self.known_accounts[2 if type_code.startswith("E") else 0],
            address_masked="幸福里3号楼***",
            promises=Promises(
                arrive_by=self.now + _ARRIVE_WITHIN,
                resolve_by=self.now + _RESOLVE_WITHIN,
                text="维修人员将在 2 小时内上门。",
            ),
            progress=(ProgressStep(at=self.now, text="已受理", status="accepted"),),
        )

    def _enter(self, verb: str, but: str | None = None) -> str | None:
        self.calls.append(verb)
        trouble = self.troubles.get(verb)
        if trouble is None or trouble == but:
            return trouble
        if trouble == "nonsense":
            raise BusinessNonsense(verb, "scripted")
        if trouble in _REFUSALS:
            raise BusinessRefused(*_REFUSALS[trouble])
        raise BusinessUnavailable(verb, "scripted", uncertain=verb.startswith(_WRITES))


def outage_now(now: datetime, *, status: str = "ACTIVE", has_end: bool = True) -> Outage:
    """An outage of a community, going on or planned."""
    start = now - timedelta(hours=2) if status == "ACTIVE" else now + timedelta(days=1)
    return Outage(
        outage_id="OT5531",
        domain="heating",
        kind="FAULT" if status == "ACTIVE" else "PLANNED",
        status=status,
        areas=(OutageArea(name="幸福里", buildings=("3", "5")),),
        start_at=start,
        reason_text="二次网管道漏水抢修",
        planned_end_at=start + timedelta(hours=8) if has_end else None,
        progress_text="抢修人员已到现场",
    )


def bill_now(now: datetime, *, paid_fen: int = 0) -> Bill:
    """The bill of the season."""
    return Bill(
        bill_no="B1",
        domain="heating",
        period="2026-2027",
        status="UNPAID",
        payable_fen=234000,
        paid_fen=paid_fen,
        arrears_fen=234000 - paid_fen,
        late_fee_fen=0,
        due_date=now.date() + timedelta(days=40),
        items=(BillLine(name="采暖费", amount_fen=234000),),
    )
