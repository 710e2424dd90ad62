"""What the rows of an office's sheet say: numbers, moments, phones; or what is wrong in them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Final

from hearthline.kernel import Words
from hearthline.tickets.counting import LOCAL
from hearthline.tickets.exchange.errors import ColumnsMissing, SheetTooLong
from hearthline.tickets.exchange.model import (
    CONTENT,
    MOST_ROWS,
    NEEDED,
    NO,
    Line,
    Outcome,
    Received,
    SheetFormat,
)
from hearthline.tickets.exchange.sheets import Cells

_LOOKED_AT_FOR_HEADINGS: Final = 10
_LONGEST_NO, _LONGEST_CONTENT, _LONGEST_CELL = 40, 2000, 300
_SPACES: Final = re.compile(r"\s+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[eE]\+\d+\Z")
_MOMENT: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T ]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?(?:\.\d+)?[分秒]?)?\Z"
)
_PHONE: Final = re.compile(r"\+?\d[\d -]{5,17}\d")
_ACCOUNT: Final = re.compile(r"[0-9A-Za-z-]{4,32}\Z")
_LAST_MOMENT: Final = time(23, 59)
Row = tuple[int, Cells]


def read_lines(rows: Sequence[Row], sheet: SheetFormat) -> list[Line]:
    """Every row below the headings, as new or faulty; raises ColumnsMissing, SheetTooLong."""
    at, columns = _headings(rows, sheet)
    titles = {field: rows[at][1][place] for field, place in columns.items()}
    below = rows[at + 1 :]
    if len(below) > MOST_ROWS:
        raise SheetTooLong(most=MOST_ROWS)
    return [_line(number, _fields(cells, columns), sheet, titles) for number, cells in below]


def _headings(rows: Sequence[Row], sheet: SheetFormat) -> tuple[int, dict[str, int]]:
    """Which row has the headings, and the column of each field."""
    for at, (_, cells) in enumerate(rows[:_LOOKED_AT_FOR_HEADINGS]):
        plain = [_SPACES.sub("", cell).strip("*") for cell in cells]
        found = {
            field: plain.index(title)
            for field, titles in sheet.columns.items()
            for title in reversed(titles)
            if title in plain
        }
        if all(field in found for field in NEEDED):
            return at, found
    needed = "；".join("/".join(sheet.columns.get(field, ())) for field in NEEDED)
    raise ColumnsMissing(needed=needed)


def _fields(cells: Cells, columns: dict[str, int]) -> dict[str, str]:
    return {
        field: _CONTROL.sub("", cells[at]).strip() if at < len(cells) else ""
        for field, at in columns.items()
    }


class _Unfit(Exception):
    """A cell that says nothing that we understand, by its field."""

    def __init__(self, field: str, zh: str, en: str) -> None:
        self.field = field
        self.words = Words(zh=zh, en=en)


def _line(
    number: int, cells: dict[str, str], sheet: SheetFormat, titles: Mapping[str, str]
) -> Line:
    try:
        received = _received(cells, sheet)
    except _Unfit as unfit:
        return Line(
            row=number,
            outcome=Outcome.FAULTY,
            no=cells[NO][:_LONGEST_NO],
            content=cells[CONTENT][:_LONGEST_CELL],
            column=titles.get(unfit.field, ""),
            why=unfit.words,
        )
    return Line(
        row=number,
        outcome=Outcome.NEW,
        no=received.no,
        content=received.content[:_LONGEST_CELL],
        is_urged=received.is_urged,
        received=received,
    )


def _received(cells: dict[str, str], sheet: SheetFormat) -> Received:
    received_at = _moment(cells, "received_at")
    deadline = _moment(cells, "deadline")
    if received_at and deadline and deadline < received_at:
        raise _Unfit(
            "deadline",
            "期限早于转办时间，请核对这两列。",
            "The deadline is before the time of receipt; check both.",
        )
    urged_at = _moment(cells, "urged_at")
    return Received(
        no=_number(cells),
        content=_content(cells),
        cells={name: text[:_LONGEST_CELL] for name, text in cells.items() if name != CONTENT},
        received_at=received_at,
        deadline=deadline,
        phone=_phone(cells.get("phone", "")),
        account=_account(cells.get("account", "")),
        is_urged=urged_at is not None or cells.get("urge", "") in sheet.urge_words,
        urged_at=urged_at,
    )


def _number(cells: dict[str, str]) -> str:
    told = cells[NO].lstrip("'")
    if not told:
        raise _Unfit(NO, "没有编号，请补上。", "It has no number; fill it in.")
    if _SCIENTIFIC.match(told):
        raise _Unfit(
            NO,
            "编号被表格软件改成了科学计数法，末位已丢失。请把这一列设为“文本”重新导出。",
            "A spreadsheet has cut the number; export the column as text.",
        )
    if len(told) > _LONGEST_NO:
        raise _Unfit(
            NO,
            "编号超过 40 个字符，请核对是否串列。",
            "The number has more than 40 characters; check whether the columns are shifted.",
        )
    return told


def _content(cells: dict[str, str]) -> str:
    told = cells[CONTENT]
    if not told:
        raise _Unfit(CONTENT, "没有诉求内容，请补上。", "It has no content; fill it in.")
    if len(told) > _LONGEST_CONTENT:
        raise _Unfit(
            CONTENT,
            "诉求内容超过 2000 字，请缩短后重新导入。",
            "The content has more than 2000 characters.",
        )
    return told


def _moment(cells: dict[str, str], field: str) -> datetime | None:
    """A moment in local time; a day alone is its end for a deadline, else its beginning."""
    told = cells.get(field, "")
    if not told:
        return None
    at = _read_moment(told, _LAST_MOMENT if field == "deadline" else time())
    if at is None:
        raise _Unfit(
            field,
            f"时间“{told[:30]}”看不懂，请写成 2026-11-26 09:00。",
            f"`{told[:30]}` is no time; write 2026-11-26 09:00.",
        )
    return at


def _read_moment(told: str, else_at: time) -> datetime | None:
    found = _MOMENT.match(told)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        at = time(hour, minute, second) if found[4] else else_at
        return datetime.combine(date(year, month, day), at, LOCAL)
    except ValueError:
        return None


def _phone(told: str) -> str | None:
    """The first number in a cell; one that the office has masked says nothing."""
    if not told or "*" in told:
        return None
    found = _PHONE.search(told)
    if found is None:
        raise _Unfit(
            "phone",
            f"电话“{told[:30]}”看不懂，请改正或留空。",
            f"`{told[:30]}` is no phone number; correct it or leave it empty.",
        )
    return found[0]


def _account(told: str) -> str | None:
    if not told or "*" in told:
        return None
    if not _ACCOUNT.match(told):
        raise _Unfit(
            "account",
            f"户号“{told[:30]}”看不懂，请改正或留空。",
            f"`{told[:30]}` is no account number; correct it or leave it empty.",
        )
    return told
