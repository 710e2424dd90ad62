"""Sympathy goes before business, each kind once; the severest mood is kept for people."""

from dataclasses import replace

import pytest

from hearthline.dialogue.machine.commands import CannotHandle, Chitchat, Command, Start
from hearthline.dialogue.machine.effects import Outcome, Situation
from hearthline.dialogue.machine.machine import Machine
from hearthline.dialogue.machine.state import State
from tests.fakes.fake_clock import MORNING
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

COLD = Start("report_cold", "home_cold", "heating")
CALM = Situation(
    conversation="c",
    message_id="m",
    message_text="家里不热",
    message_at=MORNING,
    now=MORNING,
)


class Talk:
    """Moods one after the other, with a stranger who reports a cold home."""

    def __init__(self) -> None:
        """The heating pack, for the words of sympathy are the product's."""
        self.pack = make.trade("heating").pack
        self.machine = Machine(self.pack)
        self.state = State()

    def hear(self, command: Command, mood: str = "CALM", *, frail: bool = False) -> Outcome:
        situation = replace(CALM, emotion=mood, is_vulnerable=frail)
        outcome = self.machine.hear(self.state, [command], situation)
        self.state = outcome.state
        return outcome

    def sympathy(self, outcome: Outcome, tone: str) -> bool:
        """Whether the words begin with sympathy of a kind."""
        texts = self.pack.responses[tone].texts["zh"]
        return outcome.replies[0].text.startswith(tuple(texts))


@pytest.mark.parametrize("mood", ["WORRIED", "ANNOYED"])
def test_sympathy_goes_before_business(mood: str) -> None:
    talk = Talk()

    outcome = talk.hear(COLD, mood)

    assert talk.sympathy(outcome, f"tone_{mood.lower()}")
    assert talk.state.emotion == mood


def test_a_calm_person_is_spoken_to_plainly() -> None:
    talk = Talk()

    outcome = talk.hear(COLD)

    for tone in ("tone_worried", "tone_annoyed", "tone_vulnerable"):
        assert not talk.sympathy(outcome, tone)


def test_sympathy_said_twice_is_none() -> None:
    talk = Talk()
    talk.hear(COLD, "WORRIED")
    talk.state = replace(State(), phrasings=talk.state.phrasings)

    assert not talk.sympathy(talk.hear(COLD, "WORRIED"), "tone_worried")


def test_another_kind_of_sympathy_may_follow() -> None:
    talk = Talk()
    talk.hear(COLD, "WORRIED")
    talk.state = replace(State(), phrasings=talk.state.phrasings)

    assert talk.sympathy(talk.hear(COLD, "ANNOYED"), "tone_annoyed")


def test_who_needs_care_is_told_that_it_was_heard_and_remembered() -> None:
    talk = Talk()

    outcome = talk.hear(COLD, "WORRIED", frail=True)

    assert talk.sympathy(outcome, "tone_vulnerable")
    assert talk.state.is_vulnerable
    talk.hear(Chitchat("thanks"))
    assert talk.state.is_vulnerable


def test_the_severest_mood_is_kept_when_people_calm_down() -> None:
    talk = Talk()
    for mood in ("WORRIED", "ANGRY", "ANNOYED", "CALM"):
        talk.hear(CannotHandle("unclear"), mood)
        talk.state = replace(talk.state, failures=0)

    assert talk.state.emotion == "ANGRY"


def test_what_was_not_understood_deserves_no_sympathy_yet() -> None:
    talk = Talk()

    outcome = talk.hear(CannotHandle("unclear"), "WORRIED")

    assert not talk.sympathy(outcome, "tone_worried")


def test_an_unknown_mood_counts_as_calm() -> None:
    talk = Talk()
    talk.hear(COLD, "ANNOYED")

    talk.hear(Chitchat("thanks"), "JOLLY")

    assert talk.state.emotion == "ANNOYED"


def test_no_sympathy_stands_before_the_words_that_keep_people_safe() -> None:
    talk = Talk()

    outcome = talk.hear(Start("hazard", "hazard_shock", "heating"), "WORRIED", frail=True)

    assert outcome.replies[0].response == "safety_electric"
    assert not talk.sympathy(outcome, "tone_vulnerable")
    assert talk.state.is_vulnerable
