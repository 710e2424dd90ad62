"""A list of tickets as a sheet: CSV in UTF-8 with a mark, as spreadsheets want it."""

import csv
import io
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.tickets.keeping import TicketFile
from hearthline.tickets.wire import Called, TicketOut

_LOCAL: Final = ZoneInfo("Asia/Shanghai")
_TITLES: Final = (
    *("工单号", "类型", "标题", "优先级", "状态", "受理时间", "下一期限", "班组", "处理人"),
    *("户号", "地址", "来源", "催办次数", "重复次数", "外部编号", "结果", "原因", "回访", "描述"),
)
_MARK: Final = "\ufeff"
# What a spreadsheet would take for a formula is made a text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def sheet_of(files: Sequence[TicketFile], called: Called, *, has_titles: bool) -> str:
    """Some tickets as lines; the first lines of a sheet have titles and the mark."""
    out = io.StringIO()
    writer = csv.writer(out)
    if has_titles:
        out.write(_MARK)
        writer.writerow(_TITLES)
    for file in files:
        writer.writerow([_safe(cell) for cell in _cells(file, called)])
    return out.getvalue()


def _cells(file: TicketFile, called: Called) -> list[object]:
    told, ticket = TicketOut.of(file, called), file.ticket
    deadline = ticket.next_deadline_at
    return [
        *(ticket.work_order_no, ticket.type_name, ticket.title, ticket.priority),
        file.status_name,
        f"{ticket.opened_at.astimezone(_LOCAL):%Y-%m-%d %H:%M}",
        f"{deadline.astimezone(_LOCAL):%Y-%m-%d %H:%M}" if deadline else "",
        *(told.team_name, told.worker_name, told.account_no_masked, ticket.place.address),
        *(ticket.source_channel, ticket.urge_count, ticket.repeat_no),
        ticket.external.no if ticket.external else "",
        *(ticket.outcome.result_code, ticket.outcome.cause_code),
        *(ticket.call_back.state, ticket.description),
    ]


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
