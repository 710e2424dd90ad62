"""Every operation of the contract: how it is asked, what goes over the wire, what comes back."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hearthline.business import (
    AccountSearch,
    Acting,
    Address,
    ApplicationData,
    ApplicationDraft,
    AppointmentWish,
    AutopayWish,
    Business,
    CallbackWish,
    ColdDays,
    Confirmation,
    FeedbackDraft,
    IdentityProof,
    InvoiceWish,
    MeterTestWish,
    OutageWindow,
    OutageWish,
    Paper,
    PayLinkWish,
    ProfileCorrection,
    RefundQuestion,
    Source,
    Submission,
    Subscription,
    SubscriptionsUpdate,
    Urging,
    Withdrawal,
    WorkOrderDraft,
)
from tests.business import answers as told
from tests.business.answers import page

HEAT, POWER, KEY = "1203005678", "6200112233", "turn-1:step-1"
KNOWN = Acting(verify_level="L2", verification_id="VF1", subject="s-1", trace_id="t-1")
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
YES = Confirmation(text="确认", at=NOON, message_id="m-1", summary="读给客户听的话")
WEB = Source(channel="web", conversation_id="c-1", message_id="m-1")
PLACE = Address(
    raw="幸福小区三号楼二单元501", community="幸福小区", building="3", unit="2", room="501"
)
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 512

YES_WIRE = {
    "text": "确认",
    "at": "2026-11-20T12:00:00+08:00",
    "message_id": "m-1",
    "summary": "读给客户听的话",
}
WEB_WIRE = {"channel": "web", "conversation_id": "c-1", "message_id": "m-1"}
PLACE_WIRE = {
    "raw": "幸福小区三号楼二单元501",
    "community": "幸福小区",
    "building": "3",
    "unit": "2",
    "room": "501",
}


@dataclass(frozen=True)
class Example:
    """One operation; `writes` when losing its answer leaves something uncertain."""

    operation: str
    ask: Callable[[Business], Awaitable[object]]
    wire: str
    answer: dict[str, Any] | None
    body: dict[str, Any] | None = None
    writes: bool = False
    status: int = 200

    @property
    def method(self) -> str:
        return self.wire.partition(" ")[0]

    @property
    def is_list(self) -> bool:
        return self.answer is not None and "next_cursor" in self.answer


def paper(content: bytes = PDF, *, size: int | None = None, **changes: Any) -> Paper:
    """A deed in pieces of 10,000 bytes."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 10_000):
            yield content[start : start + 10_000]

    asked = {"kind": "DEED", "media_type": "application/pdf"} | changes
    return Paper(size=len(content) if size is None else size, open=pieces, **asked)


