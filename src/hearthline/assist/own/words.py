"""The customer's facts in words: sums, moments, and the sentences in which he is told."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from hearthline.assist.facts import Part, PartState
from hearthline.assist.own.model import Known, Topic
from hearthline.business import Balance, Bill, Outage, Payment, RoomReading
from hearthline.tickets import Ticket

_HERE: Final = ZoneInfo("Asia/Shanghai")
_SUPPLY: Final = {"heating": ("停热", "供热"), "power": ("停电", "供电")}


def yuan(fen: int) -> str:
    """`1,234.00 元`."""
    return f"{fen / 100:,.2f} 元"


def day(on: date) -> str:
    """`1 月 15 日`."""
    return f"{on.month} 月 {on.day} 日"


def moment(at: datetime) -> str:
    """`11 月 26 日 18:00`, in local time."""
    here = at.astimezone(_HERE)
    return f"{day(here.date())} {here:%H:%M}"


def period(name: str) -> str:
    """`2026–2027 采暖季`, `2026 年 10 月`."""
    if len(name) == len("2026-2027"):
        return f"{name[:4]}–{name[5:]} 采暖季"
    return f"{name[:4]} 年 {int(name[5:])} 月" if len(name) == len("2026-10") else name


def aged(part: Part[Any]) -> str:
    """What is said of old data; nothing of fresh ones."""
    if part.state is not PartState.STALE or part.as_of is None:
        return ""
    return f"（{moment(part.as_of)} 的数据）"


def outage_known(found: Sequence[Outage], domain: str, old: str) -> tuple[Known, dict[str, str]]:
    """The outage that matters most, and its variables; that there is none is worth knowing too."""
    stop, supply = _SUPPLY.get(domain, ("停供", "供应"))
    ordered = sorted(found, key=lambda one: (one.status != "ACTIVE", one.start_at))
    if not ordered:
        say = f"系统里您这一片现在没有{stop}信息{old}。"
        return Known(Topic.OUTAGE, f"没有{stop}信息{old}", say), {}
    one = ordered[0]
    end = moment(one.planned_end_at) if one.planned_end_at else "还没有公布"
    reason = one.reason_text.rstrip("。.!！")
    variables = {"原因": reason, "恢复时间": end if one.planned_end_at else ""}
    back = f"预计 {end} 恢复{supply}" if one.planned_end_at else "恢复时间还没有公布"
    if one.status == "ACTIVE":
        say = f"您这一片正在{stop}，原因是{reason}，{back}{old}。"
        return Known(Topic.OUTAGE, f"正在{stop}：{reason}，{back}{old}", say), variables
    say = f"您这一片计划 {moment(one.start_at)} 起{stop}，原因是{reason}，{back}{old}。"
    value = f"计划{stop}：{moment(one.start_at)} 起，{back}{old}"
    return Known(Topic.OUTAGE, value, say), variables


def bills_known(bills: Sequence[Bill], tail: str, old: str) -> tuple[Known, dict[str, str]]:
    """What is owed over all bills; late fees are told beside."""
    owed = [one for one in bills if one.arrears_fen > 0]
    if not owed:
        say = f"户号尾号 {tail} 目前没有欠费{old}。"
        return Known(Topic.MONEY, f"没有欠费{old}", say), {"欠费": "0.00 元"}
    total, late = sum(one.arrears_fen for one in owed), sum(one.late_fee_fen for one in owed)
    first = min(owed, key=lambda one: one.due_date)
    fee = f"，另有违约金 {yuan(late)}" if late else ""
    value = f"欠 {yuan(total)}{fee}，{day(first.due_date)} 截止{old}"
    say = (
        f"户号尾号 {tail} 的{period(first.period)}还有 {yuan(total)} 没有缴{fee}，"
        f"缴费截止 {day(first.due_date)}{old}。"
        if len(owed) == 1
        else f"户号尾号 {tail} 有 {len(owed)} 笔账单没有缴清，一共 {yuan(total)}{fee}{old}。"
    )
    variables = {
        "欠费": yuan(total),
        "账期": period(first.period),
        "缴费截止": day(first.due_date),
    }
    return Known(Topic.MONEY, value, say), variables


def balance_known(one: Balance, tail: str, old: str) -> tuple[Known, dict[str, str]]:
    """A prepaid balance."""
    last = one.estimated_empty_date if one.balance_fen > 0 else None
    until = f"，按近期用量大约用到 {day(last)}" if last is not None else ""
    value = f"余额 {yuan(one.balance_fen)}{old}"
    say = f"户号尾号 {tail} 的余额是 {yuan(one.balance_fen)}{until}{old}。"
    return Known(Topic.MONEY, value, say), {"余额": yuan(one.balance_fen)}


def payment_known(found: Sequence[Payment], old: str) -> Known | None:
    """The newest payment."""
    if not found:
        return None
    one = max(found, key=lambda payment: payment.paid_at)
    what = "退款" if one.kind == "REFUND" else "缴费"
    state = "已经入账" if one.credited_at is not None else "还没有入账"
    value = f"{moment(one.paid_at)} {what} {yuan(one.amount_fen)}，{state}{old}"
    return Known(
        Topic.PAYMENT,
        value,
        f"最近一笔{what}是 {moment(one.paid_at)} 的 {yuan(one.amount_fen)}，{state}{old}。",
    )


def room_known(found: Sequence[RoomReading], old: str) -> tuple[Known, dict[str, str]] | None:
    """The newest room temperature."""
    if not found:
        return None
    one = max(found, key=lambda reading: reading.at)
    degrees = f"{one.value_c:g} ℃"
    value = f"{one.room} {degrees}（{moment(one.at)}）{old}"
    say = f"记录里最近一次室温是 {moment(one.at)} {one.room} {degrees}{old}。"
    return Known(Topic.TEMPERATURE, value, say), {"室温": degrees}


def ticket_known(one: Ticket, more: int) -> tuple[Known, dict[str, str]]:
    """The newest ticket that is still open; how many more there are is told beside."""
    others = f"，另有 {more} 张" if more else ""
    value = f"{one.work_order_no} {one.type_name}，处理中{others}"
    say = f"您之前报的{one.type_name}，工单 {one.work_order_no}，还在处理中。"
    return Known(Topic.TICKET, value, say), {"单号": one.work_order_no}
