"""What a customer is told at each step; only steps that matter to him have words.

Nothing of what colleagues wrote to each other is in them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from hearthline.kernel import Words
from hearthline.tickets.forms import TypeForm
from hearthline.tickets.model import NOTES, Ticket, TicketEvent, since_reopened

_LOCAL: Final = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Known:
    """What the words are made of: names by id as text, and the form of the type."""

    form: TypeForm
    called: Mapping[str, str]


_FIXED: Final[dict[str, Words]] = {
    "accepted": Words(
        zh="您反映的“{type}”已受理，工单号 {no}。", en="Your report is ticket {no} and accepted."
    ),
    "taken": Words(
        zh="工单 {no}：{worker}已接单，会先和您联系。",
        en="Ticket {no}: {worker} has taken it and will contact you.",
    ),
    "on_site": Words(
        zh="工单 {no}：维修人员已到达现场。", en="Ticket {no}: our worker has arrived."
    ),
    "resolved": Words(
        zh="工单 {no} 已处理完成，结果：{result}。", en="Ticket {no} is done: {result}."
    ),
    "reopened": Words(
        zh="工单 {no} 已重新打开，我们会尽快再次安排处理。",
        en="Ticket {no} is open again; we will send somebody soon.",
    ),
    "withdrawn": Words(
        zh="工单 {no} 已按您的要求撤销。", en="Ticket {no} was withdrawn as you asked."
    ),
    "voided": Words(zh="工单 {no} 已作废。", en="Ticket {no} was cancelled."),
}


def progress_words(ticket: Ticket, log: Sequence[TicketEvent], known: Known) -> Words | None:
    """What the newest step says to the customer; None when it says nothing."""
    stations = [line for line in since_reopened(log) if line.kind not in NOTES]
    if not stations:
        return None
    line = stations[-1]
    if line.kind == "dispatched" and len(stations) > 1:
        return _dispatched(ticket, line, known)
    if line.kind == "en_route":
        return _on_the_way(ticket, line, known)
    if line.kind == "suspended":
        return _suspended(ticket, line, known)
    words = _FIXED.get(line.kind)
    return words.filled(_facts(ticket, line, known)) if words else None


def merged_words(ticket: Ticket) -> Words:
    """That it goes on with others of the same trouble."""
    no = ticket.work_order_no
    return Words(
        zh=f"工单 {no} 和附近其他用户反映的是同一故障，已合并处理，进度会在这里告诉您。",
        en=f"Ticket {no} is one trouble with others near you; you will hear about it here.",
    )


def _facts(ticket: Ticket, line: TicketEvent, known: Known) -> dict[str, Any]:
    result = line.data.get("result_code")
    named = next((one.name for one in known.form.results if one.code == result), None)
    return {
        "no": ticket.work_order_no,
        "type": ticket.type_name,
        "worker": _worker(ticket, known),
        "result": named.zh if named else "已处理",
    }


def _worker(ticket: Ticket, known: Known) -> str:
    """How the customer calls whoever comes: by surname, as `张师傅`."""
    name = known.called.get(str(ticket.worker_id), "")
    return f"{name[:1]}师傅" if name else "维修人员"


def _dispatched(ticket: Ticket, line: TicketEvent, known: Known) -> Words:
    team = known.called.get(str(line.data.get("team_id")), "") or ticket.team or "专业班组"
    no = ticket.work_order_no
    visit = ticket.appointment_at
    when = f"，约定上门时间 {_clock(visit)}" if visit else ""
    return Words(zh=f"工单 {no} 已派给{team}{when}。", en=f"Ticket {no} was given to {team}.")


def _on_the_way(ticket: Ticket, line: TicketEvent, known: Known) -> Words:
    minutes, no = line.data.get("eta_minutes"), ticket.work_order_no
    worker = _worker(ticket, known)
    window_zh = window_en = ""
    if minutes:
        at = line.at + timedelta(minutes=int(minutes))
        window_zh = f"，预计 {_clock(at)} 前后到达"
        window_en = f", expected around {at.astimezone(_LOCAL):%H:%M}"
    return Words(
        zh=f"工单 {no}：{worker}已出发{window_zh}，请留人在家。",
        en=f"Ticket {no}: {worker} is on the way{window_en}.",
    )


def _suspended(ticket: Ticket, line: TicketEvent, known: Known) -> Words:
    reason = known.form.suspend_reason(str(line.data.get("reason", "")))
    no = ticket.work_order_no
    name_zh = reason.name.zh if reason else "等待条件具备"
    name_en = reason.name.en if reason else "waiting"
    until = line.data.get("until")
    then = f"，预计 {_clock(datetime.fromisoformat(until))} 继续" if until else ""
    return Words(
        zh=f"工单 {no} 暂时挂起：{name_zh}{then}，条件具备后马上继续。",
        en=f"Ticket {no} is on hold: {name_en}.",
    )


def _clock(at: datetime) -> str:
    return f"{at.astimezone(_LOCAL):%m月%d日 %H:%M}"
