"""What a release holds, for lists and pages: its trades, flows and intents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.releases.errors import FlowUnknown
from hearthline.dialogue.releases.model import ExampleKind
from hearthline.dialogue.releases.trades import Trade
from hearthline.dialogue.releases.wire import WordsOut
from hearthline.dialogue.workbench.charts import Chart, chart
from hearthline.dialogue.workbench.wire import FlowRow, IntentOut, TradeOut, flows_of
from hearthline.understanding import IntentCard

Row = TypeVar("Row", FlowRow, IntentOut)
Counts = Mapping[tuple[str, str | None, ExampleKind], int]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which rows a list shows: of one trade, with some words, after a place in the whole list."""

    domain: str | None = None
    words: str = ""
    after: int = 0
    limit: int = 50

    def page_of(self, rows: Sequence[Row]) -> tuple[list[Row], str | None]:
        """The rows of the page, and where the next one begins."""
        fitting = [row for row in rows if self._fits(row)]
        page = fitting[self.after : self.after + self.limit]
        end = self.after + len(page)
        return page, str(end) if end < len(fitting) else None

    def _fits(self, row: FlowRow | IntentOut) -> bool:
        if self.domain is not None and row.domain != self.domain:
            return False
        words = self.words.casefold()
        return any(words in one.casefold() for one in (row.id, row.name.zh, row.name.en))


def trade_rows(trades: Sequence[Trade], release_id: str) -> list[TradeOut]:
    """The trades of a release with what each holds."""
    return [
        TradeOut(
            domain=one.pack.domain,
            name=one.pack.name,
            title=WordsOut.of(one.pack.title),
            version=one.pack.version,
            release_id=release_id,
            flows=len(one.pack.flows),
            intents=len(one.cards),
            articles=len(one.articles),
            responses=len(one.pack.responses),
            ticket_types=len(one.duties.types),
        )
        for one in trades
    ]


def flow_rows(trades: Sequence[Trade]) -> list[FlowRow]:
    """The flows of all trades."""
    return flows_of([one.pack for one in trades])


def flow_chart(trades: Sequence[Trade], domain: str, flow_id: str) -> Chart:
    """One flow; raises FlowUnknown."""
    pack = _pack(trades, domain)
    flow = None if pack is None else pack.flows.get(flow_id)
    if pack is None or flow is None:
        raise FlowUnknown(name=f"{domain}/{flow_id}")
    return chart(pack, flow)


def intent_rows(trades: Sequence[Trade], own: Counts) -> list[IntentOut]:
    """The intents of all trades, by trade and name."""
    return [
        _intent(one, card, own)
        for one in trades
        for card in sorted(one.cards, key=lambda card: card.intent)
    ]


def intent_of(trades: Sequence[Trade], domain: str, intent: str) -> tuple[Trade, IntentCard]:
    """One intent; raises FlowUnknown."""
    for one in trades:
        for card in one.cards:
            if one.pack.domain == domain and card.intent == intent:
                return one, card
    raise FlowUnknown(name=f"{domain}/{intent}")


def intent_row(trade: Trade, card: IntentCard, own: Counts) -> IntentOut:
    """An intent as lists show it."""
    return _intent(trade, card, own)


def _intent(trade: Trade, card: IntentCard, own: Counts) -> IntentOut:
    domain = trade.pack.domain
    flow = trade.pack.flow_for(card.intent)
    lessons = card.lessons
    return IntentOut(
        domain=domain,
        id=card.intent,
        catalogue=card.catalogue,
        name=WordsOut.of(card.name),
        kind=card.kind.value,
        answer=card.answer.value,
        flow=None if flow is None else flow.id,
        examples=len(lessons.examples),
        counter_examples=len(lessons.counter_examples),
        own_examples=_own(own, card.intent, domain, ExampleKind.EXAMPLE),
        own_counters=_own(own, card.intent, domain, ExampleKind.COUNTER),
        confusable=list(lessons.confusable),
    )


def _own(own: Counts, intent: str, domain: str, kind: ExampleKind) -> int:
    return sum(own.get((intent, one, kind), 0) for one in (domain, None))


def _pack(trades: Sequence[Trade], domain: str) -> Pack | None:
    return next((one.pack for one in trades if one.pack.domain == domain), None)
