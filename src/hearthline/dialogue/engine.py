"""One turn without a database: hear, step, carry out calls, step again, guard the words.

The same code answers customers and plays the conversation tests of a pack.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hearthline.dialogue.brain import Brain
from hearthline.dialogue.flows.template import Setting
from hearthline.dialogue.hearing.heard import Heard, Library
from hearthline.dialogue.hearing.straight import gone, straight
from hearthline.dialogue.machine.effects import (
    Answer,
    Call,
    Done,
    Effect,
    Failed,
    Outcome,
    Reply,
    Situation,
)
from hearthline.dialogue.machine.state import State
from hearthline.dialogue.machine.steps import KNOWLEDGE
from hearthline.dialogue.model_aid.aid import ModelAid
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.operations.ports import After, Asking
from hearthline.dialogue.phrasing.guard import Known, withheld_because
from hearthline.dialogue.phrasing.phrasebook import phrase
from hearthline.knowledge import TurnNote
from hearthline.platform.log import get_log
from hearthline.understanding import emotion, vulnerable

log = get_log(__name__)

FILES = ("work_order.open", "work_order.alarm")


@dataclass(frozen=True, slots=True)
class Said:
    """What the customer sent; `is_straight`: somebody who goes straight to a person."""

    text: str
    choice: str | None = None
    is_media: bool = False
    is_straight: bool = False


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of a turn: the outcome, what to keep when it closes, and every call."""

    outcome: Outcome
    afters: tuple[After, ...] = ()
    calls: tuple[tuple[Call, Answer], ...] = ()
    release: str | None = None
    is_danger: bool = False
    note: TurnNote | None = None

    @property
    def unsettled(self) -> tuple[Call, ...]:
        """Writes without an answer, to be asked again with the same key."""
        return tuple(
            call
            for call, answer in self.calls
            if isinstance(answer, Failed) and answer.kind == "uncertain"
        )


