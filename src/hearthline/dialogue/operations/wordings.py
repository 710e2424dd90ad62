"""What the codes of the gateway mean in Chinese, and how lists are told in lines."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from hearthline.business import PolicyRef, Reason
from hearthline.dialogue.flows.template import LOCAL_TIME

_END = "。.；; "

CHANNELS: Final = {
    "WECHAT": "微信",
    "ALIPAY": "支付宝",
    "UNIONPAY": "银联",
    "BANK": "银行卡",
    "HALL": "营业厅",
    "TERMINAL": "自助终端",
    "SMS": "短信",
    "APP": "App",
    "EMAIL": "邮件",
    "VOICE": "电话",
}
DOCUMENTS: Final = {
    "ID_CARD": "身份证",
    "DEED": "不动产权证（房本）",
    "BUSINESS_LICENCE": "营业执照",
    "HOUSEHOLD_BOOK": "户口本",
    "LOW_INCOME_CERT": "低保或特困证明",
    "PROPERTY_CONSENT": "物业同意书",
    "TEMP_RECORD": "测温记录单",
    "INVOICE": "发票",
    "PHOTO": "现场照片",
    "AUTHORISATION": "授权委托书",
}
APPLICATIONS: Final = {
    "HEAT_STOP": "报停",
    "HEAT_RESUME": "复热",
    "HEAT_TRANSFER": "供热过户",
    "HEAT_AREA_CHECK": "面积核查",
    "HEAT_CONNECT": "入网",
    "HEAT_RETROFIT": "室内改造",
    "HEAT_REFUND": "退费",
    "POWER_TOU": "峰谷电价",
    "POWER_MULTI_PERSON": "一户多人口",
    "POWER_LOW_INCOME": "低保减免",
    "POWER_TRANSFER": "用电过户",
    "POWER_NEW": "新装",
    "POWER_CAPACITY": "容量变更",
    "POWER_CHARGING_PILE": "充电桩报装",
    "POWER_PV": "光伏并网",
    "POWER_METER_TEST": "电表校验",
}
STATES: Final = {
    "ACTIVE": "在用",
    "STOPPED": "已报停",
    "CUT_OFF": "欠费停供",
    "NOT_CONNECTED": "未入网",
    "CLOSED": "已销户",
    "SUBMITTED": "已提交",
    "WAITING_DOCS": "等待补交材料",
    "REVIEW": "审核中",
    "SURVEY": "现场勘查",
    "WORKS": "施工中",
    "APPROVED": "已通过",
    "REJECTED": "未通过",
    "DONE": "已办结",
    "WITHDRAWN": "已撤回",
    "PROCESSING": "处理中",
    "CREDITED": "已到账",
    "FAILED": "失败",
    "REVERSED": "已冲正",
    "ISSUING": "开具中",
    "ISSUED": "已开具",
    "PENDING_SIGN": "等待签约",
    "CANCELLED": "已取消",
    "PENDING_REVIEW": "等待审核",
    "APPLIED": "已更正",
    "NORMAL": "正常",
    "OFFLINE": "离线",
    "FAULT": "故障",
    "UNPAID": "未缴",
    "PARTIAL": "部分已缴",
    "PAID": "已缴清",
}
OUTAGES: Final = {
    "PLANNED": "计划停供",
    "TEMPORARY": "临时停供",
    "FAULT": "故障抢修",
    "LIMIT": "限供",
    "FILLING_TEST": "注水试压",
}
STAGES: Final = {
    "REPORTED": "已接报",
    "CREW_SENT": "抢修人员已出发",
    "CREW_ON_SITE": "抢修人员已到现场",
    "REPAIRING": "正在抢修",
    "RESTORING": "正在恢复",
    "DONE": "已恢复",
}
TOPICS: Final = {
    "OUTAGE": "停供通知",
    "BILL": "账单",
    "BALANCE_LOW": "余额不足提醒",
    "WORK_ORDER": "工单进度",
    "SEASON": "供暖季通知",
}


def state_text(code: str) -> str:
    """A state in Chinese; an unknown one as it is."""
    return STATES.get(code, code)


def documents(codes: Iterable[str]) -> str:
    """Papers by their names."""
    return "、".join(DOCUMENTS.get(code, code) for code in codes)


def reasons(found: Iterable[Reason]) -> str:
    """Causes as one sentence without its full stop."""
    return "；".join(bare(reason.text) or reason.code for reason in found)


def bare(text: str | None) -> str | None:
    """A sentence of the gateway without its full stop: ours follows."""
    return None if text is None else text.rstrip(_END)


def yuan(fen: int) -> str:
    """`1,234.00 元`."""
    return f"{fen / 100:,.2f} 元"


def moment(at: datetime | None) -> str | None:
    """A moment for flows."""
    return None if at is None else at.isoformat()


def day(on: date | None) -> str | None:
    """A day for flows."""
    return None if on is None else on.isoformat()


def day_text(on: date) -> str:
    """`11 月 23 日`."""
    return f"{on.month} 月 {on.day} 日"


def moment_text(at: datetime) -> str:
    """`11 月 20 日 09:12`, in local time."""
    here = at.astimezone(LOCAL_TIME)
    return f"{day_text(here.date())} {here:%H:%M}"


def period_text(period: str) -> str:
    """`2026–2027 采暖季`, or `2026 年 10 月`."""
    if len(period) == len("2026-2027"):
        return f"{period[:4]}–{period[5:]} 采暖季"
    if len(period) == len("2026-10"):
        return f"{period[:4]} 年 {int(period[5:])} 月"
    return period


def lines(told: Iterable[str]) -> str:
    """Lines of a list."""
    return "\n".join(told)


def age(as_of: datetime, *, stale: bool) -> dict[str, Any]:
    """How old what was read is."""
    return {"as_of": as_of.isoformat(), "stale": stale}


def rule(policy: PolicyRef) -> dict[str, Any]:
    """The policy profile that an answer rests on."""
    return {"policy_id": policy.id, "policy_version": policy.version}


def known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in values.items() if value is not None}
