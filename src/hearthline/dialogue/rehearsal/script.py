"""Reads the conversation tests of a pack and plays them.

name: …
given: {accounts: […], level: L1, at: …, outage: active|planned|endless, open_order: H-RP-01,
        bill: owed|paid, stale: true, troubles: {list_outages: down}}
turns:
  - {user: …, expect: {says: […], flow: …, slots: {…}, calls: […], not_calls: […]}}
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hearthline.dialogue.brain import Brain
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.machine.effects import Done, HandOver
from hearthline.dialogue.machine.levels import OwnAccount, level_for
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.rehearsal.scripted import ScriptedBusiness, bill_now, outage_now
from hearthline.dialogue.rehearsal.stage import PackLibrary, Stage
from hearthline.knowledge import Draft
from hearthline.platform.packs import Fault, Node, PackFolder, Reader

GIVEN = (
    "accounts",
    "level",
    "locale",
    "at",
    "outage",
    "open_order",
    "bill",
    "stale",
    "troubles",
    "answers",
)
EXPECT = (
    "says",
    "flow",
    "slots",
    "calls",
    "not_calls",
    "hand_over",
    "cites",
    "text",
    "not_text",
    "level",
)
TURN = ("user", "choose", "event", "settle", "trouble", "expect")
UTTERANCES = "tests/utterances.yaml"
DEFAULT_MOMENT = "2026-11-21T09:30:00+08:00"


def paths_of_tests(folder: PackFolder) -> list[str]:
    """The files of the conversation tests."""
    return [path for path in folder.find("tests/*.yaml") if path != UTTERANCES]


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """One turn as it went: the line where it stands, what was said and called.

    `wrote`: the business systems were changed.
    """

    line: int
    user: str
    said: tuple[str, ...]
    calls: tuple[str, ...]
    wrote: bool = False


@dataclass(frozen=True, slots=True)
class Played:
    """One conversation test that was played; no faults means that it passed."""

    file: str
    name: str
    turns: int
    faults: tuple[Fault, ...]
    said: tuple[PlayedTurn, ...] = ()


class Script:
    """The turns of one test."""

    def __init__(self, root: Node) -> None:
        """Read them."""
        turns = root.get("turns")
        self.given = root.get("given") or Node(root.file, root.line, {})
        self.nodes = turns.each() if turns else []

    @property
    def length(self) -> int:
        """How many turns."""
        return len(self.nodes)

    def words(self, number: int) -> str | None:
        """What the customer says in a turn (from 0); None when something else happens."""
        said = self.nodes[number].get("user") or self.nodes[number].get("choose")
        return None if said is None else str(said.inner)


class Rehearsal:
    """Plays every conversation test of a pack."""

    def __init__(
        self, folder: PackFolder, brain: Brain, drafts: list[Draft], words: list[str]
    ) -> None:
        """Index the pack's articles once."""
        self._folder = folder
        self._brain = brain
        self._titles = {draft.slug.rpartition("/")[2]: draft.title for draft in drafts}
        at = datetime.fromisoformat(DEFAULT_MOMENT)
        self._library = PackLibrary(drafts, words, at)

    async def play_all(self) -> list[Played]:
        """Play the tests in the order of their files."""
        return [await self.play(path) for path in self.paths()]

    def paths(self) -> list[str]:
        """The files of the tests."""
        return paths_of_tests(self._folder)

    def script(self, path: str) -> "Script":
        """A test as turns, without playing it."""
        return Script(self._folder.read(path))

    async def led(self, path: str, turns: int) -> Stage:
        """The stage after the first turns of a test, nothing expected of them."""
        script = self.script(path)
        stage = self._stage(Reader(), script.given)
        for node in script.nodes[:turns]:
            await self._turn(stage, node)
        return stage

    async def play(self, path: str) -> Played:
        """Play one file."""
        root = self._folder.read(path)
        reader = Reader()
        reader.only(root, "name", "given", "turns")
        name = reader.text(root, "name")
        stage = self._stage(reader, root.get("given") or Node(root.file, root.line, {}))
        turns = root.get("turns")
        nodes = turns.each() if turns else []
        faults = list(reader.faults)
        said: list[PlayedTurn] = []
        for node in nodes:
            if faults:
                break
            worked = await self._turn(stage, node)
            said.append(_as_played(node, worked))
            faults.extend(self._missed(node, stage, worked))
        return Played(path, name, len(nodes), tuple(faults), tuple(said))

    def _stage(self, reader: Reader, given: Node) -> Stage:
        reader.only(given, *GIVEN)
        plain = given.plain() or {}
        now = datetime.fromisoformat(plain.get("at", DEFAULT_MOMENT))
        business = ScriptedBusiness(now, is_stale=bool(plain.get("stale")))
        business.troubles.update(plain.get("troubles", {}))
        business.answers.update(plain.get("answers", {}))
        business.outages = _outages(plain.get("outage"), now)
        if "open_order" in plain:
            order = business.order(plain["open_order"], number="WO202611200017")
            business.orders.append(order)
        if "bill" in plain:
            paid = 234000 if plain["bill"] == "paid" else 0
            business.bills = (bill_now(now, paid_fen=paid),)
        level = str(plain.get("level", "L1" if "accounts" in plain else "L0"))
        domain = self._brain.trades.home.domain
        numbers = reader.texts(given, "accounts")
        return Stage(
            brain=self._brain,
            business=business,
            library=self._library,
            now=now,
            accounts=tuple(OwnAccount(domain, number, level) for number in numbers),
            level=level,
            locale=str(plain.get("locale", "zh-CN")),
        )

    async def _turn(self, stage: Stage, node: Node) -> Worked:
        plain = node.plain()
        stage.business.calls.clear()
        troubles: dict[str, str | None] = plain.get("trouble", {})
        for verb, trouble in troubles.items():
            if trouble is None:
                stage.business.troubles.pop(verb, None)
            else:
                stage.business.troubles[verb] = trouble
        if "event" in plain:
            event = plain["event"]
            return await stage.happen(event["flow"], event.get("values", {}))
        if "settle" in plain:
            return await stage.settle()
        choice = plain.get("choose")
        return await stage.say(str(plain.get("user", choice)), choice=choice)

    def _missed(self, node: Node, stage: Stage, worked: Worked) -> list[Fault]:
        expect = node.get("expect")
        if expect is None:
            return []
        reader = Reader()
        reader.only(node, *TURN)
        reader.only(expect, *EXPECT)
        found = self._facts(stage, worked)
        faults = list(reader.faults)
        for key, wanted in expect.items() if not faults else ():
            trouble = _differs(key, wanted.plain(), found)
            if trouble:
                said = " ⏎ ".join(reply.text for reply in worked.outcome.replies)
                faults.append(wanted.fault(trouble, f"it said: {said}"))
        return faults

    def _facts(self, stage: Stage, worked: Worked) -> dict[str, Any]:
        replies = worked.outcome.replies
        frames = stage.state.frames
        slots = {name: one.value for frame in frames for name, one in frame.slots.items()}
        over = [one.reason for one in worked.outcome.effects if isinstance(one, HandOver)]
        cited = [
            citation["title"] for reply in replies for citation in reply.data.get("citations", ())
        ]
        slugs = [slug for slug, title in self._titles.items() if title in cited]
        return {
            "says": [reply.response or "knowledge" for reply in replies],
            "flow": frames[-1].flow if frames else None,
            "slots": slots,
            "calls": [call.operation for call, _ in worked.calls],
            "hand_over": over[0] if over else None,
            "cites": slugs[0] if slugs else None,
            "text": "\n".join(reply.text for reply in replies),
            "level": level_for(
                stage.own, stage.brain.trades.home.domain, None, is_known=stage.level != "L0"
            ),
        }


