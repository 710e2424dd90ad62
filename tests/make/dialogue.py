"""A small trade's bot for tests, trained once in a run; conversations on a stage."""

from functools import lru_cache
from pathlib import Path

from hearthline.dialogue import Brain
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.flows.loading import Loaded, inspect_pack
from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.machine.effects import HandOver
from hearthline.dialogue.machine.levels import OwnAccount
from hearthline.dialogue.rehearsal import PackLibrary, Stage
from hearthline.dialogue.releases.trades import Trade, read_trade, train
from hearthline.platform.packs import PackFolder
from tests.fakes.fake_business import ACCOUNT, FakeBusiness
from tests.fakes.fake_clock import MORNING

PACKS = Path(__file__).parents[2] / "packs"
STILL = Path(__file__).parent / "trade"


def folder(trade: str) -> PackFolder:
    """The folder of a trade's pack; `still` is a small one that no product pack changes."""
    return PackFolder(STILL if trade == "still" else PACKS / trade)


@lru_cache
def trade(name: str) -> Trade:
    """Everything of a pack."""
    return read_trade(folder(name))


@lru_cache
def brain_of(name: str) -> Brain:
    """The bot of one trade."""
    return train([trade(name)])


def brain() -> Brain:
    """The bot of the small trade."""
    return brain_of("still")


@lru_cache
def library() -> PackLibrary:
    """The articles of the small trade."""
    small = trade("still")
    return PackLibrary(small.articles, small.words, MORNING)


def owned(*numbers: str, level: str = "L1") -> tuple[OwnAccount, ...]:
    """Heating accounts that an identity token names."""
    return tuple(OwnAccount("heating", number, level) for number in numbers)


def pack() -> Pack:
    """The small trade's pack."""
    return brain().trades.home


def stage(
    *accounts: str, level: str = "L1", locale: str = "zh-CN", business: FakeBusiness | None = None
) -> Stage:
    """A conversation of a signed-in person (of the usual account when none is named)."""
    return Stage(
        brain=brain(),
        business=business or FakeBusiness(),
        library=library(),
        now=MORNING,
        accounts=owned(*(accounts or (ACCOUNT,)), level=level),
        level=level,
        locale=locale,
    )


def stranger() -> Stage:
    """A conversation of somebody who is not known."""
    made = stage(level="L0")
    made.accounts = ()
    return made


def said(worked: Worked) -> list[str | None]:
    """The responses that were said; None for an answer from the knowledge base."""
    return [reply.response for reply in worked.outcome.replies]


def words(worked: Worked) -> str:
    """Everything that was said."""
    return "\n".join(reply.text for reply in worked.outcome.replies)


def called(worked: Worked) -> list[str]:
    """The operations that were called."""
    return [call.operation for call, _ in worked.calls]


def handed_over(worked: Worked) -> str | None:
    """Why it went to a person, or None."""
    reasons = [one.reason for one in worked.outcome.effects if isinstance(one, HandOver)]
    return reasons[0] if reasons else None


def small_pack(place: Path, *, flow: str, responses: str = "", slots: str = "") -> Loaded:
    """A pack of one flow, with everything else that a pack needs taken from packs/heating."""
    return inspect_pack(small_folder(place, flow=flow, responses=responses, slots=slots))


def small_folder(place: Path, *, flow: str, responses: str = "", slots: str = "") -> PackFolder:
    """The folder of such a pack, its base beside it."""
    own = place / "small"
    (own / "flows").mkdir(parents=True, exist_ok=True)
    (own / "flows" / "one.yaml").write_text(flow, encoding="utf-8")
    added = {"responses.yaml": responses, "slots.yaml": slots, "pack.yaml": ""}
    for trade, root in (("common", place / "common"), ("heating", own)):
        root.mkdir(exist_ok=True)
        for name, more in added.items():
            text = (PACKS / trade / name).read_text(encoding="utf-8")
            kept = more if trade == "heating" else ""
            (root / name).write_text(text + kept, encoding="utf-8")
    return PackFolder(own)
