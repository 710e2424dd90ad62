"""Reads one flow file: a list of steps, each known by its first word, into the graph of a flow."""

from collections.abc import Callable
from typing import Any

from hearthline.dialogue.flows.expression import parse_expression
from hearthline.dialogue.flows.model import (
    AnswerStep,
    Arm,
    Branch,
    CallStep,
    ChoicesFrom,
    Collect,
    Confirm,
    End,
    Flow,
    HandOffStep,
    Link,
    Rejection,
    SayStep,
    SetStep,
    SlotSpec,
    Step,
    Subflow,
)
from hearthline.dialogue.flows.words_reading import expression, place
from hearthline.platform.packs import Node, Reader
from hearthline.understanding import Hazard

_FLOW_MEMBERS = (
    "flow",
    "version",
    "name",
    "triggers",
    "slots",
    "steps",
    "interrupts",
    "inner",
    "hazard",
    "event",
    "reverse",
    "related",
)
_NO_WAY_ON = "(end)"
FAILURES = (
    "refused",
    "need_verify",
    "not_found",
    "several",
    "locked",
    "expired",
    "unavailable",
    "nonsense",
)


class FlowReader:
    """Reads one file; what a step's defaults need of the slots is handed in."""

    def __init__(self, reader: Reader, slots: dict[str, SlotSpec]) -> None:
        """Gather faults in the reader."""
        self._reader = reader
        self._slots = slots

    def read(self, root: Node) -> Flow:
        """The flow of a file."""
        reader = self._reader
        reader.only(root, *_FLOW_MEMBERS)
        steps = self._steps(root)
        return Flow(
            id=reader.text(root, "flow"),
            at=place(root),
            version=reader.whole(root, "version", 1),
            name=reader.words(root, "name"),
            triggers=reader.texts(root, "triggers"),
            slots=reader.texts(root, "slots"),
            steps={step.id: step for step in steps},
            start=steps[0].id if steps else _NO_WAY_ON,
            interrupts=reader.flag(root, "interrupts", default=False),
            is_inner=reader.flag(root, "inner", default=False),
            is_hazard=_is_hazard(root),
            hazards=_hazards(reader, root),
            event=reader.texts(root, "event"),
            reverse=reader.text(root, "reverse", "") or None,
            related=reader.texts(root, "related"),
        )

    def _steps(self, root: Node) -> list[Step]:
        listed = root.get("steps")
        nodes = listed.each() if listed else []
        if not nodes:
            self._reader.faults.append(root.fault("a flow without steps", "add `steps`"))
        names = [self._id(node, number) for number, node in enumerate(nodes, 1)]
        for name, node in zip(names, nodes, strict=True):
            if names.count(name) > 1:
                fault = node.fault(f"step id `{name}` is used twice", "give each step its own id")
                self._reader.faults.append(fault)
        following = [*names[1:], None][: len(names)]
        read = [
            self._step(node, name, after)
            for node, name, after in zip(nodes, names, following, strict=True)
        ]
        return [step for step in read if step is not None]

    def _id(self, node: Node, number: int) -> str:
        kind = self._kind(node)
        return self._reader.text(node, "id", f"{kind or 'step'}_{number}")

    def _kind(self, node: Node) -> str | None:
        return next((kind for kind in _KINDS if kind in node), None)

    def _step(self, node: Node, name: str, after: str | None) -> Step | None:
        kind = self._kind(node)
        if kind is None:
            mend = f"begin a step with one of: {', '.join(_KINDS)}"
            self._reader.faults.append(node.fault("a step of no known kind", mend))
            return None
        members, build = _KINDS[kind]
        self._reader.only(node, kind, "id", *members)
        to = self._reader.text(node, "next", after or "") or None
        common = {"id": name, "at": place(node), "next": to}
        return build(self, node, common)

    def collect(self, node: Node, common: dict[str, Any]) -> Step:
        """`- collect: since`"""
        reader = self._reader
        slot = reader.text(node, "collect")
        spec = self._slots.get(slot)
        source = node.get("choices_from")
        rejections = node.get("reject")
        return Collect(
            **common,
            slot=slot,
            ask=reader.text(node, "ask", spec.ask if spec else ""),
            again=reader.text(node, "again", spec.again if spec else ""),
            is_optional=reader.flag(node, "optional", default=False),
            choices_from=None if source is None else self._choices_from(source),
            rejections=tuple(
                self._rejection(one) for one in (rejections.each() if rejections else [])
            ),
            consent=reader.texts(node, "consent"),
            unless=self._expression(node, "unless") if "unless" in node else None,
        )

    def _choices_from(self, node: Node) -> ChoicesFrom:
        self._reader.only(node, "list", "label", "value")
        return ChoicesFrom(
            source=self._expression(node, "list"),
            label=self._reader.words(node, "label"),
            value=self._reader.text(node, "value", "") or None,
        )

    def _rejection(self, node: Node) -> Rejection:
        self._reader.only(node, "if", "say")
        return Rejection(condition=self._expression(node, "if"), say=self._reader.text(node, "say"))

    def call(self, node: Node, common: dict[str, Any]) -> Step:
        """`- call: outage.at_place`"""
        reader = self._reader
        args, on_error = node.get("args"), node.get("on_error")
        if "timeout_ms" not in node:
            fault = node.fault("a call without a time limit", "add `timeout_ms`, say 4000")
            reader.faults.append(fault)
        return CallStep(
            **common,
            operation=reader.text(node, "call"),
            args={
                name: expression(reader, value) for name, value in (args.items() if args else [])
            },
            save=reader.text(node, "save", "") or None,
            timeout_ms=reader.whole(node, "timeout_ms", 4000),
            on_error=self._on_error(node, on_error),
        )

    def _on_error(self, node: Node, member: Node | None) -> dict[str, str]:
        if member is None:
            mend = "add `on_error: <step>`, or `{refused: <step>, else: <step>}`"
            self._reader.faults.append(node.fault("a call that may not fail", mend))
            return {"else": _NO_WAY_ON}
        if not member.is_mapping:
            return {"else": self._reader.text(node, "on_error")}
        ways = {kind: str(target.inner) for kind, target in member.items()}
        self._reader.only(member, *FAILURES, "else")
        if "else" not in ways:
            self._reader.faults.append(member.fault("`else` is missing", "add `else: <step>`"))
        return {"else": _NO_WAY_ON, **ways}

    def branch(self, node: Node, common: dict[str, Any]) -> Step:
        """`- branch: [{if: …, then: …}, {else: …}]`"""
        arms, otherwise = [], None
        listed = node.get("branch")
        for one in listed.each() if listed else []:
            if "else" in one:
                self._reader.only(one, "else")
                otherwise = self._reader.text(one, "else")
                continue
            self._reader.only(one, "if", "then")
            target = self._reader.text(one, "then")
            arms.append(Arm(condition=self._expression(one, "if"), then=target))
        if otherwise is None:
            fault = node.fault("a branch without `else`", "add `- {else: <step>}` as last arm")
            self._reader.faults.append(fault)
        return Branch(
            **{**common, "next": None}, arms=tuple(arms), otherwise=otherwise or _NO_WAY_ON
        )

    def say(self, node: Node, common: dict[str, Any]) -> Step:
        """`- say: ticket_done`"""
        return SayStep(**common, response=self._reader.text(node, "say"))

    def answer(self, node: Node, common: dict[str, Any]) -> Step:
        """`- answer: airlock`, or `- answer: flow.intent`: an intent, or where its name stands"""
        said = self._reader.text(node, "answer")
        is_path = "." in said
        intent = self._expression(node, "answer") if is_path else parse_expression(repr(said))
        otherwise = self._reader.text(node, "otherwise", "") or None
        return AnswerStep(**common, intent=intent, otherwise=otherwise)

    def confirm(self, node: Node, common: dict[str, Any]) -> Step:
        """`- confirm: [since, room_temp]`"""
        slots = self._reader.texts(node, "confirm")
        return Confirm(**common, slots=slots, response=self._reader.text(node, "say"))

    def handoff(self, node: Node, common: dict[str, Any]) -> Step:
        """`- handoff: complaint`"""
        return HandOffStep(
            **{**common, "next": None},
            reason=self._reader.text(node, "handoff"),
            priority=self._reader.whole(node, "priority", 3),
            say=self._reader.text(node, "say", "") or None,
        )

    def subflow(self, node: Node, common: dict[str, Any]) -> Step:
        """`- subflow: which_account`"""
        return Subflow(**common, flow=self._reader.text(node, "subflow"))

    def link(self, node: Node, common: dict[str, Any]) -> Step:
        """`- link: request_measure`"""
        return Link(**{**common, "next": None}, flow=self._reader.text(node, "link"))

    def set_(self, node: Node, common: dict[str, Any]) -> Step:
        """`- set: {type_code: "'H-RP-01'"}`"""
        values = node.get("set") or node
        read = {name: expression(self._reader, one) for name, one in values.items()}
        return SetStep(**common, values=read)

    def end(self, node: Node, common: dict[str, Any]) -> Step:
        """`- end: filed`"""
        return End(**{**common, "next": None}, outcome=self._reader.text(node, "end"))

    def _expression(self, node: Node, key: str) -> Any:
        member = node.get(key)
        if member is None:
            self._reader.text(node, key)
        return expression(self._reader, member or Node(node.file, node.line, "null"))


