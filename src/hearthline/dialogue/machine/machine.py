"""The machine: state and commands in, state and effects out. Deterministic, and knows no world."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.machine import mood, patterns
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
    HandOff,
    Repeat,
    Set,
    Skip,
    Start,
)
from hearthline.dialogue.machine.effects import Answer, Outcome, Reply, Situation
from hearthline.dialogue.machine.stack import begin
from hearthline.dialogue.machine.state import (
    Filled,
    Frame,
    LastReply,
    Queued,
    State,
    released,
)
from hearthline.dialogue.machine.steps import advance, answered, ask, come_back
from hearthline.dialogue.machine.telling import offer_related, tell
from hearthline.dialogue.machine.turn import Turn
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Signature

_KEEPS_QUESTION = (CannotHandle, Choose, Repeat)
_PIECES = re.compile(r"(?<=[。；！？.;!?])\s*(?=\S)")
FRESH_FOR = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(hours=24)


class Machine:
    """The dialogue of one or several trades: a pure function of state, commands and situation."""

    def __init__(
        self,
        packs: Pack | Trades | Iterable[Pack],
        signatures: Mapping[str, Signature] | None = None,
    ) -> None:
        """Stand on packs that were checked against these operations."""
        self.trades = Trades.of(packs)
        self._signatures = SIGNATURES if signatures is None else signatures

    def hear(self, state: State, commands: Sequence[Command], situation: Situation) -> Outcome:
        """Take what a message means."""
        turn = self._turn(self._sound(state), situation)
        if any(not isinstance(command, _KEEPS_QUESTION) for command in commands):
            turn.state = replace(turn.state, question=None)
        mood.feel(turn, commands)
        first = _most_urgent(commands, self.trades)
        if isinstance(first, Start):
            mood.spare_words(turn)
        if first is not None:
            _at_once(turn, first, [one for one in commands if isinstance(one, Set)])
            return self._closed(turn)
        if not any(isinstance(command, CannotHandle) for command in commands):
            turn.state = replace(turn.state, failures=0, strays=0)
        turn.state = replace(turn.state, silences=0)
        for command in commands:
            self._obey(turn, command, commands)
        self._go_on(turn)
        return self._closed(turn)

    def resume(self, before: Outcome, answer: Answer, situation: Situation) -> Outcome:
        """Take the answer of the call that `before` wanted; its effects stay the first ones."""
        turn = self._turn(before.state, situation)
        turn.effects.extend(before.effects)
        answered(turn, answer)
        advance(turn)
        return self._closed(turn)

    def settle(self, state: State, key: str, answer: Answer, *, situation: Situation) -> Outcome:
        """Take the late answer of a write whose outcome was unknown."""
        turn = self._turn(self._sound(state), situation)
        waiting = [frame for frame in turn.state.frames if frame.waiting == key]
        if not waiting:
            return turn.outcome()
        others = [frame for frame in turn.state.frames if frame.waiting != key]
        turn.state = replace(turn.state, frames=(*others, waiting[0]), question=None)
        answered(turn, answer)
        advance(turn)
        return self._closed(turn, must_speak=False)

    def trigger(
        self,
        state: State,
        flow: str,
        event: Mapping[str, Any],
        *,
        situation: Situation,
        domain: str = "",
    ) -> Outcome:
        """Begin a flow because something happened; it comes before what is going on."""
        turn = self._turn(self._sound(state), situation)
        begin(turn, flow, domain=domain, event=event)
        advance(turn)
        return self._closed(turn, must_speak=False)

    def hush(self, state: State, situation: Situation) -> Outcome:
        """Take it that nobody answered what was asked."""
        turn = self._turn(self._sound(state), situation)
        patterns.silence(turn)
        return self._closed(turn, must_speak=False)

    def is_in_danger(self, state: State) -> bool:
        """Whether a flow of danger is at work."""
        flows = [self.trades.flow(frame.domain, frame.flow) for frame in state.frames]
        return any(flow is not None and flow.is_hazard for flow in flows)

    def postpone(
        self, state: State, flow: str, event: Mapping[str, Any], *, domain: str = ""
    ) -> State:
        """Keep an event for when the bot has the conversation again."""
        queued = Queued(flow, None, dict(event), domain)
        return state if queued in state.queued else replace(state, queued=(*state.queued, queued))

    def release(self, state: State, reason: str) -> State:
        """Let go of everything for a person, keeping what he needs to know."""
        return released(state, reason)

    def rested(self, state: State, pause: timedelta) -> State:
        """After a pause: what was looked up and read back is too old to go on from.

        Up to a day the flows begin again with what the customer told; later they are forgotten. A
        write without an answer and a call-back stay open; what is known of the person stays.
        """
        if pause < FRESH_FOR:
            return state
        open_ones = [frame for frame in state.frames if frame.waiting or frame.event]
        if pause < FORGOTTEN_AFTER and not open_ones and state.frames:
            root = state.frames[0]
            flow = self.trades.flow(root.domain, root.flow)
            if flow is not None:
                return replace(state, frames=(_begun_again(root, flow.start),), question=None)
        return replace(
            state, frames=tuple(open_ones), question=None, offered=(), failures=0, strays=0
        )

    def wake(self, state: State, situation: Situation) -> Outcome:
        """Begin what was kept for later, if nothing is going on."""
        turn = self._turn(self._sound(state), situation)
        if not turn.state.frames:
            advance(turn)
        return self._closed(turn, must_speak=False)

    def _turn(self, state: State, situation: Situation) -> Turn:
        return Turn(self.trades, self._signatures, state, situation)

    def _sound(self, state: State) -> State:
        """Forget flows that the packs no longer have; what is known is kept."""
        home = self.trades.home.domain
        frames = tuple(
            frame if frame.domain else replace(frame, domain=home) for frame in state.frames
        )
        flows = [self.trades.flow(frame.domain, frame.flow) for frame in frames]
        is_sound = all(
            flow is not None and frame.step in flow.steps
            for flow, frame in zip(flows, frames, strict=True)
        )
        if is_sound:
            return replace(state, frames=frames)
        return replace(state, frames=(), question=None)

    def _obey(self, turn: Turn, command: Command, commands: Sequence[Command]) -> None:
        has_value = any(isinstance(other, Correct | Set) for other in commands)
        match command:
            case Start():
                patterns.start(turn, command)
            case Set(slot=slot, value=value, shown=shown):
                patterns.fill_slot(turn, slot, Filled(value, shown))
            case Correct(slot=slot, value=value, shown=shown):
                patterns.correct(turn, slot, Filled(value, shown))
            case Affirm():
                patterns.affirm(turn)
            case Deny():
                patterns.deny(turn, has_correction=has_value)
            case _:
                self._obey_more(turn, command)

    def _obey_more(self, turn: Turn, command: Command) -> None:
        match command:
            case Cancel():
                patterns.cancel(turn)
            case Skip():
                patterns.skip(turn)
            case Clarify():
                patterns.clarify(turn, command)
            case CannotHandle(why="out_of_scope"):
                patterns.stray(turn)
            case CannotHandle(why="media"):
                turn.say("unseen_media")
                turn.is_aside = True
            case CannotHandle():
                patterns.fail(turn)
            case HandOff():
                patterns.hand_off(turn, command)
            case _:
                _speak(turn, command)

    def _go_on(self, turn: Turn) -> None:
        """After the commands: carry on with the flow, or come back to its question."""
        frame = turn.state.top
        if turn.state.question is not None and turn.has_spoken:
            return
        if any(not isinstance(effect, Reply) for effect in turn.effects) and frame is None:
            if turn.state.handed is None:
                advance(turn)
            return
        if frame is None or frame.asked is None:
            advance(turn)
            return
        if turn.is_aside and turn.has_spoken:
            come_back(turn)
        elif not turn.has_spoken:
            ask(turn, frame)

    def _closed(self, turn: Turn, *, must_speak: bool = True) -> Outcome:
        """Keep the words for a repeat; a message is never left without an answer."""
        if turn.call is not None:
            return turn.outcome()
        if must_speak and not turn.has_spoken:
            turn.say("anything_else")
        offer_related(turn)
        outcome = turn.outcome()
        last = (
            tuple(
                LastReply(reply.text, reply.kind, reply.data, reply.source)
                for reply in outcome.replies[-3:]
            )
            or turn.state.last
        )
        return replace(outcome, state=replace(outcome.state, last=last))


def _begun_again(frame: Frame, start: str) -> Frame:
    """A flow from its first step, with what the customer told and nothing that was looked up."""
    told = {name: filled for name, filled in frame.slots.items() if filled.value is not None}
    return Frame(
        flow=frame.flow,
        run=frame.run,
        step=start,
        domain=frame.domain,
        intent=frame.intent,
        slots=told,
        written=frame.written,
    )


def _most_urgent(commands: Sequence[Command], trades: Trades) -> Command | None:
    """Danger goes before everything, then a person."""
    for command in commands:
        if not isinstance(command, Start):
            continue
        flow = trades.pack(command.domain).flows[command.flow]
        if flow.is_hazard:
            return command
    for command in commands:
        if isinstance(command, HandOff):
            return command
    return None


def _at_once(turn: Turn, command: Command, values: Sequence[Set]) -> None:
    if isinstance(command, HandOff):
        patterns.hand_off(turn, command)
    elif isinstance(command, Start):
        place = _known_place(turn, command)
        begin(turn, command.flow, domain=command.domain, intent=command.intent)
        frame = turn.state.frames[-1]
        turn.put(replace(frame, slots={**place, **frame.slots}))
        for said in values:
            patterns.fill_slot(turn, said.slot, Filled(said.value, said.shown))
        advance(turn)


def _known_place(turn: Turn, command: Start) -> dict[str, Filled]:
    """What the flows at work know already, for a flow that comes in between them."""
    takes = turn.trades.pack(command.domain).flows[command.flow].slots
    known: dict[str, Filled] = {}
    for frame in turn.state.frames:
        if frame.domain == command.domain:
            known |= {name: one for name, one in frame.slots.items() if one.value is not None}
    return {name: filled for name, filled in known.items() if name in takes}


def _speak(turn: Turn, command: Command) -> None:
    match command:
        case AskKb(found=found):
            tell(turn, found)
            turn.is_aside = True
        case Chitchat(intent=intent):
            turn.say(f"chat_{intent}")
            turn.is_aside = True
        case Repeat(is_slow=is_slow):
            _repeat(turn, is_slow=is_slow)
        case Choose(value=value):
            _choose(turn, value)


def _repeat(turn: Turn, *, is_slow: bool) -> None:
    for reply in turn.state.last:
        text = "\n".join(_PIECES.split(reply.text)) if is_slow else reply.text
        turn.speak(Reply(text, reply.kind, reply.source, reply.data))
    if not turn.state.last:
        turn.say("anything_else")


def _choose(turn: Turn, value: str) -> None:
    question = turn.state.question
    frame = turn.state.top
    if question is not None and question.kind == "switch":
        patterns.choose_switch(turn, question, value)
    elif question is not None and question.kind == "reverse":
        patterns.choose_reverse(turn, question, value)
    elif question is not None:
        turn.state = replace(turn.state, question=None)
        patterns.hand_off(turn, HandOff("not_understood"))
    elif frame is not None and frame.asked is not None and frame.asked.kind == "which":
        patterns.choose_wrong(turn, value)
