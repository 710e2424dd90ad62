"""Reads pack.yaml, slots.yaml, responses.yaml and the names of the intents."""

from typing import Final

from hearthline.dialogue.flows.expression import Expression, ExpressionFault, parse_expression
from hearthline.dialogue.flows.model import (
    LANGUAGES,
    Addition,
    CardField,
    CardSpec,
    Chip,
    ChoiceSpec,
    Hint,
    IntentSpec,
    Place,
    Response,
    SlotSpec,
)
from hearthline.kernel import Words
from hearthline.platform.packs import Node, PackFolder, Reader
from hearthline.understanding import SLOT_TYPES

FIXED = "fixed"
_TYPES: Final = (*sorted(SLOT_TYPES), FIXED)
_CONSTANTS: Final[dict[bool | None, str]] = {True: "true", False: "false", None: "null"}
_SLOT_MEMBERS = ("type", "label", "ask", "again", "choices", "personal", "keep", "prefill")
_RESPONSE_MEMBERS = (*LANGUAGES, "adds", "voice", "short", "chips", "card")


def place(node: Node) -> Place:
    """Where a node stands."""
    return Place(node.file, node.line)


def expression(reader: Reader, node: Node) -> Expression:
    """The expression that a node holds; a fault and `null` when it holds none."""
    is_constant = node.inner is None or isinstance(node.inner, bool)
    text = _CONSTANTS[node.inner] if is_constant else str(node.inner)
    try:
        return parse_expression(text)
    except ExpressionFault as trouble:
        mend = "write names, comparisons, `and`, `or`, `not`, and functions such as `known()`"
        reader.faults.append(node.fault(str(trouble), mend))
        return parse_expression("null")


def read_slots(reader: Reader, root: Node) -> dict[str, SlotSpec]:
    """All slots of slots.yaml."""
    return {name: _slot(reader, name, node) for name, node in root.items()}


def _slot(reader: Reader, name: str, node: Node) -> SlotSpec:
    reader.only(node, *_SLOT_MEMBERS)
    kind = reader.text(node, "type")
    if kind and kind not in _TYPES:
        member = node.get("type") or node
        mend = f"use one of: {', '.join(_TYPES)}"
        reader.faults.append(member.fault(f"unknown slot type `{kind}`", mend))
    choices = node.get("choices")
    if kind == "choice" and choices is None:
        reader.faults.append(node.fault(f"slot `{name}` has no choices", "add `choices`"))
    ask = reader.text(node, "ask", f"ask_{name}")
    return SlotSpec(
        name=name,
        at=place(node),
        type=kind,
        label=reader.words(node, "label"),
        ask=ask,
        again=reader.text(node, "again", ask),
        choices=tuple(_choice(reader, one) for one in (choices.each() if choices else [])),
        personal=reader.flag(node, "personal", default=False),
        keep=_keep(reader, node),
        prefill=reader.flag(node, "prefill", default=False),
    )


def _keep(reader: Reader, node: Node) -> str:
    """`trade` or true: for later flows of the trade; `all`: of any trade."""
    member = node.get("keep")
    if member is None or member.inner in (False, None):
        return ""
    if member.inner in (True, "trade", "all"):
        return "all" if member.inner == "all" else "trade"
    reader.faults.append(member.fault(f"`keep` is `{member.inner}`", "write true, trade or all"))
    return ""


def _choice(reader: Reader, node: Node) -> ChoiceSpec:
    reader.only(node, "value", "label", "phrases")
    return ChoiceSpec(
        value=reader.text(node, "value"),
        label=reader.words(node, "label"),
        phrases=reader.texts(node, "phrases"),
    )


def read_responses(reader: Reader, root: Node) -> dict[str, Response]:
    """All responses of responses.yaml."""
    return {name: _response(reader, name, node) for name, node in root.items()}


def _response(reader: Reader, name: str, node: Node) -> Response:
    reader.only(node, *_RESPONSE_MEMBERS)
    texts = {language: reader.texts(node, language) for language in LANGUAGES}
    for language, phrasings in texts.items():
        if not phrasings:
            mend = f"add `{language}` with at least one phrasing"
            reader.faults.append(node.fault(f"response `{name}` has no `{language}`", mend))
    adds, chips, card = node.get("adds"), node.get("chips"), node.get("card")
    return Response(
        id=name,
        at=place(node),
        texts={language: phrasings or ("",) for language, phrasings in texts.items()},
        adds=tuple(_addition(reader, one) for one in (adds.each() if adds else [])),
        voice=reader.words(node, "voice") if "voice" in node else None,
        short=reader.words(node, "short") if "short" in node else None,
        chips=tuple(read_chip(reader, one) for one in (chips.each() if chips else [])),
        card=None if card is None else _card(reader, card),
    )


def _addition(reader: Reader, node: Node) -> Addition:
    reader.only(node, "if", *LANGUAGES)
    condition = node.get("if")
    if condition is None:
        reader.faults.append(node.fault("`if` is missing", "say when this sentence is added"))
    zh = reader.text(node, "zh")
    return Addition(
        condition=expression(reader, condition or Node(node.file, node.line, "false")),
        text=Words(zh=zh, en=reader.text(node, "en")),
    )


def read_chip(reader: Reader, node: Node) -> Chip:
    """A suggestion: its label, and what a press says (the label itself by default)."""
    reader.only(node, "label", "text")
    label = reader.words(node, "label")
    return Chip(label=label, text=reader.words(node, "text") if "text" in node else label)


def read_hint(reader: Reader, node: Node) -> Hint:
    """A suggestion with the condition under which it is made."""
    condition = node.get("if")
    bare = Node(node.file, node.line, {k: v for k, v in node.items() if k != "if"})
    return Hint(
        chip=read_chip(reader, bare),
        condition=None if condition is None else expression(reader, condition),
    )


def _card(reader: Reader, node: Node) -> CardSpec:
    reader.only(node, "kind", "fields")
    fields = node.get("fields")
    lines = []
    for one in fields.each() if fields else []:
        reader.only(one, "label", "value")
        lines.append(CardField(reader.words(one, "label"), reader.text(one, "value")))
    return CardSpec(kind=reader.text(node, "kind"), fields=tuple(lines))


def read_intents(reader: Reader, folder: PackFolder) -> dict[str, IntentSpec]:
    """Names and answerers of the intents; understanding reads the rest of these files."""
    intents = {}
    for path in folder.find("intents/*.yaml"):
        node = folder.read(path)
        name = reader.text(node, "intent")
        intents[name] = IntentSpec(
            id=name,
            at=place(node),
            name=reader.words(node, "name"),
            answer=reader.text(node, "answer"),
            examples=reader.texts(node, "examples"),
        )
    return intents
