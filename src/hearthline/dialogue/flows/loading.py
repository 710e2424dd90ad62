"""Loads what a pack says about dialogue, and checks it as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from hearthline.dialogue.flows.checks import check_pack
from hearthline.dialogue.flows.flow_reading import FlowReader
from hearthline.dialogue.flows.model import Flow, Pack
from hearthline.dialogue.flows.words_reading import (
    read_chip,
    read_intents,
    read_responses,
    read_slots,
)
from hearthline.dialogue.operations.signature import SIGNATURES, Signature
from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty, Reader

_PACK_MEMBERS = (
    "name",
    "version",
    "domain",
    "title",
    "locale",
    "labels",
    "patterns",
    "suggestions",
    "after_answer",
    "words",
    "seasons",
)


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
    root = folder.read("pack.yaml")
    reader.only(root, *_PACK_MEMBERS)
    slots = read_slots(reader, folder.read("slots.yaml"))
    flows: dict[str, Flow] = {}
    for path in folder.find("flows/*.yaml"):
        node = folder.read(path)
        flow = FlowReader(reader, slots).read(node)
        if flow.id in flows:
            mend = "give it another id"
            reader.faults.append(node.fault(f"flow `{flow.id}` is there twice", mend))
        flows[flow.id] = flow
    pack = Pack(
        name=reader.text(root, "name"),
        version=reader.text(root, "version"),
        domain=reader.text(root, "domain"),
        slots=slots,
        responses=read_responses(reader, folder.read("responses.yaml")),
        flows=flows,
        labels={name: reader.words(_member(root, "labels"), name) for name in _names(root)},
        patterns=dict(_member(root, "patterns").plain() or {}),
        suggestions=tuple(read_chip(reader, one) for one in _member(root, "suggestions").each()),
        after_answer=tuple(read_chip(reader, one) for one in _member(root, "after_answer").each()),
        intents=read_intents(reader, folder),
    )
    faults = [*reader.faults, *check_pack(pack, SIGNATURES if signatures is None else signatures)]
    return Loaded(pack, tuple(sorted(set(faults))))


def _member(root: Node, key: str) -> Node:
    return root.get(key) or Node(root.file, root.line, None)


def _names(root: Node) -> list[str]:
    return [name for name, _ in _member(root, "labels").items()]
