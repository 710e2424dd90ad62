"""Sheets of other offices as they really come: encodings, headings, times, and what is wrong."""

import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from hearthline.platform.packs import PackFolder, PackIsFaulty
from hearthline.tickets import read_duty_rules, read_offices
from hearthline.tickets.counting import LOCAL
from hearthline.tickets.exchange import Office
from hearthline.tickets.exchange.errors import ColumnsMissing, SheetTooLong, SheetUnreadable
from hearthline.tickets.exchange.model import MOST_ROWS, Line, Outcome
from hearthline.tickets.exchange.reading import read_lines
from hearthline.tickets.exchange.sheets import rows_of
from tests.make import dialogue

pytestmark = pytest.mark.unit

# A workbook's times have no zone.
NINE = datetime.fromisoformat("2026-11-26 09:00:00")
HEAD = "工单编号,转办时间,办理时限,来电人,联系电话,诉求内容,是否催办"


def hotline() -> Office:
    folder = dialogue.folder("heating")
    (office,) = read_offices(folder, read_duty_rules(folder))
    return office


def read(content: bytes) -> list[Line]:
    return read_lines(rows_of(content), hotline().sheet)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_sheet_is_read_in_any_encoding_below_its_headings(encoding: str) -> None:
    text = (
        f"某市12345转办单,,\n\n{HEAD}\n"
        'HB1,2026/11/26 9:05,2026年12月2日,王镕,13800005678,"屋里冷,\n两天了",是\n'
        "HB2,2026-11-26T09:05:30,,,138****5678,楼道漏水,否\n"
    )
    first, second = read(text.encode(encoding))

    told = first.received
    assert told is not None
    assert (first.row, first.no, first.outcome) == (4, "HB1", Outcome.NEW)
    assert told.received_at == datetime(2026, 11, 26, 9, 5, tzinfo=LOCAL)
    assert told.deadline == datetime(2026, 12, 2, 23, 59, tzinfo=LOCAL)
    assert (told.phone, told.is_urged, told.text("caller")) == ("13800005678", True, "王镕")
    assert told.content == "屋里冷,\n两天了"
    assert second.received is not None
    assert (second.received.phone, second.received.is_urged) == (None, False)
    assert second.received.received_at == datetime(2026, 11, 26, 9, 5, 30, tzinfo=LOCAL)


def test_every_faulty_row_says_why_and_the_others_stay_whole() -> None:
    rows = [
        ",,,,,没有编号,",
        "HB2,,,,,,",
        "2.02611E+13,,,,,科学计数,",
        "HB4,昨天上午,,,,时间看不懂,",
        "HB5,2026-13-40,,,,没有这一天,",
        "HB6,2026-11-26,2026-11-20,,,期限在前,",
        "HB7,,,,打不通,电话看不懂,",
        f"HB8,,,,,{'长' * 2001},",
        "HB9,,,,,好的一行,",
    ]
    lines = read("\n".join([HEAD, *rows]).encode())

    assert [line.outcome for line in lines] == [Outcome.FAULTY] * 8 + [Outcome.NEW]
    whys = [line.why.zh for line in lines if line.why]
    words = ("编号", "内容", "科学计数法", "昨天上午", "2026-13-40", "早于", "打不通", "2000")
    assert all(word in why for word, why in zip(words, whys, strict=True))


def test_a_workbook_is_read_by_its_saved_values_and_formulas_are_not_worked_out() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.split(","))
    sheet.append(["HB1", NINE, None, "王镕", 13800005678, "=1+1", None])
    sheet.append([2026112600000001, None, None, None, None, "编号是数", None])
    sheet.append(["HB3", NINE, None, "李四", None, "家里不热", None])
    kept = io.BytesIO()
    book.save(kept)
    formula, number, good = read(kept.getvalue())

    assert formula.outcome is Outcome.FAULTY  # nobody saved a result, so there is no content
    assert number.why is not None
    assert "科学计数法" in number.why.zh
    assert good.received is not None
    assert good.received.received_at == datetime(2026, 11, 26, 9, tzinfo=LOCAL)


def test_what_is_no_sheet_of_theirs_is_refused_as_a_whole() -> None:
    with pytest.raises(SheetUnreadable):
        read(b"PK\x03\x04 not a workbook")
    with pytest.raises(SheetUnreadable):
        read(b"\xff\xfe\x00\x01\x80")
    with pytest.raises(ColumnsMissing) as missing:
        read("姓名,电话\n王,1".encode())
    assert "工单编号" in missing.value.told().zh
    with pytest.raises(SheetTooLong):
        read("\n".join([HEAD, *(f"N{at},,,,,冷," for at in range(MOST_ROWS + 1))]).encode())


def test_a_faulty_file_of_the_pack_says_where_and_how_to_mend(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("pack")
    (home / "exchange.yaml").write_text(
        "sheets:\n"
        "  s:\n"
        "    columns: {no: [编号], colour: [颜色]}\n"
        "    answer: [{column: 结果, of: weather}]\n"
        "    words: {'yes': 是, 'no': 否, unknown: 不详}\n"
        "offices:\n"
        "  '12345':\n"
        "    name: 热线\n"
        "    sheet: s\n"
        "    deadline: {days: 7, workdays: 5}\n"
        "    default_type: H-CP-04\n"
        "    types: {停热: H-NO-99}\n",
        encoding="utf-8",
    )
    with pytest.raises(PackIsFaulty) as faulty:
        read_offices(PackFolder(home), read_duty_rules(dialogue.folder("heating")))

    told = {(fault.line, fault.what) for fault in faulty.value.faults}
    assert told == {
        (3, "unknown member `colour`"),
        (3, "no column `content`"),
        (4, "unknown `weather`"),
        (4, "their number does not go back"),
        (8, "`H-CP-04` needs `wish`"),
        (8, "no ticket type `H-NO-99`"),
        (10, "no deadline"),
    }
    assert all(fault.mend and fault.file == "exchange.yaml" for fault in faulty.value.faults)
