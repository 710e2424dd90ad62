"""Accounts, meters, tickets, codes and tails are told from each other (R22)."""

import pytest

from tests.understanding.slots.reading import said

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("户号1203009912家里不热", "1203009912"),
        ("我的户号是 1203 009 912", "1203009912"),
        ("护号是1203009912", "1203009912"),
        ("沪号1203-009-912", "1203009912"),
        ("户号：120300", "120300"),
        ("一二零三零零九九一二", "1203009912"),
        ("幺二零三零零九九幺二", "1203009912"),
        ("1 2 0 3 0 0 9 9 1 2", "1203009912"),
        ("1203009912", "1203009912"),
        ("120300", "120300"),
        ("编号1203009912", "1203009912"),
        ("account no. 1203009912", "1203009912"),
        ("不是1203009911，是1203009912", "1203009912"),
        ("户号1203009911，不对，是1203009912", "1203009912"),
        ("053112345678", "053112345678?"),
        ("我在1203009号码段这里问一下情况呢", "1203009?"),
        ("13812345678", None),
        ("户号13812345678", None),
        ("3-2-501", None),
        ("12-2-1501", None),
        ("10-1201", None),
        ("室温15度", None),
        ("2025-2026采暖季", None),
        ("2026-11-21", None),
        ("20261121元", None),
        ("工单号20261121001", None),
        ("单号WO202611200017", None),
        ("T0231", None),
        ("验证码428913", None),
        ("电话0531-8812345", None),
        ("表号20261121001", None),
        ("身份证370102199001011234", None),
        ("我用了300000度", None),
        ("12345", None),
        ("95598", None),
    ],
)
def test_an_account_number_is_told_from_other_numbers(text: str, number: str | None) -> None:
    assert said("account_no", text) == number


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("2217", "2217"),
        ("身份证后四位2217", "2217"),
        ("尾号是221X", "221X"),
        ("二二一七", "2217"),
        ("尾号二二幺叉", "221X"),
        ("后四位 2 2 1 7", "2217"),
        ("last four digits 2217", "2217"),
        ("11010519491231002X", "002X"),
        ("手机尾号2217", None),
        ("电话后四位2217", None),
        ("110105194912310021", None),
        ("我家22170元", None),
        ("今天不热", None),
    ],
)
def test_the_tail_of_an_identity_card_is_none_of_a_phone(text: str, tail: str | None) -> None:
    assert said("id_last4", text) == tail


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("WO202611200017", "WO202611200017"),
        ("wo 202611200017", "WO202611200017"),
        ("AP20261120003 办到哪了", "AP20261120003"),
        ("单号T0231给查一下", "T0231"),
        ("T零二三一", "T0231"),
        ("工单号是20261121001", "20261121001"),
        ("受理编号：88231", "88231"),
        ("ticket no. 88231", "88231"),
        ("户号1203009912", None),
        ("at 5 pm", None),
        ("报修", None),
    ],
)
def test_a_ticket_is_known_by_its_letters_or_its_name(text: str, number: str | None) -> None:
    assert said("ticket_no", text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("表号是20230012345", "20230012345"),
        ("电表号 3730001 0023456", "37300010023456"),
        ("热表号HM20230012345", "HM20230012345"),
        ("20230012345", "20230012345?"),
        ("meter number 20230012345", "20230012345"),
        ("表坏了", None),
    ],
)
def test_a_meter_has_a_number_of_its_own(text: str, number: str | None) -> None:
    assert said("meter_no", text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("428913", "428913"),
        ("验证码是428913", "428913"),
        ("四二八九一三", "428913"),
        ("收到了 4289", "4289"),
        ("42 89 13", "428913"),
        ("the code is 428913", "428913"),
        ("123", None),
        ("13812345678", None),
        ("没收到", None),
        ("428913元", None),
    ],
)
def test_a_one_time_code_has_four_to_eight_digits(text: str, code: str | None) -> None:
    assert said("otp_code", text) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("税号91370100MA3C5GXH0P", "91370100MA3C5GXH0P?"),
        ("91350100M000100Y43", "91350100M000100Y43"),
        ("税号 9135 0100 M000 100Y 43", "91350100M000100Y43"),
        ("识别号370102123456789", "370102123456789"),
        ("电话13812345678", None),
        ("abcdefghijklmno", None),
    ],
)
def test_a_taxpayers_number_is_checked(text: str, number: str | None) -> None:
    assert said("tax_no", text) == number
