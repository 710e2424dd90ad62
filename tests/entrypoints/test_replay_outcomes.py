"""The outcome of a replayed message is read from what came back."""

from typing import Any

import pytest

from hearthline.entrypoints.customer_client import Turn
from hearthline.entrypoints.replay_outcomes import Outcome, outcome_of

pytestmark = pytest.mark.unit


def reply(text: str, *, kind: str = "text", sender: str = "bot", **data: Any) -> dict[str, Any]:
    """What the bot says."""
    return {"sender": {"kind": sender}, "kind": kind, "text": text, "data": data}


def turn(*replies: dict[str, Any], status: str = "bot", is_complete: bool = True) -> Turn:
    """What came back."""
    return Turn(message={}, replies=list(replies), is_complete=is_complete, status=status)


@pytest.mark.parametrize(
    ("came_back", "outcome"),
    [
        (turn(), Outcome.ERROR),
        (turn(reply("好的。"), is_complete=False), Outcome.ERROR),
        (turn(reply("前面还有 2 位。", kind="notice", notice="queued")), Outcome.HANDED_OVER),
        (turn(reply("正在为您转接。"), status="queued"), Outcome.HANDED_OVER),
        (turn(reply("李静为您服务。"), status="agent"), Outcome.HANDED_OVER),
        (turn(reply("已提交工单。", kind="card", card="ticket")), Outcome.FILED),
        (
            turn(reply("这不在供热范围内，可以转人工。", source="response:out_of_scope")),
            Outcome.REFUSED,
        ),
        (turn(reply("您是想？", kind="choices", choices=[{"label": "报修"}])), Outcome.ASKED),
        (turn(reply("从什么时候开始不热的？")), Outcome.ASKED),
        (turn(reply("不低于 18 ℃。", citations=[{"article": "a"}])), Outcome.ANSWERED),
        (turn(reply("18 ℃。", kind="choices", citations=[{"article": "a"}])), Outcome.ANSWERED),
        (turn(reply("您好。")), Outcome.ANSWERED),
    ],
)
def test_the_first_rule_that_fits_counts(came_back: Turn, outcome: Outcome) -> None:
    assert outcome_of(came_back) is outcome


def test_the_customers_own_words_are_no_answer() -> None:
    echo = reply("家里不热", sender="customer")

    assert outcome_of(turn(echo)) is Outcome.ERROR


def test_filing_counts_before_the_question_that_follows_it() -> None:
    filed = turn(reply("工单已提交。", kind="card", card="ticket"), reply("还有别的事吗？"))

    assert outcome_of(filed) is Outcome.FILED


def test_a_rule_that_was_told_is_an_answer_whatever_is_asked_after_it() -> None:
    told = reply("不低于 18 ℃ 为合格。", policy={"id": "cn-heat-example", "version": 4})

    assert outcome_of(turn(told, reply("要我登记测温吗？"))) is Outcome.ANSWERED
