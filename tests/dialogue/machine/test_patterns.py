"""Each pattern of repair, on the pure machine: commands in, words and state out."""

from dataclasses import replace
from typing import Any

import pytest

from hearthline.dialogue.machine.commands import (
    Affirm,
    AskKb,
    Cancel,
    CannotHandle,
    Chitchat,
    Choose,
    Clarify,
    Command,
    Correct,
    Deny,
    Found,
    HandOff,
    Option,
    Repeat,
    Set,
    Skip,
    Start,
)
from hearthline.dialogue.machine.effects import (
    Answer,
    Done,
    Ended,
    Failed,
    HandOver,
    Outcome,
    Situation,
)
from hearthline.dialogue.machine.machine import Machine
from hearthline.dialogue.machine.state import DEEPEST, State
from tests.fakes.fake_business import ACCOUNT
from tests.fakes.fake_clock import MORNING
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

FOUND = Found(article="a", version=3, title="室温多少度算合格", answer="不低于 18 ℃。")
ORDER = {"number": "WO202611210001", "type_name": "整户不热", "status_text": "已受理"}
ANSWERS: dict[str, Answer] = {
    "outage.at_place": Done({"is_active": False, "is_planned": False}),
    "work_order.list_open": Done({"count": 0}),
    "work_order.open": Done(ORDER),
    "account.find": Done({"count": 1}),
}


class Talk:
    """The machine with its state, and calls that are answered at once."""

    def __init__(self, accounts: tuple[str, ...] = (ACCOUNT,)) -> None:
        self.machine = Machine(make.pack())
        self.state = State()
        self.answers = dict(ANSWERS)
        self.called: list[tuple[str, dict[str, Any]]] = []
        self.accounts = accounts

    def hear(self, *commands: Command) -> Outcome:
        outcome = self.machine.hear(self.state, commands, self.situation())
        while outcome.call is not None:
            self.called.append((outcome.call.operation, dict(outcome.call.args)))
            answer = self.answers[outcome.call.operation]
            outcome = self.machine.resume(outcome, answer, self.situation())
        self.state = outcome.state
        return outcome

    def situation(self) -> Situation:
        return Situation(
            conversation="c",
            message_id="m",
            message_text="对",
            message_at=MORNING,
            now=MORNING,
            level="L1",
            accounts=make.owned(*self.accounts),
        )

    def to_confirm(self) -> None:
        self.hear(
            Start("report_cold", "home_cold"),
            Set("since", "2026-11-20T20:00:00+08:00", "昨晚"),
            Set("room_temp", 14.0, "14 ℃"),
            Set("neighbour_same", "yes", "邻居家也不热"),
        )


def said(outcome: Outcome) -> list[str | None]:
    return [reply.response for reply in outcome.replies]


def test_what_was_said_at_once_is_not_asked_again() -> None:
    talk = Talk()

    talk.to_confirm()

    assert talk.state.top is not None
    assert talk.state.top.asked is not None
    assert talk.state.top.asked.kind == "confirm"


def test_a_digression_is_answered_in_place_and_the_question_asked_again() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    outcome = talk.hear(AskKb("多少度合格", FOUND))

    assert said(outcome) == [None, "ask_since"]
    answer, question = outcome.replies
    assert answer.data["citations"] == [{"article": "a", "version": 3, "title": "室温多少度算合格"}]
    assert question.text.startswith("刚才说到报修不热。")


def test_an_answer_and_a_question_in_one_message_are_both_taken() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    outcome = talk.hear(Set("since", "x", "昨晚"), AskKb("多少度合格", FOUND))

    assert said(outcome)[0] is None
    assert said(outcome)[-1] == "ask_room_temp"


def test_nothing_is_written_before_the_yes() -> None:
    talk = Talk()
    talk.to_confirm()

    assert "work_order.open" not in [name for name, _ in talk.called]
    outcome = talk.hear(Affirm())

    assert "work_order.open" in [name for name, _ in talk.called]
    assert said(outcome) == ["ticket_filed"]


def test_the_consent_holds_the_words_and_what_they_agreed_to() -> None:
    talk = Talk()
    talk.to_confirm()
    outcome = talk.machine.hear(talk.state, [Affirm()], talk.situation())

    assert outcome.call is not None
    assert outcome.call.key == "c:1:file"
    consent = outcome.call.consent
    assert consent is not None
    assert (consent.text, consent.message_id) == ("对", "m")
    assert "14 ℃" in consent.summary


def test_a_correction_is_read_back_again() -> None:
    talk = Talk()
    talk.to_confirm()

    outcome = talk.hear(Correct("room_temp", 12.0, "12 ℃"))

    assert said(outcome) == ["confirm_report"]
    assert "12 ℃" in outcome.replies[0].text