def _as_played(node: Node, worked: Worked) -> PlayedTurn:
    plain = node.plain() or {}
    user = plain.get("user", plain.get("choose"))
    words = "" if user is None else str(user)
    return PlayedTurn(
        line=node.line,
        user=words or f"({next(iter(plain), '')})",
        said=tuple(reply.text for reply in worked.outcome.replies),
        calls=tuple(call.operation for call, _ in worked.calls),
        wrote=any(
            isinstance(answer, Done) and SIGNATURES[call.operation].effect.is_lasting
            for call, answer in worked.calls
        ),
    )


def _outages(kind: str | None, now: datetime) -> tuple[Any, ...]:
    if kind is None:
        return ()
    status = "SCHEDULED" if kind == "planned" else "ACTIVE"
    return (outage_now(now, status=status, has_end=kind != "endless"),)


def _differs(key: str, wanted: Any, found: dict[str, Any]) -> str | None:
    """What is not as expected, or None."""
    if key == "not_calls":
        made = [name for name in wanted if name in found["calls"]]
        return f"called {', '.join(made)}" if made else None
    if key == "slots":
        wrong = {name: found["slots"].get(name) for name in wanted}
        return None if wrong == wanted else f"slots are {wrong}"
    if key in ("text", "not_text"):
        texts = wanted if isinstance(wanted, list) else [wanted]
        has = [str(text) in found["text"] for text in texts]
        is_right = all(has) if key == "text" else not any(has)
        return None if is_right else f"the words are not right for `{key}`"
    return None if found[key] == wanted else f"`{key}` is {found[key]}"
