"""A state that is written down is read back as it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.dialogue.machine.codec import StateUnreadable, from_json, to_json
from hearthline.dialogue.machine.state import (
    Asked,
    Choice,
    Consent,
    Filled,
    Frame,
    Handed,
    LastReply,
    Question,
    Queued,
    State,
)

pytestmark = pytest.mark.unit

texts = st.text(max_size=8)
plain = st.one_of(st.none(), st.booleans(), st.integers(), texts)
maps = st.dictionaries(texts, plain, max_size=3)
slots = st.dictionaries(texts, st.builds(Filled, plain, texts), max_size=3)
choices = st.lists(st.builds(Choice, texts, texts), max_size=3).map(tuple)
lines = st.lists(texts, max_size=3).map(tuple)
frames = st.builds(
    Frame,
    flow=texts,
    run=st.integers(),
    step=texts,
    intent=st.none() | texts,
    event=maps,
    slots=slots,
    results=maps,
    asked=st.none() | st.builds(Asked, texts, st.none() | texts, choices),
    failures=st.integers(),
    trail=lines,
    said=lines,
    summary=texts,
    consent=st.none() | st.builds(Consent, texts, texts, texts, texts),
    waiting=st.none() | texts,
    written=lines,
    is_inner=st.booleans(),
)
states = st.builds(
    State,
    frames=st.lists(frames, max_size=3).map(tuple),
    question=st.none() | st.builds(Question, texts, choices, st.none() | texts, st.none() | texts),
    offered=choices,
    failures=st.integers(),
    strays=st.integers(),
    kept=slots,
    queued=st.lists(st.builds(Queued, texts, st.none() | texts, maps), max_size=2).map(tuple),
    phrasings=st.dictionaries(texts, st.integers(), max_size=3),
    last=st.lists(st.builds(LastReply, texts, texts, maps, texts), max_size=2).map(tuple),
    notes=lines,
    emotion=texts,
    runs=st.integers(),
    handed=st.none() | st.builds(Handed, texts, st.none() | texts, slots),
    done=st.none() | st.builds(Handed, texts, st.none() | texts, slots),
)


@given(states)
def test_any_state_survives_writing_and_reading(state: State) -> None:
    assert from_json(json.loads(json.dumps(to_json(state)))) == state


def test_a_state_of_another_version_is_not_guessed_at() -> None:
    with pytest.raises(StateUnreadable):
        from_json({**to_json(State()), "version": 99})
