"""The last look before words go out."""

import pytest

from hearthline.dialogue.machine.effects import Reply
from hearthline.dialogue.phrasing.guard import LONGEST, Known, withheld_because
from tests.make import dialogue as make

pytestmark = pytest.mark.unit


def why(text: str, *known: object, source: str = "response:no_notice") -> str | None:
    return withheld_because(Reply(text, "text", source), make.brain().trades, Known.of(*known))


def test_approved_words_pass() -> None:
    assert why("好的。想知道进展，随时问我。") is None


@pytest.mark.parametrize("source", ["", "model:draft", "response:made_up"])
def test_words_without_an_approved_source_do_not(source: str) -> None:
    assert why("好的", source=source) == "source"


def test_length_is_limited_and_empty_is_nothing() -> None:
    assert why("热" * (LONGEST + 1)) == "length"
    assert why("") == "length"
    assert why("热" * (LONGEST + 1), source="knowledge:a@1") == "length"


def test_a_phone_number_passes_only_if_the_customer_gave_it() -> None:
    assert why("电话 13912345678") == "phone"
    assert why("电话 13912345678", {"phone": "13912345678"}) is None
    assert why("电话 139****5678") is None


def test_an_identity_number_never_passes() -> None:
    assert why("证件 110101199003070012", "110101199003070012") == "identity_number"


def test_an_account_of_somebody_else_does_not_pass() -> None:
    assert why("户号 1203005678") == "account"
    assert why("户号 1203005678", ["1203005678"]) is None
    assert why("户号 1203****78") is None


def test_a_work_order_number_must_come_from_the_gateway() -> None:
    assert why("工单 WO202611210001 已提交") == "unknown_order"
    assert why("工单 WO202611210001 已提交", {"number": "WO202611210001"}) is None


def test_the_fields_of_a_card_are_looked_at_too() -> None:
    reply = Reply(
        "好的", "card", "response:no_notice", {"fields": [{"label": "x", "value": "13912345678"}]}
    )

    assert withheld_because(reply, make.brain().trades, Known.of()) == "phone"


def test_published_knowledge_may_name_hotlines() -> None:
    assert why("打 13912345678", source="knowledge:a@1") is None
