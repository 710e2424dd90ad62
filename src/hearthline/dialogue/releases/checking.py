"""Everything that is wrong in packs, with file, line and mend: for uploads and the command line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hearthline.dialogue.flows.flow_reading import FlowReader
from hearthline.dialogue.flows.loading import inspect_pack
from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.flows.words_reading import read_responses, read_slots
from hearthline.dialogue.rehearsal import faults_of_tests
from hearthline.dialogue.releases.archive import Files, laid_out
from hearthline.dialogue.releases.guidance import guidance_faults
from hearthline.dialogue.releases.model import TradeCard
from hearthline.dialogue.releases.policies import policy_faults
from hearthline.dialogue.releases.trades import is_base, trade_names
from hearthline.dialogue.releases.utterances import utterance_faults
from hearthline.knowledge import Draft, read_articles
from hearthline.platform.log import get_log
from hearthline.platform.packs import Fault, PackFolder, PackIsFaulty, Reader
from hearthline.tickets import read_duty_rules, read_offices
from hearthline.understanding import IntentCard, read_intents, read_words

log = get_log(__name__)

_UNREADABLE = (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Checked:
    """The trades of a release as far as they can be told, and every fault, by file and line."""

    trades: tuple[TradeCard, ...]
    faults: tuple[Fault, ...]


def check_release(files: Files) -> Checked:
    """Check all packs of a release; faults name files with the folder of their pack."""
    with laid_out(files) as home:
        faults: set[Fault] = set()
        cards: dict[str, TradeCard] = {}
        for name in trade_names(home):
            found, card = _checked(home, name)
            faults.update(found)
            cards.update({} if card is None else {name: card})
        faults.update(_domains_twice(cards))
        return Checked(tuple(cards.values()), tuple(sorted(faults)))


def check_pack_folder(folder: PackFolder) -> list[Fault]:
    """Everything that is wrong in one pack, or in a base pack on its own."""
    if is_base(folder):
        return sorted(set(_base_faults(folder)))
    return sorted(_PackCheck(folder).faults())


def _checked(home: Path, name: str) -> tuple[list[Fault], TradeCard | None]:
    try:
        check = _PackCheck(PackFolder(home / name))
        faults = check.faults()
    except PackIsFaulty as faulty:
        return [_placed(fault, name) for fault in faulty.faults], None
    pack = check.pack
    card = None if pack is None else TradeCard(pack.domain, pack.name, pack.version, pack.title)
    return [_placed(fault, name) for fault in faults], card


def _placed(fault: Fault, folder: str) -> Fault:
    """The fault with its file's path from above the packs."""
    is_below = fault.file.startswith("../")
    return replace(fault, file=fault.file[3:] if is_below else f"{folder}/{fault.file}")


def _domains_twice(cards: Mapping[str, TradeCard]) -> Iterator[Fault]:
    domains = [card.domain for card in cards.values()]
    for name, card in cards.items():
        if domains.count(card.domain) > 1:
            what = f"two packs are of the domain `{card.domain}`"
            yield Fault(f"{name}/pack.yaml", 1, what, "keep one pack for a domain")


class _PackCheck:
    """Reads a pack part by part; what one part needs of another that is broken is left out."""

    def __init__(self, folder: PackFolder) -> None:
        self.folder = folder
        self.pack: Pack | None = None
        self._cards: list[IntentCard] = []
        self._drafts: list[Draft] = []

    def faults(self) -> set[Fault]:
        """Everything that is wrong, and warnings."""
        found: set[Fault] = set()
        parts: tuple[Callable[[], list[Fault]], ...] = (
            self._dialogue,
            self._intents,
            self._articles,
            self._tickets,
            self._words,
            lambda: guidance_faults(self.folder, [draft.slug for draft in self._drafts]),
            lambda: policy_faults(self.folder),
            self._served_intents,
            self._tests,
            lambda: utterance_faults(self.folder, self._cards),
        )
        for part in parts:
            try:
                found.update(part())
            except PackIsFaulty as faulty:
                found.update(faulty.faults)
            except _UNREADABLE as trouble:
                # Somebody's upload: whatever is in it, he is told, and the checks go on.
                log.exception("pack.unreadable", folder=self.folder.root.name)
                what = f"cannot be read: {type(trouble).__name__}: {trouble}"
                found.add(Fault("pack.yaml", 1, what, "mend the faults above, then check again"))
        return found

    def _dialogue(self) -> list[Fault]:
        loaded = inspect_pack(self.folder)
        self.pack = loaded.pack
        # What the base can say and this trade never does is no fault of the trade.
        return [
            fault
            for fault in loaded.faults
            if not (fault.file.startswith("../") and fault.what.endswith("is never said"))
        ]

    def _intents(self) -> list[Fault]:
        self._cards = read_intents(self.folder)
        return []

    def _articles(self) -> list[Fault]:
        self._drafts = read_articles(self.folder)
        return []

    def _tickets(self) -> list[Fault]:
        read_offices(self.folder, read_duty_rules(self.folder))
        return []

    def _words(self) -> list[Fault]:
        read_words(self.folder)
        return []

    def _served_intents(self) -> list[Fault]:
        """Articles that serve intents which do not exist."""
        known = {card.intent for card in self._cards}
        faults: list[Fault] = []
        for path in self.folder.find("knowledge/*.md") if known else ():
            node, _ = self.folder.read_markdown(path)
            member = node.get("intents")
            faults += [
                one.fault(f"no intent `{one.inner}`", "name an intent of this pack")
                for one in (member.each() if member else ())
                if one.inner not in known
            ]
        return faults

    def _tests(self) -> list[Fault]:
        if self.pack is None:
            return []
        return faults_of_tests(self.folder, self.pack, [draft.slug for draft in self._drafts])


def _base_faults(folder: PackFolder) -> Iterator[Fault]:
    """What can be told of a base without any trade that extends it."""
    reader = Reader()
    root = folder.read("pack.yaml")
    reader.text(root, "name")
    reader.text(root, "version")
    for path in ("slots.yaml", "responses.yaml"):
        if not folder.has(path):
            yield root.fault(f"no `{path}`", "add it, with `{}` in it if there is nothing to say")
            return
    slots = read_slots(reader, folder.read("slots.yaml"))
    read_responses(reader, folder.read("responses.yaml"))
    for path in folder.own("flows/*.yaml"):
        try:
            FlowReader(reader, slots).read(folder.read(path))
        except PackIsFaulty as faulty:
            yield from faulty.faults
    yield from reader.faults
    yield from guidance_faults(folder)
    try:
        read_intents(folder)
    except PackIsFaulty as faulty:
        # Intents that a base's are mistaken for may be the trades' own.
        yield from (fault for fault in faulty.faults if not fault.what.startswith("no intent"))