# fmt: off
# A table is read by its columns.
ACCOUNTS = [
    Example("searchAccounts",
            lambda b: b.search_accounts(KNOWN, AccountSearch(
                domain="heating", phone="13800005678", name="张三", address=PLACE,
                old_card_no="K1"), idempotency_key=KEY),
            "POST /accounts/search", page(told.CANDIDATE, next_cursor="more"),
            {"domain": "heating", "phone": "13800005678", "name": "张三", "address": PLACE_WIRE,
             "old_card_no": "K1"}),
    Example("getAccount", lambda b: b.get_account(KNOWN, HEAT),
            "GET /accounts/1203005678", told.ACCOUNT),
    Example("createProfileChange",
            lambda b: b.create_profile_change(KNOWN, HEAT, ProfileCorrection(
                field="phone", new_value="13900001234", source=WEB, evidence=("F1",),
                confirmation=YES), idempotency_key=KEY),
            "POST /accounts/1203005678/profile-changes", told.PROFILE_CHANGE,
            {"field": "phone", "new_value": "13900001234", "evidence": ["F1"],
             "source": WEB_WIRE, "confirmation": YES_WIRE}, writes=True, status=202),
    Example("getSubscriptions", lambda b: b.get_subscriptions(KNOWN, POWER),
            "GET /accounts/6200112233/subscriptions", told.SUBSCRIPTIONS),
    Example("putSubscriptions",
            lambda b: b.put_subscriptions(KNOWN, POWER, SubscriptionsUpdate(
                items=(Subscription(topic="OUTAGE", channel="SMS", enabled=False),
                       Subscription(topic="BALANCE_LOW", channel="SMS", enabled=True,
                                    threshold_fen=3000)),
                confirmation=YES)),
            "PUT /accounts/6200112233/subscriptions", told.SUBSCRIPTIONS,
            {"items": [{"topic": "OUTAGE", "channel": "SMS", "enabled": False},
                       {"topic": "BALANCE_LOW", "channel": "SMS", "enabled": True,
                        "threshold_fen": 3000}],
             "confirmation": YES_WIRE}, writes=True),
]
MONEY = [
    Example("listBills",
            lambda b: b.list_bills(KNOWN, HEAT, season="2026-2027", status="UNPAID"),
            "GET /accounts/1203005678/bills?season=2026-2027&status=UNPAID", page(told.BILL)),
    Example("getBalance", lambda b: b.get_balance(KNOWN, POWER),
            "GET /accounts/6200112233/balance", told.BALANCE),
    Example("listPayments", lambda b: b.list_payments(KNOWN, POWER),
            "GET /accounts/6200112233/payments", page(told.PAYMENT)),
    Example("createPayLink",
            lambda b: b.create_pay_link(KNOWN, HEAT, PayLinkWish(
                channel="WECHAT", amount_fen=234000, bill_no="B1"), idempotency_key=KEY),
            "POST /accounts/1203005678/pay-links", told.PAY_LINK,
            {"channel": "WECHAT", "amount_fen": 234000, "bill_no": "B1"}, status=201),
    Example("createInvoice",
            lambda b: b.create_invoice(KNOWN, InvoiceWish(
                account_no=HEAT, period="2026-2027", title_kind="COMPANY", title="某公司",
                tax_no="91X", email="a@example.com", confirmation=YES), idempotency_key=KEY),
            "POST /invoices", told.INVOICE,
            {"account_no": HEAT, "period": "2026-2027", "title_kind": "COMPANY",
             "title": "某公司", "tax_no": "91X", "email": "a@example.com",
             "confirmation": YES_WIRE}, writes=True, status=201),
    Example("listInvoices", lambda b: b.list_invoices(KNOWN, HEAT),
            "GET /invoices?account_no=1203005678", page(told.INVOICE)),
    Example("estimateRefund",
            lambda b: b.estimate_refund(KNOWN, RefundQuestion(
                account_no=HEAT, season="2026-2027", records=(
                    ColdDays(days=20, value_c=16.5, record_no="TR1", area_share=1.0),
                    ColdDays(days=3, value_c=15.0))), idempotency_key=KEY),
            "POST /refunds/estimate", told.REFUND,
            {"account_no": HEAT, "season": "2026-2027", "records": [
                {"days": 20, "value_c": 16.5, "record_no": "TR1", "area_share": 1.0},
                {"days": 3, "value_c": 15.0}]}),
    Example("createAutopay",
            lambda b: b.create_autopay(KNOWN, AutopayWish(
                account_no=POWER, channel="ALIPAY", confirmation=YES), idempotency_key=KEY),
            "POST /autopay", told.AUTOPAY,
            {"account_no": POWER, "channel": "ALIPAY", "confirmation": YES_WIRE},
            writes=True, status=201),
    Example("listAutopay", lambda b: b.list_autopay(KNOWN, POWER),
            "GET /autopay?account_no=6200112233", page(told.AUTOPAY)),
    Example("cancelAutopay", lambda b: b.cancel_autopay(KNOWN, "AD1"),
            "DELETE /autopay/AD1", None, writes=True, status=204),
]
SUPPLY = [
    Example("listOutages",
            lambda b: b.list_outages(KNOWN, domain="power", area="东风路", window=OutageWindow(
                statuses=("ACTIVE", "RESTORED"), since=NOON, until=NOON + timedelta(days=1))),
            "GET /outages?domain=power&area=东风路&status=ACTIVE&status=RESTORED"
            "&from=2026-11-20T12:00:00%2B08:00&to=2026-11-21T12:00:00%2B08:00",
            page(told.OUTAGE)),
    Example("getOutage", lambda b: b.get_outage(KNOWN, "OT5531"),
            "GET /outages/OT5531", told.OUTAGE),
    Example("createOutageSubscription",
            lambda b: b.subscribe_outage(KNOWN, "OT5531", OutageWish(
                account_no=HEAT, confirmation=YES), idempotency_key=KEY),
            "POST /outages/OT5531/subscriptions", told.OUTAGE_SUBSCRIPTION,
            {"account_no": HEAT, "channel": "SMS", "target": "bound", "confirmation": YES_WIRE},
            writes=True, status=201),
    Example("listTemperatures",
            lambda b: b.list_temperatures(
                KNOWN, HEAT, since=NOON.astimezone(timezone(timedelta(hours=9))), until=NOON),
            "GET /accounts/1203005678/temperature"
            "?from=2026-11-20T12:00:00%2B08:00&to=2026-11-20T12:00:00%2B08:00",
            told.TEMPERATURES),
    Example("getUsage",
            lambda b: b.get_usage(KNOWN, POWER, since=date(2026, 10, 1), until=date(2026, 10, 31),
                                  granularity="month"),
            "GET /accounts/6200112233/usage?from=2026-10-01&to=2026-10-31&granularity=month",
            told.USAGE),
    Example("getMeter", lambda b: b.get_meter(KNOWN, "M00991"),
            "GET /meters/M00991", told.METER),
    Example("createMeterTest",
            lambda b: b.create_meter_test(KNOWN, "M00991", MeterTestWish(
                application_no="AP9", reason="怀疑电表偏快", contact_phone="13800005678",
                confirmation=YES), idempotency_key=KEY),
            "POST /meters/M00991/tests", told.METER_TEST,
            {"application_no": "AP9", "reason": "怀疑电表偏快", "contact_phone": "13800005678",
             "confirmation": YES_WIRE}, writes=True, status=201),
]
POLICY = [
    Example("getPolicy",
            lambda b: b.get_policy(KNOWN, "temp_standard", domain="heating", at=NOON),
            "GET /policies/default/temp_standard?domain=heating&at=2026-11-20T12:00:00%2B08:00",
            told.POLICY),
    Example("getTariffs",
            lambda b: b.get_tariffs(KNOWN, domain="power", usage_class="RESIDENTIAL", at=NOON),
            "GET /tariffs?domain=power&class=RESIDENTIAL&at=2026-11-20T12:00:00%2B08:00",
            page(told.TARIFF)),
    Example("listBranches", lambda b: b.list_branches(KNOWN, domain="heating", near="幸福小区"),
            "GET /branches?domain=heating&near=幸福小区", page(told.BRANCH)),
]
ORDERS = [
    Example("createWorkOrder",
            lambda b: b.create_work_order(KNOWN, WorkOrderDraft(
                domain="heating", type_code="H-RP-01", priority="P1", account_no=HEAT,
                address=PLACE, contact_phone="13800005678", contact_name="张三",
                description="全屋暖气不热", details={"temp_c": 16.5, "neighbour_same": False},
                emotion="UPSET", source=WEB, submitter_kind="family", submitter_name="李四",
                submitter_phone="13900000000", appointment_id="AT12",
                related_outage_id="OT5531", external_no="12345-1", media=("F1",),
                confirmation=YES), idempotency_key=KEY),
            "POST /work-orders", told.WORK_ORDER,
            {"domain": "heating", "type_code": "H-RP-01", "priority": "P1", "account_no": HEAT,
             "address": PLACE_WIRE, "contact_phone": "13800005678", "contact_name": "张三",
             "description": "全屋暖气不热", "details": {"temp_c": 16.5, "neighbour_same": False},
             "emotion": "UPSET", "source": WEB_WIRE,
             "submitter": {"kind": "family", "name": "李四", "phone": "13900000000"},
             "appointment_id": "AT12", "related_outage_id": "OT5531", "external_no": "12345-1",
             "media": ["F1"], "confirmation": YES_WIRE}, writes=True, status=201),
    Example("listWorkOrders",
            lambda b: b.list_work_orders(KNOWN, account_no=HEAT, open_only=True, domain="heating"),
            "GET /work-orders?account_no=1203005678&open=true&domain=heating",
            page(told.WORK_ORDER)),
    Example("getWorkOrder", lambda b: b.get_work_order(KNOWN, "WO1"),
            "GET /work-orders/WO1", told.WORK_ORDER),
    Example("urgeWorkOrder",
            lambda b: b.urge_work_order(KNOWN, "WO1", Urging(
                reason="还没来", emotion="UPSET", source=WEB), idempotency_key=KEY),
            "POST /work-orders/WO1/urge", told.WORK_ORDER,
            {"reason": "还没来", "emotion": "UPSET", "source": WEB_WIRE}, writes=True),
    Example("withdrawWorkOrder",
            lambda b: b.withdraw_work_order(KNOWN, "WO1", Withdrawal(
                reason="热了", confirmation=YES), idempotency_key=KEY),
            "POST /work-orders/WO1/withdraw", told.WORK_ORDER,
            {"reason": "热了", "confirmation": YES_WIRE}, writes=True),
]
APPLICATIONS = [
    Example("precheckApplication",
            lambda b: b.precheck_application(KNOWN, ApplicationDraft(
                type="HEAT_STOP", account_no=HEAT, data=ApplicationData(
                    season="2026-2027", start_date=date(2026, 11, 1), deed_area_m2=92.1,
                    address=PLACE, record_nos=("TR1",), person_count=5, load_kw=7.0)),
                idempotency_key=KEY),
            "POST /applications/precheck", told.PRECHECK,
            {"type": "HEAT_STOP", "account_no": HEAT, "data": {
                "season": "2026-2027", "start_date": "2026-11-01", "deed_area_m2": 92.1,
                "address": PLACE_WIRE, "record_nos": ["TR1"], "person_count": 5,
                "load_kw": 7.0}}),
    Example("submitApplication",
            lambda b: b.submit_application(KNOWN, Submission(
                precheck_id="pc_9f2", contact_phone="13800005678", appointment_id="AT12",
                confirmation=YES), idempotency_key=KEY),
            "POST /applications", told.APPLICATION,
            {"precheck_id": "pc_9f2", "contact_phone": "13800005678", "appointment_id": "AT12",
             "confirmation": YES_WIRE}, writes=True, status=201),
    Example("listApplications",
            lambda b: b.list_applications(KNOWN, HEAT, of_type="HEAT_STOP", open_only=True),
            "GET /applications?account_no=1203005678&type=HEAT_STOP&open=true",
            page(told.APPLICATION)),
    Example("getApplication", lambda b: b.get_application(KNOWN, "AP1"),
            "GET /applications/AP1", told.APPLICATION),
    Example("withdrawApplication",
            lambda b: b.withdraw_application(KNOWN, "AP1", Withdrawal(
                reason="不办了", confirmation=YES), idempotency_key=KEY),
            "POST /applications/AP1/withdraw", told.APPLICATION,
            {"reason": "不办了", "confirmation": YES_WIRE}, writes=True),
    Example("uploadApplicationFile",
            lambda b: b.upload_application_file(KNOWN, "AP1", paper(), idempotency_key=KEY),
            "POST /applications/AP1/files", told.FILE, writes=True, status=201),
]
VISITS = [
    Example("listSlots",
            lambda b: b.list_slots(KNOWN, "REPAIR", account_no=HEAT, team="城东维修班",
                                   on=date(2026, 11, 21)),
            "GET /appointments/slots?purpose=REPAIR&account_no=1203005678&team=城东维修班"
            "&date=2026-11-21", told.SLOTS),
    Example("createAppointment",
            lambda b: b.create_appointment(KNOWN, AppointmentWish(
                slot_id="SL1", work_order_no="WO1", account_no=HEAT, note="有狗",
                contact_phone="13800005678", confirmation=YES), idempotency_key=KEY),
            "POST /appointments", told.APPOINTMENT,
            {"slot_id": "SL1", "work_order_no": "WO1", "account_no": HEAT, "note": "有狗",
             "contact_phone": "13800005678", "confirmation": YES_WIRE}, writes=True, status=201),
    Example("cancelAppointment", lambda b: b.cancel_appointment(KNOWN, "AT12"),
            "DELETE /appointments/AT12", None, writes=True, status=204),
]
PEOPLE = [
    Example("sendOtp",
            lambda b: b.send_otp(KNOWN, HEAT, purpose="TRANSACT", idempotency_key=KEY),
            "POST /identity/otp", told.OTP, {"account_no": HEAT, "purpose": "TRANSACT"},
            writes=True, status=201),
    Example("verifyIdentity",
            lambda b: b.verify_identity(KNOWN, IdentityProof(
                account_no=HEAT, method="ID_CHECK", otp_id="OTP1", code="428913", name="张三",
                address=PLACE, id_last4="2217"), idempotency_key=KEY),
            "POST /identity/verify", told.VERIFICATION,
            {"account_no": HEAT, "method": "ID_CHECK", "otp_id": "OTP1", "code": "428913",
             "name": "张三", "address": PLACE_WIRE, "id_last4": "2217"}, writes=True, status=201),
    Example("getVerification", lambda b: b.get_verification(KNOWN, "VF1"),
            "GET /identity/verifications/VF1", told.VERIFICATION),
    Example("createCallback",
            lambda b: b.create_callback(KNOWN, CallbackWish(
                phone="13800005678", topic="咨询热费", prefer_from=NOON,
                prefer_to=NOON + timedelta(hours=2), account_no=HEAT, source=WEB),
                idempotency_key=KEY),
            "POST /callbacks", told.CALLBACK,
            {"phone": "13800005678", "topic": "咨询热费",
             "prefer_from": "2026-11-20T12:00:00+08:00",
             "prefer_to": "2026-11-20T14:00:00+08:00", "account_no": HEAT, "source": WEB_WIRE},
            writes=True, status=201),
    Example("createFeedback",
            lambda b: b.create_feedback(KNOWN, FeedbackDraft(
                domain="heating", kind="PRAISE", text="师傅很好", target="城东维修班", place=PLACE,
                contact_phone="13800005678", account_no=HEAT, source=WEB), idempotency_key=KEY),
            "POST /feedback", told.FEEDBACK,
            {"domain": "heating", "kind": "PRAISE", "text": "师傅很好", "anonymous": False,
             "target": "城东维修班", "place": PLACE_WIRE, "contact_phone": "13800005678",
             "account_no": HEAT, "source": WEB_WIRE}, writes=True, status=201),
    Example("getHealth", lambda b: b.health(), "GET /health", told.HEALTH),
]
# fmt: on
EXAMPLES = [*ACCOUNTS, *MONEY, *SUPPLY, *POLICY, *ORDERS, *APPLICATIONS, *VISITS, *PEOPLE]
