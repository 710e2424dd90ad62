"""The day's report on the wire and as CSV; each figure with its definition."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel

from hearthline.kernel import QueueId
from hearthline.routing.supervision.definitions import DEFINITIONS
from hearthline.routing.supervision.report import DayReport, ReportRow
from hearthline.routing.supervision.wire import DeskFiguresOut

# Spreadsheets run what begins so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = {
    "offered": "请求人工",
    "answered": "接起",
    "abandoned": "放弃",
    "service_level": "服务水平",
    "asa_s": "平均应答（秒）",
    "first_response_s": "首次响应（秒）",
    "aht_s": "平均处理（秒）",
    "wrap_up_s": "平均话后（秒）",
    "occupancy": "占用率",
    "transferred": "转出",
}
_COUNTED = {
    "sessions": "会话",
    "contained_share": "拦截率",
    "bot_resolved_share": "机器人解决率",
    "rated": "评价数",
    "satisfaction": "满意率",
}


class ReportRowOut(BaseModel):
    """A row of the report."""

    key: str
    name: str
    figures: DeskFiguresOut
    sessions: int
    contained_share: float | None
    bot_resolved_share: float | None
    rated: int
    satisfaction: float | None

    @classmethod
    def of(cls, row: ReportRow) -> Self:
        """The row on the wire."""
        counts = row.counts
        return cls(
            key=row.key,
            name=row.name,
            figures=DeskFiguresOut.of(row.figures),
            sessions=counts.sessions,
            contained_share=_share(counts.contained, counts.sessions),
            bot_resolved_share=_share(counts.resolved, counts.sessions),
            rated=counts.rated,
            satisfaction=_share(counts.satisfied, counts.rated),
        )


class TicketTallyOut(BaseModel):
    """Tickets of the day, and how many were past a deadline at its end."""

    opened: int
    closed: int
    overdue: int


class DayReportOut(BaseModel):
    """A day of the house, or of one queue."""

    day: date
    queue_id: QueueId | None
    until: datetime
    total: ReportRowOut
    hours: list[ReportRowOut]
    queues: list[ReportRowOut]
    agents: list[ReportRowOut]
    channels: list[ReportRowOut]
    handling_p50_s: int | None
    handling_p90_s: int | None
    tickets: TicketTallyOut | None

    @classmethod
    def of(cls, report: DayReport) -> Self:
        """The report on the wire."""
        tally = report.tickets
        return cls(
            day=report.day,
            queue_id=report.queue_id,
            until=report.until,
            total=ReportRowOut.of(report.total),
            hours=[ReportRowOut.of(row) for row in report.hours],
            queues=[ReportRowOut.of(row) for row in report.queues],
            agents=[ReportRowOut.of(row) for row in report.agents],
            channels=[ReportRowOut.of(row) for row in report.channels],
            handling_p50_s=report.handling.p50_s,
            handling_p90_s=report.handling.p90_s,
            tickets=TicketTallyOut(opened=tally.opened, closed=tally.closed, overdue=tally.overdue)
            if tally
            else None,
        )


def csv_of(report: DayReport) -> str:
    """The report as a table for spreadsheets, with a byte order mark, and the definitions below."""
    sheet = io.StringIO()
    sheet.write("\ufeff")
    writer = csv.writer(sheet)
    writer.writerow(["维度", "名称", *_COLUMNS.values(), *_COUNTED.values()])
    parts: Sequence[tuple[str, Sequence[ReportRow]]] = (
        ("合计", [report.total]),
        ("小时", report.hours),
        ("队列", report.queues),
        ("坐席", report.agents),
        ("渠道", report.channels),
    )
    for part, rows in parts:
        writer.writerows([part, _plain(row.name), *_cells(row)] for row in rows)
    if report.tickets:
        tally = report.tickets
        writer.writerow([])
        writer.writerow(["工单", "新建", tally.opened, "办结", tally.closed, "超时", tally.overdue])
    writer.writerow([])
    writer.writerows(["口径", name, words.zh] for name, words in DEFINITIONS.items())
    return sheet.getvalue()


def _cells(row: ReportRow) -> Iterator[object]:
    out = ReportRowOut.of(row)
    yield from (_cell(getattr(out.figures, name)) for name in _COLUMNS)
    yield from (_cell(getattr(out, name)) for name in _COUNTED)


def _cell(value: object) -> object:
    return "" if value is None else value


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
