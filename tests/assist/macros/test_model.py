"""How words of macros are filled in, and how a run goes from step to step."""

import pytest

from hearthline.assist.macros import MacroId, Run, RunId, Step, StepState
from hearthline.assist.macros.model import StepResult, preview
from hearthline.kernel import ConversationId, StaffId

pytestmark = pytest.mark.unit

DONE, FAILED = StepResult(StepState.DONE), StepResult(StepState.FAILED)


def run(*results: StepResult, steps: tuple[Step, ...] | None = None) -> Run:
    return Run(
        id=RunId("01920000-0000-7000-8000-000000000001"),
        macro_id=MacroId.new(),
        title="试一试",
        conversation_id=ConversationId.new(),
        staff_id=StaffId.new(),
        steps=steps or (Step("note"), Step("tag"), Step("say")),
        results=results,
    )


def test_words_are_filled_in_and_what_is_unknown_is_told() -> None:
    steps = [
        Step("say", {"text": "{customer}您好，我是{agent}"}),
        Step("say", {"text": "{account}"}),
    ]
    shown = preview(steps, {"customer": "张*", "agent": "李静"})

    assert shown.steps[0].values["text"] == "张*您好，我是李静"
    assert shown.missing == ((), ("account",))


def test_the_number_of_a_ticket_to_be_opened_is_left_for_the_run() -> None:
    ticket = Step("ticket", {"type_code": "H-RP-01", "description": "不热"})
    words = Step("say", {"text": "工单 {ticket_no}"})
    known = {"ticket_no": "OLD-1"}

    assert preview([ticket, words], known).steps[1] == words
    assert preview([ticket, words], known).missing == ((), ())
    assert preview([words, ticket], known).steps[0].values["text"] == "工单 OLD-1"
    made = StepResult(StepState.DONE, values={"ticket_no": "NEW-2"})
    assert run(made, steps=(ticket, words)).step(1).values["text"] == "工单 NEW-2"


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    shown = preview([Step("say", {"text": "{customer}"})], {"customer": "{agent}", "agent": "李静"})

    assert shown.steps[0].values["text"] == "{agent}"


def test_details_of_a_ticket_are_filled_in_too() -> None:
    values = {"type_code": "H-RP-01", "details": {"since": "{since}", "rooms": 2}}
    shown = preview([Step("ticket", values)], {"since": "昨晚"})

    assert shown.steps[0].values["details"] == {"since": "昨晚", "rooms": 2}
    assert preview([Step("ticket", values)], {}).missing == (("since",),)


def test_the_stamp_tells_every_change() -> None:
    one = preview([Step("say", {"text": "您好"})], {}).stamp

    assert one == preview([Step("say", {"text": "您好"})], {}).stamp
    assert one != preview([Step("say", {"text": "您好。"})], {}).stamp
    assert one != preview([Step("note", {"text": "您好"})], {}).stamp


@pytest.mark.parametrize(
    ("results", "following"),
    [((), 0), ((DONE,), 1), ((DONE, FAILED), 1), ((DONE, DONE, DONE), None), ((FAILED,), 0)],
)
def test_a_run_goes_on_with_the_first_step_that_is_not_done(
    results: tuple[StepResult, ...], following: int | None
) -> None:
    assert run(*results).next == following


def test_a_step_has_one_name_however_often_it_is_tried() -> None:
    assert run().step_id(1) == run(DONE, FAILED).step_id(1)
    assert run().step_id(0) != run().step_id(1)
