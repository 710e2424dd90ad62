"""A release as the product runs it: its packs read and checked, and what is trained on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hearthline.dialogue.brain import Brain
from hearthline.dialogue.flows.loading import read_pack
from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.releases.archive import Files, laid_out
from hearthline.dialogue.releases.model import ExampleKind, OwnExample
from hearthline.knowledge import Draft, Profile, read_articles, read_profiles
from hearthline.platform.language import matching_form
from hearthline.platform.packs import PackFolder, PackIsFaulty, parse_yaml
from hearthline.rules import Quality, Replies, Sops, read_quality, read_replies, read_sops
from hearthline.tickets import DutyRules, Office, read_duty_rules, read_offices
from hearthline.understanding import (
    Encoder,
    IntentCard,
    KeptTunings,
    Manner,
    Understanding,
    Wordings,
    lessons_of,
    read_intents,
    read_words,
)

TRADES = ("heating", "power")


@dataclass(frozen=True, slots=True)
class Trade:
    """Everything that a pack brings."""

    pack: Pack
    cards: list[IntentCard]
    articles: list[Draft]
    duties: DutyRules
    words: list[str]
    profiles: list[Profile]
    quality: Quality
    sops: Sops
    replies: Replies
    manner: Manner | None
    offices: tuple[Office, ...]


def read_trade(folder: PackFolder, encoder: Encoder | None = None) -> Trade:
    """Read a pack; raises PackIsFaulty with every fault found.

    What is `similar` in its rules is told by its own examples, and by an encoder if there is one.
    """
    pack, duties, cards = read_pack(folder), read_duty_rules(folder), read_intents(folder)
    meaning = Wordings({one.intent: one.lessons.examples for one in cards}, encoder=encoder)
    quality, sops = read_quality(folder, meaning), read_sops(folder, meaning)
    replies = read_replies(folder)
    words = read_words(folder)
    return Trade(
        pack=pack,
        cards=cards,
        articles=read_articles(folder),
        duties=duties,
        words=words,
        profiles=read_profiles(folder, trade=pack.domain),
        quality=quality,
        sops=sops,
        replies=replies,
        manner=manner_of(quality, sops, replies, words=words),
        offices=read_offices(folder, duties),
    )


def manner_of(
    quality: Quality, sops: Sops, replies: Replies, *, words: Sequence[str] = ()
) -> Manner | None:
    """What tells risky replies from harmless ones; the packs' own words are harmless."""
    ours = [step.say.zh for sop in sops.listed for step in sop.steps if step.say is not None]
    ours += [rule.instead.zh for rule in quality.drafts.rules if rule.instead is not None]
    risky = {name: shown.texts for name, shown in replies.risky.items()}
    return Manner.learn(risky, [*replies.harmless, *dict.fromkeys(ours)], words=words)


def trade_names(home: Path) -> list[str]:
    """The folders of a release that are packs of trades: those in our order, then others."""
    found = [path.parent.name for path in sorted(home.glob("*/pack.yaml"))]
    trades = [name for name in found if not _is_surely_base(home / name / "pack.yaml")]
    return sorted(trades, key=lambda name: (name not in TRADES, name))


def is_base(folder: PackFolder) -> bool:
    """Whether a pack is only there to be extended: it names no domain."""
    return folder.has("pack.yaml") and folder.read("pack.yaml").get("domain") is None


def _is_surely_base(path: Path) -> bool:
    """What cannot be read counts as a trade, so that somebody is told."""
    try:
        root = parse_yaml(path.read_text(encoding="utf-8"), file=path.name)
    except (PackIsFaulty, UnicodeDecodeError):
        return False
    return root.is_mapping and "domain" not in root


def read_trades_of(files: Files, encoder: Encoder | None = None) -> tuple[Trade, ...]:
    """Every trade of a release; raises PackIsFaulty."""
    with laid_out(files) as home:
        return tuple(read_trade(PackFolder(home / name), encoder) for name in trade_names(home))


def articles_of(trades: Iterable[Trade]) -> list[Draft]:
    """Every article once; the base's come with each trade."""
    return list({draft.slug: draft for one in trades for draft in one.articles}.values())


def profiles_of(files: Files) -> list[Profile]:
    """The policy profiles of a release, without reading the rest of it."""
    with laid_out(files) as home:
        folders = [(name, PackFolder(home / name)) for name in trade_names(home)]
        return [one for name, folder in folders for one in read_profiles(folder, trade=name)]


def served(trades: Sequence[Trade], domains: Sequence[str]) -> tuple[Trade, ...]:
    """The trades of these domains; all when none of them is there."""
    return tuple(one for one in trades if one.pack.domain in domains) or tuple(trades)


def train(
    trades: Sequence[Trade],
    own: Sequence[OwnExample] = (),
    *,
    release: str | None = None,
    like: Brain | None = None,
    encoder: Encoder | None = None,
    kept: KeptTunings | None = None,
) -> Brain:
    """One brain for several trades: same-named intents are one class.

    `like` was trained on the same packs with other examples of the tenant's own: only what they
    change is learnt again.
    """
    domains = [one.pack.domain for one in trades]
    cards = [card for one in trades for card in taught(one, own)]
    words = dict.fromkeys(word for one in trades for word in one.words)
    understanding = Understanding.train(
        lessons_of(cards, serving=domains),
        words=tuple(words),
        encoder=encoder,
        tuned_as=None if like is None else like.hearing.intents.understanding,
        kept=kept,
    )
    return Brain.of([one.pack for one in trades], understanding, release=release)


def taught(trade: Trade, own: Sequence[OwnExample]) -> list[IntentCard]:
    """The intents of a trade with the tenant's own examples among the pack's."""
    mine = [one for one in own if one.domain in (None, trade.pack.domain)]
    return [
        _with_own(card, [one for one in mine if one.intent == card.intent]) for card in trade.cards
    ]


def _with_own(card: IntentCard, own: Sequence[OwnExample]) -> IntentCard:
    if not own:
        return card
    more = [one.text for one in own if one.kind is ExampleKind.EXAMPLE]
    never = [one.text for one in own if one.kind is ExampleKind.COUNTER]
    lessons = card.lessons
    # What the tenant says does not mean the intent is no example of it either.
    denied = {matching_form(text) for text in never}
    kept = [text for text in lessons.examples if matching_form(text) not in denied]
    lessons = replace(
        lessons,
        examples=tuple(dict.fromkeys([*kept, *more])) or lessons.examples,
        counter_examples=tuple(dict.fromkeys([*lessons.counter_examples, *never])),
    )
    return replace(card, lessons=lessons)
