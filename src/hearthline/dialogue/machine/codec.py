"""The state as JSON and back, field by field; `version` tells a later program what it reads."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hearthline.dialogue.machine.levels import OwnAccount
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

VERSION = 1
Json = dict[str, Any]


class StateUnreadable(ValueError):
    """A stored state of a version that this program does not know."""


def to_json(state: State) -> Json:
    """The state as JSON values."""
    return {
        "version": VERSION,
        "frames": [_frame(frame) for frame in state.frames],
        "question": None if state.question is None else _question(state.question),
        "offered": _choices(state.offered),
        "failures": state.failures,
        "strays": state.strays,
        "kept": _slots(state.kept),
        "queued": [_queued(queued) for queued in state.queued],
        "phrasings": dict(state.phrasings),
        "last": [_last(reply) for reply in state.last],
        "notes": list(state.notes),
        "emotion": state.emotion,
        "is_vulnerable": state.is_vulnerable,
        "tone": state.tone,
        "domain": state.domain,
        "proven": [asdict(one) for one in state.proven],
        "silences": state.silences,
        "runs": state.runs,
        "handed": None if state.handed is None else _handed(state.handed),
        "done": None if state.done is None else _handed(state.done),
    }


def from_json(body: Mapping[str, Any]) -> State:
    """Read a state back; raises StateUnreadable for a version that is not known."""
    if body.get("version") != VERSION:
        raise StateUnreadable(f"state version {body.get('version')}")
    question, handed, done = body["question"], body["handed"], body.get("done")
    return State(
        frames=tuple(_read_frame(frame) for frame in body["frames"]),
        question=None if question is None else _read_question(question),
        offered=_read_choices(body["offered"]),
        failures=body["failures"],
        strays=body["strays"],
        kept=_read_slots(body["kept"]),
        queued=tuple(Queued(**queued) for queued in body["queued"]),
        phrasings=dict(body["phrasings"]),
        last=tuple(LastReply(**reply) for reply in body["last"]),
        notes=tuple(body["notes"]),
        emotion=body["emotion"],
        is_vulnerable=body.get("is_vulnerable", False),
        tone=body.get("tone", ""),
        domain=body.get("domain", ""),
        proven=tuple(OwnAccount(**one) for one in body.get("proven", ())),
        silences=body.get("silences", 0),
        runs=body["runs"],
        handed=None if handed is None else _read_handed(handed),
        done=None if done is None else _read_handed(done),
    )


def _frame(frame: Frame) -> Json:
    return {
        "flow": frame.flow,
        "run": frame.run,
        "step": frame.step,
        "domain": frame.domain,
        "intent": frame.intent,
        "event": dict(frame.event),
        "slots": _slots(frame.slots),
        "results": dict(frame.results),
        "asked": None if frame.asked is None else _asked(frame.asked),
        "failures": frame.failures,
        "trail": list(frame.trail),
        "said": list(frame.said),
        "summary": frame.summary,
        "consent": None if frame.consent is None else _consent(frame.consent),
        "waiting": frame.waiting,
        "written": list(frame.written),
        "is_inner": frame.is_inner,
    }


def _read_frame(body: Json) -> Frame:
    asked, consent = body["asked"], body["consent"]
    return Frame(
        flow=body["flow"],
        run=body["run"],
        step=body["step"],
        domain=body.get("domain", ""),
        intent=body["intent"],
        event=dict(body["event"]),
        slots=_read_slots(body["slots"]),
        results=dict(body["results"]),
        asked=None if asked is None else _read_asked(asked),
        failures=body["failures"],
        trail=tuple(body["trail"]),
        said=tuple(body["said"]),
        summary=body["summary"],
        consent=None if consent is None else Consent(**consent),
        waiting=body["waiting"],
        written=tuple(body["written"]),
        is_inner=body["is_inner"],
    )


def _slots(slots: Mapping[str, Filled]) -> Json:
    return {name: {"value": filled.value, "shown": filled.shown} for name, filled in slots.items()}


def _read_slots(body: Json) -> dict[str, Filled]:
    return {name: Filled(**filled) for name, filled in body.items()}


def _choices(choices: tuple[Choice, ...]) -> list[Json]:
    return [{"value": choice.value, "label": choice.label} for choice in choices]


def _read_choices(body: list[Json]) -> tuple[Choice, ...]:
    return tuple(Choice(**choice) for choice in body)


def _asked(asked: Asked) -> Json:
    return {"kind": asked.kind, "slot": asked.slot, "choices": _choices(asked.choices)}


def _read_asked(body: Json) -> Asked:
    return Asked(body["kind"], body["slot"], _read_choices(body["choices"]))


def _consent(consent: Consent) -> Json:
    return {
        "text": consent.text,
        "at": consent.at,
        "message_id": consent.message_id,
        "summary": consent.summary,
    }


def _question(question: Question) -> Json:
    return {
        "kind": question.kind,
        "choices": _choices(question.choices),
        "flow": question.flow,
        "intent": question.intent,
        "domain": question.domain,
        "wish": question.wish,
    }


def _read_question(body: Json) -> Question:
    return Question(
        body["kind"],
        _read_choices(body["choices"]),
        body["flow"],
        body["intent"],
        body.get("domain", ""),
        body.get("wish", ""),
    )


def _queued(queued: Queued) -> Json:
    return {
        "flow": queued.flow,
        "intent": queued.intent,
        "event": dict(queued.event),
        "domain": queued.domain,
    }


def _last(reply: LastReply) -> Json:
    return {
        "text": reply.text,
        "kind": reply.kind,
        "data": dict(reply.data),
        "source": reply.source,
    }


def _handed(handed: Handed) -> Json:
    return {
        "reason": handed.reason,
        "flow": handed.flow,
        "slots": _slots(handed.slots),
        "domain": handed.domain,
        "written": list(handed.written),
    }


def _read_handed(body: Json) -> Handed:
    return Handed(
        body["reason"],
        body["flow"],
        _read_slots(body["slots"]),
        body.get("domain", ""),
        tuple(body.get("written", ())),
    )
