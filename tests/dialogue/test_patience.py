"""How long the bot waits before silence counts."""

from datetime import timedelta

import pytest

from hearthline.conversations import ChannelKind
from hearthline.dialogue.machine.patterns import MOST_SILENCES
from hearthline.dialogue.machine.state import Asked, Frame, Question, State
from hearthline.dialogue.patience import IN_DANGER, PATIENCE, hush_at
from tests.fakes.fake_clock import MORNING

pytestmark = pytest.mark.unit

WAITING = State(frames=(Frame(run=1, flow="leak", step="x", asked=Asked("slot", "x")),))
LIVE = [ChannelKind.WEB, ChannelKind.WECHAT, ChannelKind.APP, ChannelKind.ALIPAY]


def waits(
    state: State, channel: ChannelKind = ChannelKind.WEB, *, danger: bool = False
) -> timedelta | None:
    due = hush_at(state, channel, is_danger=danger, now=MORNING)
    return None if due is None else due - MORNING


@pytest.mark.parametrize("channel", LIVE)
def test_people_before_a_chat_are_asked_again_after_a_while(channel: ChannelKind) -> None:
    assert waits(WAITING, channel) == timedelta(minutes=5)


@pytest.mark.parametrize("channel", [one for one in ChannelKind if one not in LIVE])
def test_who_writes_elsewhere_may_answer_tomorrow(channel: ChannelKind) -> None:
    assert waits(WAITING, channel) is None
    assert waits(WAITING, channel, danger=True) is None


def test_danger_waits_a_minute() -> None:
    assert waits(WAITING, danger=True) == IN_DANGER == timedelta(minutes=1)


def test_the_second_silence_may_last_longer_and_the_third_is_left_alone() -> None:
    told = [
        waits(State(frames=WAITING.frames, silences=count)) for count in range(MOST_SILENCES + 1)
    ]

    assert told == [*PATIENCE, None]


def test_a_question_of_the_dialogue_itself_is_waited_for() -> None:
    assert waits(State(question=Question("clarify", ()))) == PATIENCE[0]


def test_nothing_asked_is_nothing_waited_for() -> None:
    assert waits(State()) is None
    assert waits(State(frames=(Frame(run=1, flow="leak", step="x"),))) is None
