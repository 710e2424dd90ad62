"""The stack of flows: begin, end, drop, queue, and give everything to a person."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hearthline.dialogue.machine.effects import Began, Ended, HandOver
from hearthline.dialogue.machine.state import Filled, Frame, Handed, Queued, released
from hearthline.dialogue.machine.turn import Turn


def begin(
    turn: Turn,
    flow_id: str,
    *,
    intent: str | None = None,
    event: Mapping[str, Any] | None = None,
    inner_slots: Mapping[str, Filled] | None = None,
) -> None:
    """Put a flow on the stack; a subflow gets the slots of the flow that called it."""
    flow = turn.pack.flows[flow_id]
    is_inner = inner_slots is not None
    kept = {
        name: filled for name, filled in turn.state.kept.items() if name in flow.slots and not event
    }
    frame = Frame(
        flow=flow_id,
        run=turn.state.runs + 1,
        step=flow.start,
        intent=intent,
        event=dict(event or {}),
        slots=dict(inner_slots) if inner_slots is not None else kept,
        is_inner=is_inner,
    )
    turn.state = replace(
        turn.state, frames=(*turn.state.frames, frame), runs=frame.run, handed=None
    )
    if not is_inner:
        turn.effects.append(Began(frame.run, flow_id, flow.version))


def end(turn: Turn, outcome: str) -> None:
    """Take the top flow off the stack, and keep what later flows may use."""
    frame = turn.state.frames[-1]
    turn.state = replace(turn.state, frames=turn.state.frames[:-1])
    if frame.is_inner:
        parent = turn.state.frames[-1]
        turn.put(replace(parent, slots={**parent.slots, **frame.slots}))
        return
    turn.effects.append(Ended(frame.run, outcome))
    kept = {
        name: filled
        for name, filled in frame.slots.items()
        if name in turn.pack.slots and turn.pack.slots[name].keep and filled.value is not None
    }
    done = Handed(outcome, frame.flow, frame.slots) if not frame.event else turn.state.done
    turn.state = replace(turn.state, kept={**turn.state.kept, **kept}, done=done)


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
    if all(one.flow != queued.flow or one.event != queued.event for one in turn.state.queued):
        turn.state = replace(turn.state, queued=(*turn.state.queued, queued))


def hand_over(turn: Turn, reason: str, priority: int) -> None:
    """Give everything to a person; what is known is kept for his view."""
    for frame in turn.state.frames:
        if not frame.is_inner:
            turn.effects.append(Ended(frame.run, "handed_over"))
    turn.state = released(turn.state, reason)
    turn.effects.append(HandOver(reason, priority))
