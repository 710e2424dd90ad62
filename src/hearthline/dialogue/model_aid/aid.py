"""The model beside the bot: proposes, phrases, sums up, each within its time or not at all."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.hearing.heard import Doubt, Heard
from hearthline.dialogue.machine.commands import AskKb, Command
from hearthline.dialogue.model import HandoverView
from hearthline.dialogue.model_aid import proposing, retelling
from hearthline.dialogue.model_aid.commands import read_proposals, restored
from hearthline.dialogue.model_aid.counts import count
from hearthline.dialogue.model_aid.judging import TASK as PROPOSE
from hearthline.dialogue.model_aid.judging import Judge
from hearthline.dialogue.model_aid.menu import Menu
from hearthline.dialogue.model_aid.privacy import mask_for
from hearthline.dialogue.model_aid.summary import Summing, Talk
from hearthline.kernel import Clock
from hearthline.platform.llm import LanguageModel, ModelUnavailable, Request

_SUMMARIES_KEPT: Final = 256
_MENUS_KEPT: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Helps:
    """What the model is used for, and how long it may take: of a whole turn, of a summary."""

    proposes: bool = True
    phrases: bool = False
    summarises: bool = True
    turn_seconds: float = 2.5
    summary_seconds: float = 6.0


class ModelAid:
    """One process's way to a model; holds nothing of a conversation but recent summaries."""

    def __init__(self, model: LanguageModel, clock: Clock, helps: Helps | None = None) -> None:
        """Stand on a model."""
        self._model = model
        self._clock = clock
        self._helps = helps or Helps()
        self._summaries: OrderedDict[str, str] = OrderedDict()
        self._menus: dict[int, tuple[Trades, Menu]] = {}

    def menu(self, trades: Trades) -> Menu:
        """What may be proposed to the bot of these trades, read once."""
        known = self._menus.get(id(trades))
        if known is not None and known[0] is trades:
            return known[1]
        if len(self._menus) >= _MENUS_KEPT:
            self._menus.clear()
        menu = Menu(trades)
        self._menus[id(trades)] = (trades, menu)
        return menu

    @property
    def summarises(self) -> bool:
        """Whether conversations are summed up."""
        return self._helps.summarises

    def turn(self) -> "TurnAid":
        """The help of one turn: its time runs from now."""
        return TurnAid(self._model, self._clock, self._helps, self.menu)

    async def summed_up(self, view: HandoverView, talk: Talk) -> HandoverView:
        """The same view with the model's summary, or as it was; one talk is summed up once."""
        known = self._summaries.get(talk.key)
        if known is not None:
            return replace(view, summary=known)
        summing = Summing(view, talk.lines, self._clock.now())
        seconds = self._helps.summary_seconds
        answer = await _answer(self._model, summing.request, seconds)
        text = None if answer is None else summing.read(answer)
        if text is None:
            return view
        self._summaries[talk.key] = text
        while len(self._summaries) > _SUMMARIES_KEPT:
            self._summaries.popitem(last=False)
        return replace(view, summary=text)


class TurnAid:
    """The help of one turn; everything together keeps to the turn's deadline."""

    def __init__(
        self,
        model: LanguageModel,
        clock: Clock,
        helps: Helps,
        menu_of: Callable[[Trades], Menu],
    ) -> None:
        """Begin the time."""
        self._menu_of = menu_of
        self._model = model
        self._clock = clock
        self._helps = helps
        self._ends = clock.monotonic() + helps.turn_seconds

    async def advice(self, heard: Heard, doubt: Doubt) -> list[Command]:
        """What a doubtful message means; empty when the model does not help."""
        if not self._helps.proposes:
            return []
        frame = heard.frame
        mask = mask_for(
            [heard.text, *(reply.text for reply in heard.state.last)],
            heard.now,
            slots=() if frame is None else frame.slots.items(),
            pack=heard.pack,
        )
        menu = self._menu_of(heard.trades)
        answer = await self._answer(proposing.request_for(heard, menu, mask))
        if answer is None:
            return []
        read = read_proposals(answer)
        if read is None:
            count(PROPOSE, "not_of_schema")
            return []
        proposals = [restored(one, mask.restore) for one in read.commands]
        commands = await Judge(heard, doubt, menu).commands(proposals)
        count(PROPOSE, "used" if commands else "nothing")
        return commands

    async def retold(self, heard: Heard, commands: list[Command], *, locale: str) -> list[Command]:
        """The same commands, with the answer of an article in fewer words where it may be."""
        if not self._helps.phrases or locale.lower().startswith("en"):
            return commands
        return [
            await self._in_fewer_words(heard, one) if isinstance(one, AskKb) else one
            for one in commands
        ]

    async def _in_fewer_words(self, heard: Heard, asked: AskKb) -> AskKb:
        hits = await heard.library.search(asked.query)
        evidence = retelling.evidence_for(asked.found, hits)
        if not retelling.is_worth_it(evidence):
            return asked
        mask = mask_for([asked.query], heard.now)
        answer = await self._answer(retelling.request_for(asked.query, evidence, mask))
        found = None if answer is None else retelling.retold(answer, evidence)
        return asked if found is None else replace(asked, found=found)

    async def _answer(self, request: Request) -> str | None:
        return await _answer(self._model, request, self._ends - self._clock.monotonic())


async def _answer(model: LanguageModel, request: Request, seconds: float) -> str | None:
    """What the model says in time; without an answer the turn goes on without it."""
    try:
        return await model.complete(request, deadline_seconds=seconds)
    except ModelUnavailable:
        count(request.task, "no_answer")
        return None
