"""Trades, flows, charts and intents on the wire."""

from typing import Literal, Self

from pydantic import BaseModel

from hearthline.dialogue.flows.model import Flow, Pack
from hearthline.dialogue.operations.signature import Signature
from hearthline.dialogue.releases.example_wire import ExampleOut
from hearthline.dialogue.releases.wire import WordsOut
from hearthline.dialogue.workbench.charts import Chart, Edge, Node


class TradeOut(BaseModel):
    """A trade of a release, with what it holds."""

    domain: str
    name: str
    title: WordsOut
    version: str
    release_id: str
    flows: int
    intents: int
    articles: int
    responses: int
    ticket_types: int


class TradeList(BaseModel):
    """The trades of a release."""

    items: list[TradeOut]


class FlowRow(BaseModel):
    """A flow as lists show it."""

    domain: str
    id: str
    version: int
    name: WordsOut
    triggers: list[str]
    slots: list[str]
    steps: int
    is_inner: bool
    is_hazard: bool
    interrupts: bool
    reverse: str | None
    related: list[str]
    file: str
    line: int

    @classmethod
    def of(cls, domain: str, flow: Flow) -> Self:
        """From the pack."""
        return cls(
            domain=domain,
            id=flow.id,
            version=flow.version,
            name=WordsOut.of(flow.name),
            triggers=list(flow.triggers),
            slots=list(flow.slots),
            steps=len(flow.steps),
            is_inner=flow.is_inner,
            is_hazard=flow.is_hazard,
            interrupts=flow.interrupts,
            reverse=flow.reverse,
            related=list(flow.related),
            file=flow.at.file,
            line=flow.at.line,
        )


class FlowPage(BaseModel):
    """A page of flows by trade and name."""

    items: list[FlowRow]
    next_cursor: str | None


class SaidOut(BaseModel):
    """One phrasing of a response."""

    language: str
    text: str


class OperationOut(BaseModel):
    """What a step asks of the business systems; `is_own`: only for the customer's accounts."""

    name: str
    label: WordsOut
    effect: Literal["read", "write", "emergency", "prove", "record"]
    level: str
    is_own: bool

    @classmethod
    def of(cls, signature: Signature) -> Self:
        """From the catalogue."""
        return cls(
            name=signature.name,
            label=WordsOut.of(signature.label),
            effect=signature.effect.value,
            level=signature.level,
            is_own=signature.is_own,
        )


class DetailOut(BaseModel):
    """A line about a step: arguments, conditions, values."""

    name: str
    text: str


class NodeOut(BaseModel):
    """A step of a flow; `slot`, `flow`, `outcome` and `reason` where its kind has them."""

    id: str
    kind: Literal[
        "collect",
        "call",
        "branch",
        "say",
        "answer",
        "confirm",
        "handoff",
        "subflow",
        "link",
        "set",
        "end",
    ]
    label: WordsOut
    line: int
    words: list[SaidOut]
    operation: OperationOut | None
    slot: str | None
    flow: str | None
    outcome: str | None
    reason: str | None
    details: list[DetailOut]

    @classmethod
    def of(cls, node: Node) -> Self:
        """From the chart."""
        operation = node.operation
        return cls.model_validate(
            {
                "id": node.id,
                "kind": node.kind,
                "label": WordsOut.of(node.label),
                "line": node.line,
                "words": [SaidOut(language=one, text=text) for one, text in node.words],
                "operation": None if operation is None else OperationOut.of(operation),
                "slot": node.slot,
                "flow": node.flow,
                "outcome": node.outcome,
                "reason": node.reason,
                "details": [DetailOut(name=name, text=text) for name, text in node.details],
            }
        )


class EdgeOut(BaseModel):
    """A way between steps; `condition` is the expression, or the kind of error."""

    source: str
    target: str
    kind: Literal["next", "condition", "else", "error", "missing"]
    label: WordsOut
    condition: str

    @classmethod
    def of(cls, edge: Edge) -> Self:
        """From the chart."""
        return cls(
            source=edge.source,
            target=edge.target,
            kind=edge.kind,
            label=WordsOut.of(edge.label),
            condition=edge.condition,
        )


class FlowChartOut(BaseModel):
    """A flow as a graph; `start` is its first step."""

    flow: FlowRow
    release_id: str
    start: str
    nodes: list[NodeOut]
    edges: list[EdgeOut]

    @classmethod
    def of(cls, chart: Chart, release_id: str) -> Self:
        """From the chart."""
        return cls(
            flow=FlowRow.of(chart.domain, chart.flow),
            release_id=release_id,
            start=chart.flow.start,
            nodes=[NodeOut.of(node) for node in chart.nodes],
            edges=[EdgeOut.of(edge) for edge in chart.edges],
        )


class IntentOut(BaseModel):
    """An intent of a trade, with how much it is taught."""

    domain: str
    id: str
    catalogue: str
    name: WordsOut
    kind: str
    answer: Literal["flow", "knowledge", "chat"]
    flow: str | None
    examples: int
    counter_examples: int
    own_examples: int
    own_counters: int
    confusable: list[str]


class IntentPage(BaseModel):
    """A page of intents by trade and name."""

    items: list[IntentOut]
    next_cursor: str | None


class IntentDetail(BaseModel):
    """An intent with everything that it is taught."""

    intent: IntentOut
    texts: list[str]
    counter_texts: list[str]
    own: list[ExampleOut]


def flows_of(packs: list[Pack]) -> list[FlowRow]:
    """The flows of packs by trade and name."""
    return [
        FlowRow.of(pack.domain, flow)
        for pack in packs
        for flow in sorted(pack.flows.values(), key=lambda one: one.id)
    ]
