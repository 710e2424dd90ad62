"""What a scripted business system answers to each operation, unless a test says otherwise.

The figures are those of the demo town's usual customer; `moment` is the test's clock. Bodies are
read by the product's own reader of the gateway contract, so that a wrong one is found out.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

Body = dict[str, Any]
CODE: Final = "428913"
NAME: Final = "张三"
ID_TAIL: Final = "2217"
_POLICY: Final = {"id": "cn-example", "version": 4, "effective_from": "2026-07-01"}
_YEAR: Final = timedelta(days=365)


def answer_of(
    operation: str, path: str, sent: Mapping[str, Any], *, moment: datetime, stale: bool
) -> Body:
    """The body of an answer; raises KeyError for an operation that is not scripted."""
    parts = path.split("/")
    body = _BODIES[operation](parts, sent, moment)
    if operation in _READS:
        body |= {"as_of": moment.isoformat(), "stale": stale}
    return body


def _page(*items: Body) -> Body:
    return {"items": list(items), "next_cursor": None}


def _balance(parts: list[str], _: Mapping[str, Any], moment: datetime) -> Body:
    return {
        "account_no": parts[1],
        "prepaid": True,
        "balance_fen": 3640,
        "threshold_fen": 5000,
        "estimated_empty_date": _day(moment, 6),
        "daily_average_fen": 610,
    }


def _usage(parts: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    del moment
    points: list[dict[str, Any]] = [
        {"period": "2026-09", "value": 171.0, "peak": 110.0, "valley": 61.0},
        {"period": "2026-10", "value": 186.0, "peak": 120.0, "valley": 66.0},
    ]
    wanted = [one for one in points if one["period"] <= str(sent.get("to", "9"))[:7]]
    return {
        "account_no": parts[1],
        "unit": "kWh",
        "granularity": "month",
        "total": sum(float(one["value"]) for one in wanted),
        "points": wanted,
        "tier": {"current": 1, "used_in_tier_year_kwh": 1804.0, "until_next_tier_kwh": 356.0},
    }


def _payments(_: list[str], __: Mapping[str, Any], moment: datetime) -> Body:
    paid_at = moment - timedelta(days=3)
    return _page(
        {
            "payment_no": "PM88120",
            "kind": "PAYMENT",
            "amount_fen": 10000,
            "channel": "WECHAT",
            "status": "CREDITED",
            "paid_at": paid_at.isoformat(),
            "credited_at": paid_at.isoformat(),
            "period": "2026-10",
        }
    )


def _pay_link(parts: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    return {
        "pay_link_id": "PL1",
        "url": "https://pay.example.com/PL1",
        "qr_text": "https://pay.example.com/PL1",
        "amount_fen": sent["amount_fen"],
        "expires_at": (moment + timedelta(minutes=30)).isoformat(),
        "account_masked": f"{parts[1][:4]}****{parts[1][-2:]}",
    }


def _temperature(parts: list[str], _: Mapping[str, Any], moment: datetime) -> Body:
    reading = {
        "room": "客厅",
        "value_c": 16.2,
        "at": (moment - timedelta(days=2)).isoformat(),
        "source": "VISIT",
        "valid": True,
        "record_no": "TR1",
    }
    station = {"name": "幸福站", "supply_c": 46.0, "return_c": 38.5, "at": moment.isoformat()}
    return {
        "account_no": parts[1],
        "rooms": [reading],
        "pipe": None,
        "station": station,
        "outdoor_c": -3.0,
    }


def _policy(parts: list[str], sent: Mapping[str, Any], _: datetime) -> Body:
    return {
        "tenant": "default",
        "topic": parts[2],
        "domain": sent.get("domain", "heating"),
        "policy": _POLICY,
        "values": {},
        "text": f"这是 {parts[2]} 的现行规定。",
        "sources": [],
    }


def _tariffs(_: list[str], sent: Mapping[str, Any], __: datetime) -> Body:
    is_power = sent.get("domain") == "power"
    unit, fen = ("kWh", 52.0) if is_power else ("m2_season", 2500)
    return _page(
        {
            "tariff_id": "T1",
            "domain": sent.get("domain", "heating"),
            "usage_class": "RESIDENTIAL",
            "name": "居民价格",
            "prices": [{"label": "居民", "unit": unit, "price_fen": fen}],
            "tier_period": None,
            "text": "居民价格按现行规定执行。",
        }
    )


def _branches(_: list[str], __: Mapping[str, Any], ___: datetime) -> Body:
    return _page(
        {
            "branch_id": "BR1",
            "name": "城东营业厅",
            "address": "幸福路 8 号",
            "hours": "每天 8:30–17:00",
            "phone": "0536-0000001",
        }
    )


def _precheck(_: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    return {
        "precheck_id": "pc_1",
        "eligible": True,
        "reasons": [],
        "fee_preview": {"amount_fen": 42000, "ratio": 0.2, "text": "费用 420.00 元"},
        "summary": f"办理 {sent['type']}",
        "docs": ["ID_CARD", "DEED"],
        "expires_at": (moment + timedelta(minutes=30)).isoformat(),
        "policy": _POLICY,
    }


def _application(_: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    return {
        "application_no": "AP20261121003",
        "type": sent.get("type", "HEAT_STOP"),
        "account_no": sent.get("account_no", "1203005678"),
        "status": "REVIEW",
        "status_text": "资料审核中",
        "current_step": "资料审核",
        "handler": "城东营业厅",
        "next_date": _day(moment, 2),
        "missing_docs": ["DEED"],
        "reasons": [],
        "created_at": moment.isoformat(),
        "expected_done": _day(moment, 6),
        "amount_fen": 42000,
        "steps": [{"name": "资料审核", "state": "CURRENT", "at": None}],
    }


def _slots(_: list[str], __: Mapping[str, Any], moment: datetime) -> Body:
    slot = {
        "slot_id": "SL1",
        "date": _day(moment, 1),
        "start": "14:00",
        "end": "16:00",
        "team": "城东维修班",
        "label": "明天 14:00–16:00",
    }
    return {"items": [slot, {**slot, "slot_id": "SL2", "start": "16:00", "end": "18:00"}]}


def _appointment(_: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    return {
        "appointment_id": "AM1",
        "date": _day(moment, 1),
        "start": "14:00",
        "end": "16:00",
        "status": "BOOKED",
        "work_order_no": sent.get("work_order_no"),
        "application_no": sent.get("application_no"),
    }


def _invoice(_: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    del moment
    return {
        "invoice_no": "IV1",
        "period": sent.get("period", "2026-2027"),
        "amount_fen": 234000,
        "status": "ISSUING",
        "download_url": None,
    }


def _refund(_: list[str], __: Mapping[str, Any], ___: datetime) -> Body:
    return {
        "amount_fen": 11600,
        "binding": False,
        "daily_fee_fen": 1934,
        "lines": [{"days": 6, "ratio": 0.2, "amount_fen": 2320}],
        "policy": _POLICY,
        "text": "按现有记录估算约 116.00 元，最终以审核结果为准。",
    }


def _autopay(_: list[str], sent: Mapping[str, Any], __: datetime) -> Body:
    return {
        "autopay_id": "AU1",
        "status": "PENDING_SIGN",
        "channel": sent.get("channel", "WECHAT"),
        "sign_url": "https://pay.example.com/sign/AU1",
    }


def _otp(_: list[str], __: Mapping[str, Any], moment: datetime) -> Body:
    return {
        "otp_id": "OTP1",
        "phone_masked": "138****5678",
        "expires_at": (moment + timedelta(minutes=5)).isoformat(),
        "resend_after_s": 60,
    }


def _verification(_: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    method = sent.get("method", "REAL_NAME_LINK")
    is_link = method == "REAL_NAME_LINK"
    return {
        "verification_id": "VF1",
        "account_no": sent.get("account_no", "1203005678"),
        "status": "PENDING" if is_link else "VERIFIED",
        "level": "L2" if method in ("OTP", "NAME_ADDRESS") else "L3",
        "url": "https://id.example.com/VF1" if is_link else None,
        "expires_at": (moment + timedelta(minutes=30)).isoformat(),
    }


def _meter(parts: list[str], sent: Mapping[str, Any], moment: datetime) -> Body:
    del sent
    return {
        "meter_no": parts[1],
        "domain": "power",
        "account_masked": "6200****33",
        "status": "NORMAL",
        "last_reading": 5234.0,
        "read_at": moment.isoformat(),
        "certificate_until": (moment + 4 * _YEAR).date().isoformat(),
        "display_text": "屏幕显示“当前总电量”后的数字即为示数。",
    }


def _notices(parts: list[str], sent: Mapping[str, Any], _: datetime) -> Body:
    usual = [{"topic": "OUTAGE", "channel": "SMS", "enabled": False, "threshold_fen": None}]
    return {"account_no": parts[1], "items": sent.get("items") or usual}


def _day(moment: datetime, days: int) -> str:
    return (moment + timedelta(days=days)).date().isoformat()


_BODIES: Final[dict[str, Callable[[list[str], Mapping[str, Any], datetime], Body]]] = {
    "getBalance": _balance,
    "getUsage": _usage,
    "listPayments": _payments,
    "createPayLink": _pay_link,
    "listTemperatures": _temperature,
    "getPolicy": _policy,
    "getTariffs": _tariffs,
    "listBranches": _branches,
    "precheckApplication": _precheck,
    "submitApplication": _application,
    "getApplication": _application,
    "withdrawApplication": lambda parts, sent, moment: {
        **_application(parts, sent, moment),
        "status": "WITHDRAWN",
        "status_text": "已撤回",
    },
    "listApplications": lambda parts, sent, moment: _page(
        {**_application(parts, sent, moment), "as_of": moment.isoformat(), "stale": False}
    ),
    "listSlots": _slots,
    "createAppointment": _appointment,
    "createInvoice": _invoice,
    "listInvoices": lambda parts, sent, moment: _page(_invoice(parts, sent, moment)),
    "estimateRefund": _refund,
    "createAutopay": _autopay,
    "cancelAutopay": lambda _, __, ___: {},
    "cancelAppointment": lambda _, __, ___: {},
    "listAutopay": lambda parts, sent, moment: _page(
        {**_autopay(parts, sent, moment), "status": "ACTIVE", "sign_url": None}
    ),
    "sendOtp": _otp,
    "verifyIdentity": _verification,
    "getVerification": _verification,
    "createProfileChange": lambda _, sent, __: {
        "change_id": "PC1",
        "field": sent["field"],
        "status": "PENDING_REVIEW",
    },
    "createCallback": lambda _, __, moment: {
        "callback_id": "CB1",
        "planned_by": (moment + timedelta(hours=2)).isoformat(),
    },
    "createFeedback": lambda _, __, moment: {
        "feedback_no": "FB1",
        "query_code": "K7Q2",
        "answer_by": _day(moment, 13),
    },
    "getMeter": _meter,
    "createMeterTest": lambda _, __, moment: {
        "test_no": "MT1",
        "status": "ACCEPTED",
        "fee_fen": 0,
        "result_by": _day(moment, 7),
    },
    "getSubscriptions": _notices,
    "putSubscriptions": _notices,
}
_READS: Final = frozenset(
    {
        *(name for name in _BODIES if name.startswith(("get", "list"))),
        "precheckApplication",
        "submitApplication",
        "withdrawApplication",
        "estimateRefund",
        "putSubscriptions",
    }
) - {"getVerification"}
