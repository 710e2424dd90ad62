"""Checks the conversation tests of a pack without playing them: names that lead nowhere."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

from hearthline.business import Business
from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.rehearsal.script import EXPECT, GIVEN, TURN, paths_of_tests
from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty, Reader

_LEVELS = ("L0", "L1", "L2", "L3", "LP")
_BEGINNINGS = ("user", "choose", "event", "settle")
_KNOWLEDGE = "knowledge"


def faults_of_tests(folder: PackFolder, pack: Pack, slugs: Collection[str]) -> list[Fault]:
    """Everything that is wrong with the tests of a pack as they are written."""
    checker = _Checker(pack, slugs)
    faults: list[Fault] = []
    for path in paths_of_tests(folder):
        try:
            root = folder.read(path)
        except PackIsFaulty as faulty:
            faults.extend(faulty.faults)
            continue
        faults.extend(checker.test(root))
    return faults


class _Checker:
    """Knows what the pack has."""

    def __init__(self, pack: Pack, slugs: Collection[str]) -> None:
        self._known: dict[str, Collection[str]] = {
            "says": {*pack.responses, _KNOWLEDGE},
            "calls": set(SIGNATURES),
            "not_calls": set(SIGNATURES),
            "cites": {slug.rpartition("/")[2] for slug in slugs},
            "level": set(_LEVELS),
        }
        self._flows = set(pack.flows)
        self._slots = set(pack.slots)

    def test(self, root: Node) -> Iterator[Fault]:
        """The faults of one file."""
        reader = Reader()
        reader.only(root, "name", "given", "turns")
        reader.text(root, "name")
        given = root.get("given")
        if given is not None:
            reader.only(given, *GIVEN)
            yield from self._given(given)
        turns = root.get("turns")
        if turns is None or not turns.each():
            reader.faults.append(root.fault("`turns` is missing", "write at least one turn"))
        for turn in turns.each() if turns else ():
            yield from self._turn(reader, turn)
        yield from reader.faults

    def _given(self, given: Node) -> Iterator[Fault]:
        at, level = given.get("at"), given.get("level")
        if at is not None and not _is_moment(at.inner):
            yield at.fault(f"`{at.inner}` is no moment", "write 2026-11-21T09:30:00+08:00")
        if level is not None and level.inner not in _LEVELS:
            yield level.fault(f"no level `{level.inner}`", f"use one of: {', '.join(_LEVELS)}")
        for key in ("troubles", "answers"):
            yield from _verbs(given.get(key))

    def _turn(self, reader: Reader, turn: Node) -> Iterator[Fault]:
        reader.only(turn, *TURN)
        begun = [key for key in _BEGINNINGS if key in turn]
        if len(begun) != 1:
            mend = f"begin it with one of: {', '.join(_BEGINNINGS)}"
            yield turn.fault("a turn that nothing begins, or two things", mend)
        yield from _verbs(turn.get("trouble"))
        event = turn.get("event")
        if event is not None:
            yield from self._flow(event.get("flow"))
        expect = turn.get("expect")
        if expect is None:
            return
        reader.only(expect, *EXPECT)
        yield from self._flow(expect.get("flow"))
        slots = expect.get("slots")
        for name, node in slots.items() if slots else ():
            if name not in self._slots:
                yield node.fault(f"no slot `{name}`", "name a slot of slots.yaml")
        for key, known in self._known.items():
            yield from _names(key, expect.get(key), known)

    def _flow(self, node: Node | None) -> Iterator[Fault]:
        if node is not None and node.inner is not None and node.inner not in self._flows:
            yield node.fault(f"no flow `{node.inner}`", "name a flow of this pack or its base")


def _names(key: str, node: Node | None, known: Collection[str]) -> Iterator[Fault]:
    for element in node.each() if node else ():
        if element.inner is not None and element.inner not in known:
            yield element.fault(f"`{key}` names `{element.inner}`", "there is none; mend the name")


def _verbs(node: Node | None) -> Iterator[Fault]:
    for name, member in node.items() if node else ():
        verb: Callable[..., Any] | None = getattr(Business, name, None)
        if name.startswith("_") or not callable(verb):
            yield member.fault(f"no verb `{name}` of the business systems", "mend the name")


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False