def test_a_correction_redoes_what_followed_from_the_old_value() -> None:
    talk = Talk(accounts=(ACCOUNT, "1203005679"))
    talk.hear(Start("report_cold", "home_cold"))
    talk.hear(Set("account_no", ACCOUNT, ACCOUNT))
    talk.called.clear()

    talk.hear(Correct("account_no", "1203005679", "1203005679"))

    looked = [args["account_no"] for name, args in talk.called if name == "outage.at_place"]
    assert looked == ["1203005679"]


def test_a_digression_knows_which_home_the_flow_at_work_is_about() -> None:
    talk = Talk(accounts=(ACCOUNT, "1203005679"))
    talk.hear(Start("report_cold", "home_cold"))
    talk.hear(Set("account_no", "1203005679", "1203005679"))
    talk.called.clear()

    talk.hear(Start("outage_query", "outage_query"))

    looked = [args["account_no"] for name, args in talk.called if name == "outage.at_place"]
    assert looked == ["1203005679"]


def test_a_correction_of_something_independent_redoes_nothing() -> None:
    talk = Talk()
    talk.to_confirm()
    talk.called.clear()

    talk.hear(Correct("room_temp", 12.0, "12 ℃"))

    assert talk.called == []


def test_a_no_alone_asks_which_value_is_wrong() -> None:
    talk = Talk()
    talk.to_confirm()

    outcome = talk.hear(Deny())
    assert said(outcome) == ["which_is_wrong"]
    outcome = talk.hear(Choose("since"))
    assert said(outcome) == ["ask_since"]
    outcome = talk.hear(Set("since", "y", "前天"))

    assert said(outcome) == ["confirm_report"]
    assert "前天" in outcome.replies[0].text


def test_do_not_submit_drops_it() -> None:
    talk = Talk()
    talk.to_confirm()
    talk.hear(Deny())

    outcome = talk.hear(Choose("cancel"))

    assert said(outcome) == ["cancelled"]
    assert talk.state.frames == ()


def test_cancel_drops_the_flow_and_says_that_nothing_was_submitted() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    outcome = talk.hear(Cancel())

    assert said(outcome) == ["cancelled"]
    assert "没有提交" in outcome.replies[0].text
    assert Ended(1, "cancelled") in outcome.effects


def test_cancel_with_nothing_going_on_says_so() -> None:
    assert said(Talk().hear(Cancel())) == ["nothing_to_cancel"]


def test_cancel_after_a_write_says_that_it_is_done() -> None:
    talk = Talk()
    talk.to_confirm()
    frame = talk.state.frames[-1]
    talk.state = talk.state.with_top(replace(frame, written=("file",)))

    assert said(talk.hear(Cancel())) == ["already_done"]


def test_a_correction_after_a_write_is_too_late() -> None:
    talk = Talk()
    talk.to_confirm()
    frame = talk.state.frames[-1]
    talk.state = talk.state.with_top(replace(frame, written=("file",)))

    outcome = talk.hear(Correct("room_temp", 1.0, "1 ℃"))

    assert said(outcome)[0] == "too_late_to_change"


def test_clarification_offers_three_and_none_of_them() -> None:
    talk = Talk()
    options = tuple(Option(f"第{n}", f"intent:{n}") for n in range(5))

    outcome = talk.hear(Clarify(options))

    labels = [choice["label"] for choice in outcome.replies[0].data["choices"]]
    assert labels == ["第0", "第1", "第2", "都不是，找人工"]


def test_repeat_says_the_last_words_again_with_their_choices() -> None:
    talk = Talk()
    talk.to_confirm()
    before = talk.state.last

    outcome = talk.hear(Repeat())

    assert [reply.text for reply in outcome.replies] == [one.text for one in before]
    assert outcome.replies[0].data["choices"]


def test_another_flow_asks_which_comes_first_and_may_wait() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    assert said(talk.hear(Start("request_measure", "request_measure"))) == ["switch_or_later"]
    outcome = talk.hear(Choose("later"))

    assert said(outcome) == ["queued_for_later", "ask_since"]
    assert [queued.flow for queued in talk.state.queued] == ["request_measure"]


def test_another_flow_now_comes_back_to_the_first_afterwards() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))
    talk.hear(Start("request_measure", "request_measure"))

    assert said(talk.hear(Choose("switch"))) == ["ask_room_temp"]
    outcome = talk.hear(Cancel())

    assert said(outcome) == ["cancelled", "ask_since"]
    assert "报修不热" in outcome.replies[1].text


def test_a_short_query_goes_in_between() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    outcome = talk.hear(Start("ticket_progress", "ticket_progress"))

    assert said(outcome) == ["no_open_ticket", "ask_since"]


def test_the_stack_is_no_deeper_than_three() -> None:
    talk = Talk(accounts=())
    talk.hear(Start("report_cold", "home_cold"))
    talk.hear(Start("outage_query", "outage_query"))
    talk.hear(Start("request_measure", "request_measure"))
    talk.hear(Choose("switch"))
    assert talk.state.depth == DEEPEST

    outcome = talk.hear(Start("urge_ticket", "urge_ticket"))

    assert said(outcome)[0] == "queued_for_later"
    assert talk.state.depth == DEEPEST


