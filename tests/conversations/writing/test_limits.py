"""What channels allow, and numbers that are one slip away from a known one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.conversations import ChannelKind
from hearthline.conversations.writing.errors import (
    QuotaUsed,
    TooLongForChannel,
    WindowClosed,
)
from hearthline.conversations.writing.limits import LastContact, allowance
from hearthline.conversations.writing.model import Words
from hearthline.conversations.writing.numbers import is_slip, near_numbers
from hearthline.kernel import Id
from tests.conversations.conftest import Rooms

pytestmark = pytest.mark.store

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_wechat_takes_five_within_forty_eight_hours() -> None:
    last = LastContact(NOW - timedelta(hours=47))
    allowed = allowance(ChannelKind.WECHAT, last, sent=4)

    allowed.check("还有一条", now=NOW)
    assert (allowed.left, allowed.closes_at) == (1, NOW + timedelta(hours=1))
    with pytest.raises(QuotaUsed):
        allowance(ChannelKind.WECHAT, last, sent=5).check("第六条", now=NOW)
    with pytest.raises(WindowClosed):
        allowed.check("太晚", now=NOW + timedelta(hours=1))


def test_wechat_takes_three_within_a_minute_after_a_menu_click() -> None:
    last = LastContact(NOW - timedelta(seconds=59), is_event=True)

    allowance(ChannelKind.WECHAT, last, sent=2).check("第三条", now=NOW)
    with pytest.raises(QuotaUsed):
        allowance(ChannelKind.WECHAT, last, sent=3).check("第四条", now=NOW)
    with pytest.raises(WindowClosed):
        allowance(ChannelKind.WECHAT, last, sent=0).check("晚了", now=NOW + timedelta(seconds=1))


def test_sms_has_a_length_and_the_web_none() -> None:
    with pytest.raises(TooLongForChannel):
        allowance(ChannelKind.SMS, LastContact(NOW), sent=0).check("长" * 470, now=NOW)
    allowance(ChannelKind.WEB, None, sent=999).check("长" * 4000, now=NOW)


@pytest.mark.parametrize(
    ("written", "known", "is_near"),
    [
        ("1203005678", "1203005678", False),
        ("1203005679", "1203005678", True),
        ("1203005687", "1203005678", True),
        ("120300567", "1203005678", True),
        ("12030056788", "1203005678", True),
        ("1203009999", "1203005678", False),
    ],
)
def test_one_slip_is_seen(written: str, known: str, is_near: bool) -> None:
    assert is_slip(written, known) is is_near


@given(st.text("0123456789", min_size=8, max_size=16), st.integers(0, 7), st.integers(1, 9))
def test_any_single_wrong_digit_is_found_where_it_stands(known: str, at: int, by: int) -> None:
    wrong = known[:at] + str((int(known[at]) + by) % 10) + known[at + 1 :]
    text = f"您的户号是{wrong}，请核对"

    [near] = near_numbers(text, {known})

    assert (text[near.start : near.end], near.known) == (wrong, known)
    assert near_numbers(f"户号 {known} 没错", {known}) == []


async def test_a_conversations_own_numbers_are_known(rooms: Rooms) -> None:
    here, _ = await rooms.held("李静")
    await rooms.says(here, "我的户号是 1203 0056 78，不热")

    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        near = await rooms.spelling.check(session, here, "已为户号 1203005687 报修")
        right = await rooms.spelling.check(session, here, "已为户号 1203005678 报修")

    assert [(one.written, one.known) for one in near] == [("1203005687", "1203005678")]
    assert right == []


async def test_beyond_the_quota_a_reply_is_refused_and_the_customers_words_open_it_again(
    rooms: Rooms,
) -> None:
    here, [agent] = await rooms.held("李静")
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        await session.execute("UPDATE channel SET kind = 'wechat'")
    await rooms.says(here, "在吗")

    async def send(text: str) -> None:
        async with rooms.desk.database.session(rooms.desk.tenant) as session:
            await rooms.writing.reply(session, here, agent, words=Words(Id.new(), text))

    for number in range(5):
        await send(f"第 {number} 条")
    with pytest.raises(QuotaUsed):
        await send("第六条")
    await rooms.says(here, "好的")
    await send("又可以了")

    assert len(await rooms.said(here)) == 6
