"""From a message to commands: one list of producers, asked in order until one has an answer.

Order: danger and anger, words that steer, the open question, the adviser (a language model, where
there is one) for what is unclear, free wishes.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

from hearthline.dialogue.hearing.bare import is_bare
from hearthline.dialogue.hearing.doubt import doubt_of, may_be_shown
from hearthline.dialogue.hearing.heard import Heard
from hearthline.dialogue.hearing.intents import CONFIDENT, Intents
from hearthline.dialogue.hearing.pending import (
    answers,
    asks_back,
    corrected,
    without_corrections,
)
from hearthline.dialogue.hearing.repair import is_no_need, is_skip, steering
from hearthline.dialogue.hearing.values import Value, chosen_value
from hearthline.dialogue.machine.commands import (
    Affirm,
    AskKb,
    Cancel,
    CannotHandle,
    Choose,
    Command,
    Deny,
    HandOff,
    Skip,
)
from hearthline.dialogue.machine.patterns import NONE_OF_THESE
from hearthline.platform.language import matching_form
from hearthline.understanding import Understanding, extract

Producer: TypeAlias = Callable[[Heard], Awaitable[list[Command]]]
_SHORTEST_ASIDE = 6
_NUMBER = re.compile(r"\A(?:选|要)?第?[0-9一二三四五六七八九十①-⑨](?:个|项|号)?[。.!吧]*\Z")


class Hearing:
    """Turns messages into commands; holds nothing of any conversation."""

    def __init__(self, understanding: Understanding) -> None:
        """Stand on a trained understanding."""
        self.intents = Intents(understanding)
        self.producers: tuple[Producer, ...] = (
            _media,
            self._alarms,
            _steering,
            self._question,
            _correction,
            self._answer,
            _bare_truth,
            self._wishes,
        )

    async def commands(self, heard: Heard) -> list[Command]:
        """What a message means, as commands; never empty."""
        heard = _resolved(heard)
        for producer in self.producers:
            commands = await producer(heard)
            if commands:
                return commands
        return [CannotHandle("unclear")]

    async def _alarms(self, heard: Heard) -> list[Command]:
        if heard.choice is not None:
            return []
        return self.intents.alarm(heard)

    async def _question(self, heard: Heard) -> list[Command]:
        """The answer to a question about the dialogue itself."""
        question = heard.state.question
        if question is None:
            return []
        said = heard.choice or heard.text
        chosen = chosen_value(question.choices, said, heard.now)
        if chosen is None:
            return []
        if question.kind in ("switch", "reverse"):
            return [] if chosen.is_none else [Choose(str(chosen.value))]
        value = NONE_OF_THESE if chosen.is_none else str(chosen.value)
        return await self._clarified(heard, value)

    async def _clarified(self, heard: Heard, value: str) -> list[Command]:
        kind, _, name = value.partition(":")
        if kind == "intent":
            intent, _, domain = name.partition("@")
            wish = heard.state.question.wish if heard.state.question else ""
            meant = replace(heard, text=wish or heard.text, choice=None)
            return await self.intents.command(
                meant, intent, meant.text, hits=(), domain=domain or None
            )
        if kind == "ask":
            found = await heard.library.search(name)
            hits = [hit for hit in found if hit.found.title == name]
            return [AskKb(name, hits[0].found)] if hits else [CannotHandle("unclear")]
        return [HandOff("not_understood")]

    async def _answer(self, heard: Heard) -> list[Command]:
        commands, used = answers(heard)
        if not commands or heard.choice is not None:
            return commands
        if commands == [Skip()]:
            return commands
        rest = _rest(heard.normal, used)
        if len(rest) < _SHORTEST_ASIDE:
            return commands
        return [*commands, *(await self.intents.asides(heard, rest))]

    async def _wishes(self, heard: Heard) -> list[Command]:
        if heard.asked is not None and is_skip(heard.normal) and not asks_back(heard.normal):
            return [Skip()]
        if heard.asked is not None and is_no_need(heard.normal):
            return [Cancel()]
        if (heard.asked or heard.state.question) is not None and is_bare(heard):
            return [CannotHandle("unclear")]
        return await self._advised(heard) or await self.intents.wishes(heard, heard.text)

    async def _advised(self, heard: Heard) -> list[Command]:
        """What the adviser makes of a message that we may get wrong."""
        if heard.adviser is None or not may_be_shown(heard):
            return []
        reading = self.intents.understanding.read(heard.text)
        hits = await heard.library.search(heard.text)
        doubt = doubt_of(heard, reading, hits, confident=CONFIDENT)
        return [] if doubt is None else await heard.adviser.advice(heard, doubt)


async def _media(heard: Heard) -> list[Command]:
    return [CannotHandle("media")] if heard.is_media else []


async def _steering(heard: Heard) -> list[Command]:
    if heard.choice is not None:
        return []
    command = steering(heard)
    return [] if command is None else [command]


async def _correction(heard: Heard) -> list[Command]:
    """A correction in passing; the confirmation has its own."""
    is_confirming = heard.asked is not None and heard.asked.kind != "slot"
    return [] if is_confirming or heard.choice is not None else corrected(heard)


async def _bare_truth(heard: Heard) -> list[Command]:
    """A yes or no that answers nothing."""
    if heard.asked is not None or len(heard.normal) > _SHORTEST_ASIDE:
        return []
    truth = extract("yes_no", heard.text, heard.now)
    if truth is None or not truth.is_certain:
        return []
    return [Affirm() if truth.value else Deny()]


def _resolved(heard: Heard) -> Heard:
    """A pressed chip, or its number, is read as the words that it stands for."""
    is_chip = heard.state.question is None and (heard.asked is None or not heard.asked.choices)
    if heard.choice is not None and (is_chip or not _is_open(heard, heard.choice)):
        return replace(heard, text=heard.choice, choice=None)
    if heard.choice is None and is_chip and heard.state.offered and heard.asked is None:
        chosen = chosen_value(heard.state.offered, heard.text, heard.now)
        if chosen is not None and not chosen.is_none and _names_chip(heard.normal, chosen.shown):
            return replace(heard, text=str(chosen.value))
    return heard


def _names_chip(normal: str, label: str) -> bool:
    """Its words or its number, and nothing else: 查工单WO1 is not the first chip."""
    return _NUMBER.match(normal) is not None or matching_form(label) in normal


def _is_open(heard: Heard, value: str) -> bool:
    return any(choice.value == value for choice in heard.choices)


def _rest(normal: str, used: list[Value]) -> str:
    """What is left of a message when the words of its answer are taken out."""
    text = list(normal)
    for value in used:
        for place in range(value.span[0], min(value.span[1], len(text))):
            text[place] = " "
    left = without_corrections("".join(text))
    return re.sub(r"[\s,，。.!！、;；]+", " ", left).strip()
