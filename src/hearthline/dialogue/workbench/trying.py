"""Tries a message on a bot whose business systems are scripted, and tells everything it thought."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Final

from hearthline.dialogue.brain import Brain
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.hearing.heard import Heard
from hearthline.dialogue.hearing.trade import domain_of
from hearthline.dialogue.machine.codec import StateUnreadable, from_json, to_json
from hearthline.dialogue.machine.commands import Command
from hearthline.dialogue.machine.effects import HandOver
from hearthline.dialogue.machine.levels import OwnAccount, level_for
from hearthline.dialogue.machine.state import State
from hearthline.dialogue.rehearsal import PackLibrary, ScriptedBusiness, Stage, bill_now
from hearthline.dialogue.releases.brains import ReleaseBrains
from hearthline.dialogue.releases.trades import articles_of
from hearthline.dialogue.workbench.errors import TrialOver
from hearthline.dialogue.workbench.tokens import Trial, Trials
from hearthline.kernel import Clock, ConversationId, TenantId
from hearthline.knowledge import Hit
from hearthline.understanding import (
    SLOT_TYPES,
    Emotion,
    HazardSign,
    Reading,
    Span,
    Vulnerable,
    emotion,
    extract,
    hazard_of,
    vulnerable,
)

LIBRARIES_KEPT: Final = 4
_UNSOUGHT: Final = ("choice", "text", "free_text")


@dataclass(frozen=True, slots=True)
class Message:
    """What is tried: words or a pressed button, for which trades, by whom."""

    text: str
    choice: str | None = None
    locale: str = "zh-CN"
    domains: tuple[str, ...] = ()
    release: str | None = None
    session: str | None = None
    level: str = "L1"
    accounts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it: the reading, the commands, and the turn that was played."""

    session: str
    release: str
    brain: Brain
    worked: Worked
    state: State
    commands: tuple[Command, ...]
    reading: Reading
    explained: Any
    hits: tuple[Hit, ...]
    spans: dict[str, Span]
    meant: str | None
    decided: str | None
    emotion: Emotion
    hazard: HazardSign | None
    vulnerable: tuple[Vulnerable, ...]
    level: str


@dataclass
class Trying:
    """Plays single messages; the state of a conversation travels with the page that tries it."""

    brains: ReleaseBrains
    trials: Trials
    clock: Clock
    _libraries: OrderedDict[tuple[TenantId, str], PackLibrary] = field(default_factory=OrderedDict)

    async def say(self, tenant_id: TenantId, message: Message) -> Tried:
        """Try one message; raises ReleaseUnknown, TrialOver."""
        trial = self._begun(tenant_id, message)
        # What is asked for by name is not replaced by what is in force.
        await self.brains.trades(tenant_id, trial.release or None)
        brain = await self.brains.brain(
            tenant_id, release=trial.release or None, domains=message.domains
        )
        library = await self._library(tenant_id, brain.release or "")
        library = library.of_trades(brain.trades.domains)
        stage = self._stage(message, trial, brain, library)
        before = stage.state
        worked = await stage.say(message.text, choice=message.choice)
        heard = self._heard(message, stage, before)
        commands = await brain.hearing.commands(heard)
        understanding = brain.hearing.intents.understanding
        explain = getattr(understanding, "explain", None)
        reading = understanding.read(message.text)
        return Tried(
            session=self.trials.seal(tenant_id, _kept(trial, stage, brain)),
            release=brain.release or "",
            brain=brain,
            worked=worked,
            state=stage.state,
            commands=tuple(commands),
            reading=reading,
            explained=None if explain is None else explain(message.text),
            hits=tuple(library.found(message.text)),
            spans=_spans(message.text, stage),
            meant=brain.trades.meant(message.text),
            decided=domain_of(heard, reading.best.intent, message.text),
            emotion=emotion(message.text),
            hazard=hazard_of(message.text),
            vulnerable=tuple(vulnerable(message.text)),
            level=level_for(
                stage.own, brain.trades.home.domain, None, is_known=stage.level != "L0"
            ),
        )

    def _begun(self, tenant_id: TenantId, message: Message) -> Trial:
        if message.session is not None:
            return self.trials.open(tenant_id, message.session)
        given = {"level": message.level, "accounts": [list(one) for one in message.accounts]}
        return Trial(str(ConversationId.new()), message.release or "", to_json(State()), given)

    def _stage(self, message: Message, trial: Trial, brain: Brain, library: PackLibrary) -> Stage:
        now = self.clock.now()
        business = ScriptedBusiness(now, bills=(bill_now(now),))
        for order in trial.orders:
            business.orders.append(business.order(order["type"], number=order["number"]))
        level = str(trial.given["level"])
        try:
            state = from_json(trial.state)
        except (StateUnreadable, KeyError, TypeError):
            raise TrialOver from None
        return Stage(
            brain=brain,
            business=business,
            library=library,
            now=now,
            accounts=tuple(OwnAccount(one[0], one[1], level) for one in trial.given["accounts"]),
            level=level,
            locale=message.locale,
            state=state,
            conversation_id=ConversationId(trial.conversation),
        )

    def _heard(self, message: Message, stage: Stage, before: State) -> Heard:
        return Heard(
            text=message.text,
            choice=message.choice,
            is_media=False,
            now=stage.now,
            state=before,
            trades=stage.brain.trades,
            library=stage.library,
            domains_owned=tuple({one.domain for one in stage.accounts}),
        )

    async def _library(self, tenant_id: TenantId, release: str) -> PackLibrary:
        """The articles of a release, indexed once and kept for a while."""
        key = (tenant_id, release)
        if key not in self._libraries:
            trades = await self.brains.trades(tenant_id, release or None)
            words = list(dict.fromkeys(word for one in trades for word in one.words))
            made = await asyncio.to_thread(
                PackLibrary, articles_of(trades), words, self.clock.now()
            )
            self._libraries[key] = made
            while len(self._libraries) > LIBRARIES_KEPT:
                self._libraries.popitem(last=False)
        self._libraries.move_to_end(key)
        return self._libraries[key]


def _kept(trial: Trial, stage: Stage, brain: Brain) -> Trial:
    orders = [
        {"type": one.type_code, "number": one.work_order_no}
        for one in [*stage.business.orders, *stage.business.answered.values()]
    ]
    return Trial(
        conversation=trial.conversation,
        release=brain.release or "",
        state=to_json(stage.state),
        given=trial.given,
        orders=orders[-20:],
    )


def _spans(text: str, stage: Stage) -> dict[str, Span]:
    """Every kind of value that the text holds."""
    found: dict[str, Span] = {}
    for slot_type in sorted(SLOT_TYPES):
        if slot_type not in _UNSOUGHT:
            span = extract(slot_type, text, stage.now)
            if span is not None:
                found[slot_type] = span
    return found


def handed_over(worked: Worked) -> str | None:
    """Why it would go to a person."""
    return next((one.reason for one in worked.outcome.effects if isinstance(one, HandOver)), None)