def _is_hazard(root: Node) -> bool:
    member = root.get("hazard")
    return member is not None and member.inner not in (False, None)


def _hazards(reader: Reader, root: Node) -> tuple[str, ...]:
    """`hazard: true`, or the kinds of danger: `hazard: [leak, scald]`"""
    member = root.get("hazard")
    if member is None or member.inner in (True, False, None):
        return ()
    kinds = reader.texts(root, "hazard")
    for kind in kinds:
        if kind not in {one.value for one in Hazard}:
            names = ", ".join(one.value for one in Hazard)
            reader.faults.append(member.fault(f"unknown danger `{kind}`", f"use of: {names}"))
    return kinds


_Build = Callable[[FlowReader, Node, dict[str, Any]], Step]
_KINDS: dict[str, tuple[tuple[str, ...], _Build]] = {
    "collect": (
        ("next", "ask", "again", "optional", "choices_from", "reject", "consent", "unless"),
        FlowReader.collect,
    ),
    "call": (("next", "args", "save", "timeout_ms", "on_error"), FlowReader.call),
    "branch": ((), FlowReader.branch),
    "confirm": (("next", "say"), FlowReader.confirm),
    "handoff": (("priority", "say"), FlowReader.handoff),
    "subflow": (("next",), FlowReader.subflow),
    "link": ((), FlowReader.link),
    "set": (("next",), FlowReader.set_),
    "end": ((), FlowReader.end),
    "answer": (("next", "otherwise"), FlowReader.answer),
    "say": (("next",), FlowReader.say),
}