class Engine:
    """Answers messages, events and late answers of the business systems."""

    def __init__(self, brain: Brain, operations: Operations, aid: ModelAid | None = None) -> None:
        """Stand on one trade and its operations, with a language model beside it or not."""
        self.brain = brain
        self._operations = operations
        self._aid = aid

    async def hear(
        self, said: Said, state: State, *, situation: Situation, asking: Asking, library: Library
    ) -> Worked:
        """Answer a message."""
        situation = replace(
            situation,
            emotion=emotion(said.text).value.upper(),
            is_vulnerable=bool(vulnerable(said.text)),
        )
        aid = None if self._aid is None else self._aid.turn()
        heard = Heard(
            text=said.text,
            choice=said.choice,
            is_media=said.is_media,
            now=situation.now,
            state=state,
            trades=self.brain.trades,
            library=library,
            domains_owned=tuple({one.domain for one in situation.own(state)}),
            adviser=aid,
        )
        commands = await self.brain.hearing.commands(heard)
        if said.is_straight:
            commands = straight(commands, state)
        if aid is not None:
            commands = await aid.retold(heard, commands, locale=situation.locale)
        outcome = gone(self.brain.machine.hear(state, commands, situation))
        return await self._carried(state, outcome, situation, asking, library=library)

    async def hush(self, state: State, *, situation: Situation, asking: Asking) -> Worked:
        """Nobody answered what was asked."""
        outcome = self.brain.machine.hush(state, situation)
        return await self._carried(state, outcome, situation, asking)

    async def trigger(
        self,
        state: State,
        flow: str,
        event: Mapping[str, Any],
        *,
        situation: Situation,
        asking: Asking,
        domain: str = "",
    ) -> Worked:
        """Begin a flow because something happened."""
        outcome = self.brain.machine.trigger(state, flow, event, situation=situation, domain=domain)
        return await self._carried(state, outcome, situation, asking)

    async def wake(self, state: State, *, situation: Situation, asking: Asking) -> Worked:
        """Begin what was kept for when the bot has the conversation again."""
        outcome = self.brain.machine.wake(state, situation)
        return await self._carried(state, outcome, situation, asking)

    async def settle(
        self, state: State, call: Call, *, situation: Situation, asking: Asking
    ) -> Worked:
        """Ask a write again whose outcome is unknown; the same key repeats nothing."""
        ran = await self._operations.run(call, asking)
        if isinstance(ran.answer, Failed) and ran.answer.kind == "uncertain":
            return Worked(Outcome(state, ()), (), ((call, ran.answer),))
        outcome = self.brain.machine.settle(state, call.key, ran.answer, situation=situation)
        worked = await self._carried(state, outcome, situation, asking, given=(ran.answer,))
        calls = ((call, ran.answer), *worked.calls)
        return replace(worked, afters=(*ran.afters, *worked.afters), calls=calls)

    def words(self, response: str, situation: Situation, **scope: Any) -> Reply:
        """Approved words outside of any flow."""
        setting = Setting(situation.locale, situation.now)
        trade = self.brain.trades.title().in_(situation.locale)
        words = {"bot": {"name": situation.bot_name, "trade": trade}, **scope}
        pack = self.brain.trades.home
        return phrase(pack.responses[response], words, setting, channel=situation.channel)

    def late(self, worked: Worked, situation: Situation) -> Reply | None:
        """The number of what was filed while nobody waited for it any more."""
        filed = [
            answer.values
            for call, answer in worked.calls
            if call.operation in FILES and isinstance(answer, Done)
        ]
        if not filed:
            return None
        return self.words("settled_late", situation, ticket=dict(filed[0]))

    async def _carried(
        self,
        before: State,
        outcome: Outcome,
        situation: Situation,
        asking: Asking,
        *,
        given: tuple[Answer, ...] = (),
        library: Library | None = None,
    ) -> Worked:
        afters: list[After] = []
        calls: list[tuple[Call, Answer]] = []
        while outcome.call is not None:
            call = outcome.call
            if call.operation == KNOWLEDGE:
                answer = await _looked_up(call, library)
                outcome = self.brain.machine.resume(outcome, answer, situation)
                continue
            ran = await self._operations.run(call, asking)
            asking = asking.proving(ran.answer)
            afters.extend(ran.afters)
            calls.append((call, ran.answer))
            outcome = self.brain.machine.resume(outcome, ran.answer, situation)
        answers = [*given, *(answer for _, answer in calls)]
        known = _known(before, outcome.state, answers, situation)
        guarded = self._guarded(outcome, known, situation)
        return Worked(
            guarded,
            tuple(afters),
            tuple(calls),
            release=self.brain.release,
            is_danger=self.brain.machine.is_in_danger(outcome.state),
        )

    def _guarded(self, outcome: Outcome, known: Known, situation: Situation) -> Outcome:
        effects = [self._checked(effect, known, situation) for effect in outcome.effects]
        return replace(outcome, effects=tuple(effects))

    def _checked(self, effect: Effect, known: Known, situation: Situation) -> Effect:
        if not isinstance(effect, Reply):
            return effect
        reason = withheld_because(effect, self.brain.trades, known)
        if reason is None:
            return effect
        log.error("reply.withheld", reason=reason, source=effect.source)
        return self.words("withheld", situation)


async def _looked_up(call: Call, library: Library | None) -> Answer:
    """The article that serves an intent, for a flow."""
    if library is None:
        return Failed("unavailable")
    hit = await library.answer_to(
        str(call.args["intent"]), str(call.args["query"]), domain=call.domain
    )
    return Done({"found": None if hit is None else hit.found})


def _known(before: State, after: State, answers: list[Answer], situation: Situation) -> Known:
    frames = (*before.frames, *after.frames)
    slots = [filled for frame in frames for filled in frame.slots.values()]
    kept = [*before.kept.values(), *after.kept.values()]
    return Known.of(
        [dict(answer.values) for answer in answers if isinstance(answer, Done)],
        [dict(frame.results) for frame in frames],
        [dict(frame.event) for frame in frames],
        [(filled.value, filled.shown) for filled in (*slots, *kept)],
        [one.account_no for one in situation.own(after)],
        situation.message_text,
    )
