"""The stack of flows: begin, end, drop, queue, and give everything to a person."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hearthline.dialogue.machine.effects import Began, Ended, HandOver
from hearthline.dialogue.machine.state import (
    Filled,
    Frame,
    Handed,
    Queued,
    State,
    kept_in,
    released,
)
from hearthline.dialogue.machine.turn import Turn


def begin(
    turn: Turn,
    flow_id: str,
    *,
    domain: str = "",
    intent: str | None = None,
    event: Mapping[str, Any] | None = None,
    inner_slots: Mapping[str, Filled] | None = None,
) -> None:
    """Put a flow on the stack; a subflow gets the slots of the flow that called it."""
    pack = turn.trades.pack(domain)
    flow = pack.flows[flow_id]
    is_inner = inner_slots is not None
    known = kept_in(_with_running(turn), pack.domain)
    kept = {name: filled for name, filled in known.items() if name in flow.slots and not event}
    frame = Frame(
        flow=flow_id,
        run=turn.state.runs + 1,
        step=flow.start,
        domain=pack.domain,
        intent=intent,
        event=dict(event or {}),
        slots=dict(inner_slots) if inner_slots is not None else kept,
        is_inner=is_inner,
    )
    turn.state = replace(
        turn.state,
        frames=(*turn.state.frames, frame),
        runs=frame.run,
        handed=None,
        domain=pack.domain,
    )
    if not is_inner:
        turn.effects.append(Began(frame.run, flow_id, flow.version, pack.domain))


def end(turn: Turn, outcome: str) -> None:
    """Take the top flow off the stack, and keep what later flows may use."""
    frame = turn.state.frames[-1]
    turn.state = replace(turn.state, frames=turn.state.frames[:-1])
    if frame.is_inner:
        parent = turn.state.frames[-1]
        turn.put(replace(parent, slots={**parent.slots, **frame.slots}))
        return
    turn.effects.append(Ended(frame.run, outcome))
    turn.ended = frame
    done = turn.state.done
    if not frame.event:
        done = Handed(outcome, frame.flow, frame.slots, frame.domain, frame.written)
    kept = _kept(turn, frame)
    turn.state = replace(turn.state, kept={**turn.state.kept, **kept}, done=done)


def _with_running(turn: Turn) -> State:
    """The state as it will be when the flows at work have ended: what they know is known."""
    kept = dict(turn.state.kept)
    for frame in turn.state.frames:
        if not frame.event:
            kept |= _kept(turn, frame)
    return replace(turn.state, kept=kept)


def _kept(turn: Turn, frame: Frame) -> dict[str, Filled]:
    """What of a flow's slots later flows may use, by the names under which it is kept."""
    specs = turn.trades.pack(frame.domain).slots
    kept: dict[str, Filled] = {}
    for name, filled in frame.slots.items():
        reach = specs[name].keep if name in specs else ""
        if reach and filled.value is not None:
            kept[name if reach == "all" else f"{frame.domain}:{name}"] = filled
    return kept


def drop_root(turn: Turn, outcome: str) -> Frame:
    """Take the flow at work off the stack with its subflows; nothing of theirs is kept."""
    frames = list(turn.state.frames)
    while frames[-1].is_inner:
        frames.pop()
    root = frames.pop()
    turn.state = replace(turn.state, frames=tuple(frames))
    turn.effects.append(Ended(root.run, outcome))
    return root


def queue(turn: Turn, queued: Queued) -> None:
    """Have a flow wait until the others are done; the same flow waits once."""
    same = [
        one
        for one in turn.state.queued
        if (one.flow, one.domain, one.event) == (queued.flow, queued.domain, queued.event)
    ]
    if not same:
        turn.state = replace(turn.state, queued=(*turn.state.queued, queued))


def hand_over(turn: Turn, reason: str, priority: int) -> None:
    """Give everything to a person; what is known is kept for his view."""
    for frame in turn.state.frames:
        if not frame.is_inner:
            turn.effects.append(Ended(frame.run, "handed_over"))
    turn.state = released(turn.state, reason)
    turn.effects.append(HandOver(reason, priority))
