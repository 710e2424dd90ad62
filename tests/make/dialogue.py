"""The heating pack's bot for tests, trained once in a run; conversations on a stage."""

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
HEATING = PACKS / "heating"


def folder(trade: str) -> PackFolder:
    """The folder of a trade's pack."""
    return PackFolder(PACKS / trade)


@lru_cache
def trade(name: str) -> Trade:
    """Everything of a pack."""
    return read_trade(folder(name))


@lru_cache
def brain_of(name: str) -> Brain:
    """The bot of one trade."""
    return train([trade(name)])


def brain() -> Brain:
    """The bot of packs/heating."""
    return brain_of("heating")


@lru_cache
def library() -> PackLibrary:
    """The articles of packs/heating."""
    heating = trade("heating")
    return PackLibrary(heating.articles, heating.words, MORNING)


def owned(*numbers: str, level: str = "L1") -> tuple[OwnAccount, ...]:
    """Heating accounts that an identity token names."""
    return tuple(OwnAccount("heating", number, level) for number in numbers)


def pack() -> Pack:
    """The heating pack itself."""
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


def small_pack(folder: Path, *, flow: str, responses: str = "", slots: str = "") -> Loaded:
    """A pack of one flow, with everything else that a pack needs taken from packs/heating."""
    source = PackFolder(HEATING).root
    (folder / "flows").mkdir(exist_ok=True)
    (folder / "flows" / "one.yaml").write_text(flow, encoding="utf-8")
    (folder / "pack.yaml").write_text((source / "pack.yaml").read_text(encoding="utf-8"))
    taken = (source / "responses.yaml").read_text(encoding="utf-8")
    (folder / "responses.yaml").write_text(taken + responses, encoding="utf-8")
    taken = (source / "slots.yaml").read_text(encoding="utf-8")
    (folder / "slots.yaml").write_text(taken + slots, encoding="utf-8")
    return inspect_pack(PackFolder(folder))
