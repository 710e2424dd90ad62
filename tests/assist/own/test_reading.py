"""Facts in words: what is said of outages, money, rooms and tickets, and what is kept back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hearthline.assist.facts import Part, PartState
from hearthline.assist.own import Own, Topic, asks_of_his_own, of_trade, topics_in
from hearthline.assist.own.words import (
    aged,
    balance_known,
    bills_known,
    outage_known,
    payment_known,
    room_known,
)
from hearthline.business import Balance, Payment, RoomReading
from hearthline.dialogue.rehearsal import bill_now, outage_now
from tests.fakes.fake_clock import MORNING

pytestmark = pytest.mark.unit


def test_an_outage_is_told_as_it_is_recorded() -> None:
    now, words = outage_known([outage_now(MORNING)], "heating", "")
    assert now.say.startswith("您这一片正在停热，原因是二次网管道漏水抢修，预计 ")
    assert set(words) == {"原因", "恢复时间"}
    open_end, _ = outage_known([outage_now(MORNING, has_end=False)], "power", "")
    assert "恢复时间还没有公布" in open_end.say
    planned, _ = outage_known([outage_now(MORNING, status="PLANNED")], "power", "")
    assert "计划" in planned.say
    assert "停电" in planned.say
    nothing, _ = outage_known([], "heating", "（数据旧）")
    assert nothing.say == "系统里您这一片现在没有停热信息（数据旧）。"


def test_an_outage_of_now_goes_before_a_planned_one() -> None:
    both = [outage_now(MORNING, status="PLANNED"), outage_now(MORNING)]
    assert "正在停热" in outage_known(both, "heating", "")[0].value


def test_what_is_owed_is_summed_and_late_fees_stand_beside() -> None:
    one = replace(bill_now(MORNING), late_fee_fen=1234)
    known, words = bills_known([one], "5678", "")
    assert "2,340.00 元 没有缴，另有违约金 12.34 元" in known.say
    assert words["账期"] == "2026–2027 采暖季"
    two, _ = bills_known([one, replace(one, bill_no="B2")], "5678", "")
    assert "2 笔账单没有缴清，一共 4,680.00 元" in two.say
    paid, words = bills_known([bill_now(MORNING, paid_fen=234000)], "5678", "")
    assert "没有欠费" in paid.say
    assert words == {"欠费": "0.00 元"}


def test_balance_payment_and_room_say_their_time() -> None:
    balance = Balance(
        account_no="6200112233",
        prepaid=True,
        balance_fen=2050,
        as_of=MORNING,
        stale=False,
        estimated_empty_date=date(2026, 12, 1),
    )
    assert "20.50 元，按近期用量大约用到 12 月 1 日" in balance_known(balance, "2233", "")[0].say
    paid = Payment(
        payment_no="P1",
        kind="PAYMENT",
        amount_fen=10000,
        channel="WECHAT",
        status="SUCCESS",
        paid_at=MORNING,
    )
    told = payment_known([paid], "")
    assert told is not None
    assert "还没有入账" in told.say
    rooms = [
        RoomReading(room="卧室", value_c=16.5, at=MORNING, source="FIELD"),
        RoomReading(room="客厅", value_c=17, at=MORNING + timedelta(hours=1), source="FIELD"),
    ]
    newest = room_known(rooms, "")
    assert newest is not None
    assert "客厅 17 ℃" in newest[0].say
    assert payment_known([], "") is None
    assert room_known([], "") is None


def test_old_data_say_how_old_they_are() -> None:
    old = Part(state=PartState.STALE, data=object(), as_of=MORNING)
    assert "的数据" in aged(old)
    assert aged(replace(old, state=PartState.SHOWN)) == ""


def test_words_tell_what_is_asked_about_and_whose() -> None:
    assert topics_in("我家还欠多少热费") == [Topic.MONEY]
    assert topics_in("你好") == []
    assert Topic.TICKET in topics_in("上次报修怎么还没人来")
    assert asks_of_his_own("我家还欠多少热费")
    assert not asks_of_his_own("热费怎么收费")


def test_with_two_trades_the_words_decide() -> None:
    heat, power = Own(withheld=(Topic.MONEY,)), Own(withheld=(Topic.PAYMENT,))
    found = {"heating": heat, "power": power}
    assert of_trade(found, ("heating", "power"), "家里停电了") is power
    assert of_trade(found, ("heating", "power"), "暖气不热") is heat
    assert of_trade(found, ("power",), "暖气不热") is power
    assert of_trade({}, ("power",), "暖气不热") == Own()
