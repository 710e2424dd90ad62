"""A flow as a chart: its steps as nodes with words and operation, its ways as labelled edges."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Final, Literal

from hearthline.dialogue.flows.model import (
    AnswerStep,
    Branch,
    CallStep,
    Collect,
    Confirm,
    End,
    Flow,
    HandOffStep,
    Link,
    Pack,
    SayStep,
    SetStep,
    Step,
    Subflow,
)
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Signature
from hearthline.kernel import Words

EdgeKind = Literal["next", "condition", "else", "error", "missing"]

_KINDS: Final[dict[type, str]] = {
    Collect: "collect",
    CallStep: "call",
    Branch: "branch",
    SayStep: "say",
    AnswerStep: "answer",
    Confirm: "confirm",
    HandOffStep: "handoff",
    Subflow: "subflow",
    Link: "link",
    SetStep: "set",
    End: "end",
}
_ERRORS: Final[dict[str, Words]] = {
    "refused": Words(zh="未受理", en="refused"),
    "need_verify": Words(zh="需要核实身份", en="identity needed"),
    "not_found": Words(zh="没找到", en="not found"),
    "several": Words(zh="匹配到多个", en="several found"),
    "locked": Words(zh="次数过多已锁定", en="locked"),
    "expired": Words(zh="已过期", en="expired"),
    "unavailable": Words(zh="系统没有回应", en="no answer"),
    "nonsense": Words(zh="回应看不懂", en="nonsense"),
    "else": Words(zh="其他问题", en="anything else"),
}
_NEXT: Final = Words(zh="", en="")
_OTHERWISE: Final = Words(zh="否则", en="otherwise")
_NO_ARTICLE: Final = Words(zh="知识库没有", en="no article")


@dataclass(frozen=True, slots=True)
class Node:
    """A step: what it is, what it says, what it does."""

    id: str
    kind: str
    label: Words
    line: int
    words: tuple[tuple[str, str], ...] = ()
    operation: Signature | None = None
    slot: str | None = None
    flow: str | None = None
    outcome: str | None = None
    reason: str | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from step to step; `condition` is an expression of the flow language."""

    source: str
    target: str
    kind: EdgeKind
    label: Words = _NEXT
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A flow with its nodes in the order of the file, and its edges."""

    flow: Flow
    domain: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def chart(pack: Pack, flow: Flow) -> Chart:
    """The chart of a flow."""
    nodes = tuple(_node(step, pack) for step in flow.steps.values())
    edges = tuple(edge for step in flow.steps.values() for edge in _edges(step))
    return Chart(flow, pack.domain, nodes, edges)


def _node(step: Step, pack: Pack) -> Node:
    said = dict(_members(step, pack))
    label = said.pop("label", None)
    return Node(
        id=step.id,
        kind=_KINDS[type(step)],
        label=label if isinstance(label, Words) else Words(zh=step.id, en=step.id),
        line=step.at.line,
        **said,
    )


@singledispatch
def _members(step: Step, pack: Pack) -> dict[str, Any]:
    """What a node of a kind shows beside its id."""
    del step, pack
    return {}


@_members.register
def _(step: Collect, pack: Pack) -> dict[str, Any]:
    spec = pack.slots.get(step.slot)
    label = spec.label if spec else Words(zh=step.slot, en=step.slot)
    details = [(f"reject → {one.say}", one.condition.text) for one in step.rejections]
    if step.unless is not None:
        details.append(("unless", step.unless.text))
    if step.choices_from is not None:
        details.append(("choices", step.choices_from.source.text))
    if step.consent:
        details.append(("consent", ", ".join(step.consent)))
    return {
        "label": Words(zh=f"问：{label.zh}", en=f"Ask: {label.en}"),
        "words": _words(pack, step.ask),
        "slot": step.slot,
        "details": tuple(details),
    }


@_members.register
def _(step: CallStep, pack: Pack) -> dict[str, Any]:
    del pack
    signature = SIGNATURES.get(step.operation)
    label = signature.label if signature else Words(zh=step.operation, en=step.operation)
    return {
        "label": label,
        "operation": signature,
        "details": tuple((name, one.text) for name, one in step.args.items()),
    }


@_members.register
def _(step: Branch, pack: Pack) -> dict[str, Any]:
    del step, pack
    return {"label": Words(zh="看情况", en="It depends")}


@_members.register
def _(step: SayStep, pack: Pack) -> dict[str, Any]:
    label = Words(zh="说", en="Say")
    return {"label": label, "words": _words(pack, step.response), "reason": step.response}


@_members.register
def _(step: AnswerStep, pack: Pack) -> dict[str, Any]:
    del pack
    label = Words(zh="答知识库", en="Answer from knowledge")
    return {"label": label, "details": (("intent", step.intent.text),)}


@_members.register
def _(step: Confirm, pack: Pack) -> dict[str, Any]:
    return {
        "label": Words(zh="复述并请客户确认", en="Say back and confirm"),
        "words": _words(pack, step.response),
        "details": (("slots", ", ".join(step.slots)),),
    }


@_members.register
def _(step: HandOffStep, pack: Pack) -> dict[str, Any]:
    why = pack.labels.get(f"reason_{step.reason}")
    label = Words(
        zh=f"转人工：{why.zh if why else step.reason}",
        en=f"To a person: {why.en if why else step.reason}",
    )
    words = _words(pack, step.say) if step.say else ()
    return {"label": label, "words": words, "reason": step.reason}


@_members.register
def _(step: Subflow, pack: Pack) -> dict[str, Any]:
    return {"label": _flow_name(pack, step.flow), "flow": step.flow}


@_members.register
def _(step: Link, pack: Pack) -> dict[str, Any]:
    return {"label": _flow_name(pack, step.flow), "flow": step.flow}


@_members.register
def _(step: SetStep, pack: Pack) -> dict[str, Any]:
    del pack
    label = Words(zh="记下", en="Take down")
    return {"label": label, "details": tuple((name, one.text) for name, one in step.values.items())}


@_members.register
def _(step: End, pack: Pack) -> dict[str, Any]:
    del pack
    label = Words(zh="结束", en="End")
    return {"label": label, "outcome": step.outcome}


def _flow_name(pack: Pack, flow_id: str) -> Words:
    flow = pack.flows.get(flow_id)
    return flow.name if flow else Words(zh=flow_id, en=flow_id)


def _words(pack: Pack, response_id: str) -> tuple[tuple[str, str], ...]:
    """Every phrasing with its language."""
    response = pack.responses.get(response_id)
    if response is None:
        return ()
    return tuple((language, text) for language, texts in response.texts.items() for text in texts)


def _edges(step: Step) -> Iterator[Edge]:
    if isinstance(step, Branch):
        for arm in step.arms:
            condition = arm.condition.text
            label = Words(zh=condition, en=condition)
            yield Edge(step.id, arm.then, "condition", label, condition)
        yield Edge(step.id, step.otherwise, "else", _OTHERWISE)
        return
    if step.next is not None:
        yield Edge(step.id, step.next, "next")
    if isinstance(step, CallStep):
        for kind, target in step.on_error.items():
            yield Edge(step.id, target, "error", _ERRORS.get(kind, Words(zh=kind, en=kind)), kind)
    if isinstance(step, AnswerStep) and step.otherwise is not None:
        yield Edge(step.id, step.otherwise, "missing", _NO_ARTICLE)
