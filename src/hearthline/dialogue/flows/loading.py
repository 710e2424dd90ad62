"""Loads what a pack says about dialogue, and checks it as a whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hearthline.dialogue.flows.checks import check_pack
from hearthline.dialogue.flows.flow_reading import FlowReader
from hearthline.dialogue.flows.model import Flow, Pack, SlotSpec, Subflow
from hearthline.dialogue.flows.seasons import Season
from hearthline.dialogue.flows.words_reading import (
    read_chip,
    read_hint,
    read_intents,
    read_responses,
    read_slots,
)
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Signature
from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty, Reader, laid_over

_PACK_MEMBERS = (
    "name",
    "version",
    "domain",
    "extends",
    "title",
    "locale",
    "labels",
    "patterns",
    "facts",
    "triggers",
    "trade_words",
    "related",
    "instead",
    "suggestions",
    "after_answer",
    "seasons",
)
_MAPPINGS = ("labels", "patterns", "facts", "triggers", "related", "instead")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack as read, with every fault and warning."""

    pack: Pack
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> list[Fault]:
        """The faults that keep the pack from being used."""
        return [fault for fault in self.faults if not fault.is_warning]


def read_pack(folder: PackFolder, signatures: Mapping[str, Signature] | None = None) -> Pack:
    """A pack that is fit for use; raises PackIsFaulty."""
    loaded = inspect_pack(folder, signatures)
    if loaded.errors:
        raise PackIsFaulty(loaded.errors)
    return loaded.pack


def inspect_pack(folder: PackFolder, signatures: Mapping[str, Signature] | None = None) -> Loaded:
    """A pack with all that is wrong in it; raises PackIsFaulty when a file cannot be read."""
    reader = Reader()
    root = _root(folder)
    reader.only(root, *_PACK_MEMBERS)
    slots = read_slots(reader, folder.read_layered("slots.yaml"))
    flows = _read_flows(reader, folder, slots, _named_lists(reader, root, "triggers"))
    pack = Pack(
        name=reader.text(root, "name"),
        version=reader.text(root, "version"),
        domain=reader.text(root, "domain"),
        slots=slots,
        responses=read_responses(reader, folder.read_layered("responses.yaml")),
        flows=flows,
        labels={name: reader.words(_member(root, "labels"), name) for name in _names(root)},
        patterns=dict(_member(root, "patterns").plain() or {}),
        title=reader.words(root, "title", ""),
        facts=dict(_member(root, "facts").plain() or {}),
        trade_words=reader.texts(root, "trade_words"),
        related=_named_lists(reader, root, "related"),
        instead=dict(_member(root, "instead").plain() or {}),
        season=_season(reader, root.get("seasons")),
        suggestions=tuple(read_hint(reader, one) for one in _member(root, "suggestions").each()),
        after_answer=tuple(read_chip(reader, one) for one in _member(root, "after_answer").each()),
        intents=read_intents(reader, folder),
    )
    faults = [*reader.faults, *check_pack(pack, SIGNATURES if signatures is None else signatures)]
    return Loaded(pack, tuple(sorted(set(faults))))


def _season(reader: Reader, node: Node | None) -> Season | None:
    """`seasons: {start: "11-15", end: "03-15", first_days: 10}`"""
    if node is None:
        return None
    reader.only(node, "start", "end", "first_days")
    days = []
    for key in ("start", "end"):
        said = reader.text(node, key)
        found = re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", said)
        if found is None or (found[1] == "02" and found[2] > "28"):
            place = node.get(key) or node
            reader.faults.append(place.fault(f"`{key}` is `{said}`", "write a day as 11-15"))
            return None
        days.append((int(found[1]), int(found[2])))
    return Season(days[0], days[1], reader.whole(node, "first_days", 10))


def _root(folder: PackFolder) -> Node:
    """pack.yaml over the base's, whose labels, patterns, facts and triggers stay below."""
    own = folder.read("pack.yaml")
    if folder.base is None:
        return own
    whole = folder.read_layered("pack.yaml")
    below = folder.base.read("pack.yaml")
    members = dict(whole.inner)
    for name in _MAPPINGS:
        mine, base = own.get(name), below.get(name)
        if mine is not None and base is not None:
            members[name] = laid_over(mine, base)
    return Node(own.file, own.line, members)


def _named_lists(reader: Reader, root: Node, key: str) -> dict[str, tuple[str, ...]]:
    """A mapping of names to lists: intents that the trade adds to flows of the base, and such."""
    listed = _member(root, key)
    return {name: reader.texts(listed, name) for name, _ in listed.items()}


def _read_flows(
    reader: Reader,
    folder: PackFolder,
    slots: dict[str, SlotSpec],
    triggers: dict[str, tuple[str, ...]],
) -> dict[str, Flow]:
    flows: dict[str, Flow] = {}
    for path in folder.find("flows/*.yaml"):
        node = folder.read(path)
        flow = FlowReader(reader, slots).read(node)
        if flow.id in flows:
            mend = "give it another id"
            reader.faults.append(node.fault(f"flow `{flow.id}` is there twice", mend))
        more = triggers.get(flow.id, ())
        flows[flow.id] = replace(flow, triggers=tuple(dict.fromkeys((*flow.triggers, *more))))
    return {name: _with_inner_slots(flow, flows) for name, flow in flows.items()}


def _with_inner_slots(flow: Flow, flows: Mapping[str, Flow]) -> Flow:
    """A flow takes the slots of its subflows as its own."""
    names = dict.fromkeys(flow.slots)
    ahead, seen = [flow], {flow.id}
    while ahead:
        for step in ahead.pop().steps.values():
            inner = flows.get(step.flow) if isinstance(step, Subflow) else None
            if inner is not None and inner.id not in seen:
                seen.add(inner.id)
                names.update(dict.fromkeys(inner.slots))
                ahead.append(inner)
    return replace(flow, slots=tuple(names))


def _member(root: Node, key: str) -> Node:
    return root.get(key) or Node(root.file, root.line, None)


def _names(root: Node) -> list[str]:
    return [name for name, _ in _member(root, "labels").items()]
