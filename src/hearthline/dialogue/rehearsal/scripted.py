"""A stand-in for the business systems that answers as a test says, and keeps what was written.

Troubles by verb: `down` (no answer), `nonsense`, `refused`, and for writes `lost` (carried out,
the answer is lost, as on a cut line) which happens once.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hearthline.business import (
    Account,
    AccountCandidate,
    AccountSearch,
    Acting,
    Bill,
    BillLine,
    BusinessNonsense,
    BusinessRefused,
    BusinessUnavailable,
    Listing,
    Outage,
    OutageArea,
    OutageSubscription,
    OutageWish,
    PolicyRef,
    ProgressStep,
    Promises,
    Urging,
    WorkOrder,
    WorkOrderDraft,
)

TYPE_NAMES = {
    "H-RP-01": "整户不热",
    "H-RP-02": "部分不热",
    "H-TP-01": "室温检测申请",
}
_ARRIVE_WITHIN = timedelta(hours=2)
_RESOLVE_WITHIN = timedelta(hours=24)


@dataclass
class ScriptedBusiness:
    """The gateway of one test; `now` is the test's clock."""

    now: datetime
    known_accounts: tuple[str, ...] = ("1203005678", "1203005679")
    outages: tuple[Outage, ...] = ()
    orders: list[WorkOrder] = field(default_factory=list)
    bills: tuple[Bill, ...] = ()
    is_stale: bool = False
    troubles: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    drafts: list[WorkOrderDraft] = field(default_factory=list)
    wishes: list[OutageWish] = field(default_factory=list)
    answered: dict[str, WorkOrder] = field(default_factory=dict)

    async def search_accounts(
        self, acting: Acting, search: AccountSearch, *, idempotency_key: str
    ) -> Listing[AccountCandidate]:
        """By number only."""
        del acting, idempotency_key
        self._enter("search_accounts")
        found = [no for no in self.known_accounts if no == search.account_no]
        items = tuple(
            AccountCandidate(
                account_no=number,
                domain="heating",
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
        return Account(
            account_no=account_no,
            domain="heating",
            status="ACTIVE",
            usage_class="RESIDENTIAL",
            name_masked="张*",
            address_masked="幸福里3号楼***",
            has_arrears=True,
            policy=PolicyRef(id="cn-heat-example", version=4),
            as_of=self.now,
            stale=self.is_stale,
        )

    async def list_bills(
        self,
        acting: Acting,
        account_no: str,
        *,
        season: str | None = None,
        status: str | None = None,
    ) -> Listing[Bill]:
        """Bills, refused below L2 as the gateway does."""
        del account_no, season, status
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
    ) -> Listing[Outage]:
        """The outages of the test, wherever they are asked for."""
        del acting, domain, account_no, address, area
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
        return Listing(tuple(self.orders), None, self.now, self.is_stale)

    async def urge_work_order(
        self, acting: Acting, work_order_no: str, urging: Urging, *, idempotency_key: str
    ) -> WorkOrder:
        """Say that it is urged."""
        del acting, urging, idempotency_key
        self._enter("urge_work_order")
        return self.order("H-RP-01", number=work_order_no, status_text="已催办，维修人员在途")

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
            domain="heating",
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
            account_no=self.known_accounts[0],
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
        if trouble == "refused":
            raise BusinessRefused("NOT_ELIGIBLE", "该户已报停，不能报修。")
        raise BusinessUnavailable(verb, "scripted", uncertain=verb.startswith("create"))


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