def test_the_same_flow_again_is_no_new_flow() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    outcome = talk.hear(Start("report_cold", "home_cold"))

    assert said(outcome) == ["ask_since"]
    assert talk.state.depth == 1


def test_two_failures_in_a_row_bring_a_person() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    assert said(talk.hear(CannotHandle())) == ["ask_since_again"]
    outcome = talk.hear(CannotHandle())

    assert HandOver("not_understood", 3) in outcome.effects


def test_a_failure_that_was_made_up_for_does_not_count() -> None:
    talk = Talk()
    talk.hear(CannotHandle())
    talk.hear(Chitchat("thanks"))

    assert said(talk.hear(CannotHandle())) == ["not_understood"]


def test_the_third_strange_question_brings_a_person() -> None:
    talk = Talk()
    stray = CannotHandle("out_of_scope")

    assert said(talk.hear(stray)) == ["out_of_scope"]
    assert said(talk.hear(stray)) == ["out_of_scope"]
    assert HandOver("out_of_scope", 3) in talk.hear(stray).effects


def test_a_picture_is_not_a_failure() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))

    outcome = talk.hear(CannotHandle("media"))

    assert said(outcome) == ["unseen_media", "ask_since"]
    assert talk.state.failures == 0


def test_an_optional_slot_may_be_skipped_and_another_may_not() -> None:
    talk = Talk()
    talk.hear(Start("report_cold", "home_cold"))
    assert said(talk.hear(Skip())) == ["ask_since_again"]
    talk.hear(Set("since", "x", "昨晚"))

    assert said(talk.hear(Skip())) == ["ask_neighbour"]


def test_danger_goes_before_everything_else_in_the_message_and_on_the_stack() -> None:
    talk = Talk()
    talk.to_confirm()

    outcome = talk.hear(Affirm(), Start("leak", "hazard_leak"))

    assert said(outcome) == ["safety_leak", "handing_over_hazard"]
    assert HandOver("hazard", 0) in outcome.effects
    assert "work_order.open" not in [name for name, _ in talk.called]


def test_handing_over_keeps_what_is_known_for_the_person() -> None:
    talk = Talk()
    talk.to_confirm()

    talk.hear(HandOff("anger", 2))

    handed = talk.state.handed
    assert handed is not None
    assert (handed.reason, handed.flow) == ("anger", "report_cold")
    assert handed.slots["room_temp"].shown == "14 ℃"
    assert talk.state.emotion == "ANGRY"
    assert talk.state.frames == ()


def test_who_takes_over_after_the_filing_sees_what_was_filed() -> None:
    talk = Talk()
    talk.to_confirm()
    talk.hear(Affirm())

    talk.hear(HandOff("customer_request"))

    handed = talk.state.handed
    assert handed is not None
    assert (handed.reason, handed.flow) == ("customer_request", "report_cold")
    assert handed.slots["room_temp"].shown == "14 ℃"
    assert talk.state.frames == ()


def test_a_write_without_an_answer_is_never_called_filed() -> None:
    talk = Talk()
    talk.answers["work_order.open"] = Failed("uncertain")
    talk.to_confirm()

    outcome = talk.hear(Affirm())

    assert said(outcome) == ["write_pending"]
    assert talk.state.top is not None
    assert talk.state.top.waiting == "c:1:file"
    assert said(talk.hear(Cancel())) == ["write_pending"]
    assert said(talk.hear(Affirm())) == ["write_pending"]
    settled = talk.machine.settle(talk.state, "c:1:file", Done(ORDER), situation=talk.situation())
    assert [reply.response for reply in settled.replies] == ["ticket_filed"]


def test_an_answer_for_a_flow_that_is_gone_changes_nothing() -> None:
    talk = Talk()

    outcome = talk.machine.settle(talk.state, "c:9:file", Done(ORDER), situation=talk.situation())

    assert outcome.state == talk.state
    assert outcome.effects == ()


def test_a_refusal_of_the_business_is_told_in_its_words() -> None:
    talk = Talk()
    talk.answers["work_order.open"] = Failed("refused", "该户已报停")
    talk.to_confirm()

    outcome = talk.hear(Affirm())

    assert said(outcome) == ["refused_by_business", "handing_over"]
    assert "该户已报停" in outcome.replies[0].text


def test_phrasings_take_turns() -> None:
    talk = Talk()

    texts = [talk.hear(Chitchat("thanks")).replies[0].text for _ in range(3)]

    assert texts[0] != texts[1]
    assert texts[0] == texts[2]


def test_a_flow_that_the_pack_lost_is_forgotten_not_crashed_on() -> None:
    talk = Talk()
    talk.to_confirm()
    frame = talk.state.frames[-1]
    talk.state = talk.state.with_top(replace(frame, step="gone"))

    assert said(talk.hear(Affirm())) == ["anything_else"]
    assert talk.state.frames == ()
