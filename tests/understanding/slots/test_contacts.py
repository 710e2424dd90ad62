"""Telephone, e-mail, names and invoice titles (R22)."""

import pytest

from tests.understanding.slots.reading import said

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("一三八一二三四五六七八", "13812345678"),
        ("幺三八，幺二三四，五六七八", "13812345678"),
        ("0531-88123456", "053188123456"),
        ("(0531)88123456", "053188123456"),
        ("座机88123456", "88123456"),
        ("打13812345678或者别的", "13812345678"),
        ("不是13812345678，是13912345678", "13912345678"),
        ("12812345678", None),
        ("138123456789", None),
        ("户号1203009912", None),
        ("88123456", None),
    ],
)
def test_a_telephone_number_has_one_form(text: str, number: str | None) -> None:
    assert said("phone", text) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("发到Zhang.San@163.com", "zhang.san@163.com"),
        ("zhangsan艾特qq点com", "zhangsan@qq.com"),
        ("我的邮箱是 a_b-1@mail.example.cn 谢谢", "a_b-1@mail.example.cn"),
        ("邮箱没有", None),
        ("a@b", None),
    ],
)
def test_a_mail_address_is_read_and_heard(text: str, address: str | None) -> None:
    assert said("email", text) == address


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我叫张三", "张三"),
        ("李小明", "李小明"),
        ("陳小明", "陳小明"),
        ("欧阳锋", "欧阳锋"),
        ("姓名：王建国，电话13812345678", "王建国"),
        ("户主是刘芳", "刘芳"),
        ("联系人王伟电话13812345678", "王伟"),
        ("我姓王", "王?"),
        ("王师傅", "王师傅?"),
        ("my name is John Smith", "John Smith"),
        ("谢谢", None),
        ("谢谢师傅", None),
        ("查余额", None),
        ("Will you cut it if I am in arrears", None),
        ("不知道", None),
        ("明天", None),
        ("高兴", None),
        ("马上", None),
        ("家里不热", None),
        ("13812345678", None),
    ],
)
def test_a_name_is_known_by_its_surname(text: str, name: str | None) -> None:
    assert said("name", text) == name
    assert said("person_name", text) == name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("抬头是济南暖阳科技有限公司", "济南暖阳科技有限公司"),
        ("开公司的，ＡＢＣ（济南）有限公司", "ＡＢＣ（济南）有限公司"),
        ("济南暖阳科技有限公司，税号91350100M000100Y43", "济南暖阳科技有限公司"),
        ("幸福小学", "幸福小学"),
        ("个人", "个人"),
        ("开个人的", "个人"),
        ("张三", "张三"),
        ("不用", None),
    ],
)
def test_an_invoice_is_for_a_company_or_a_person(text: str, title: str | None) -> None:
    assert said("invoice_title", text) == title
