"""What a reply resembles where no rule fits: learnt of the packs' examples, never graver than a
warning, because it is a guess."""

from collections.abc import Iterator

from hearthline.assist.checking.model import Warned
from hearthline.assist.situation import Situation
from hearthline.dialogue import Trade
from hearthline.kernel import Words
from hearthline.platform.language import matching_form
from hearthline.rules import LEVELS, Rule
from hearthline.understanding import Resembled

_SIGNS = " ,，。.!！?？~～"


def resembling(situation: Situation, text: str) -> Iterator[Warned]:
    """The rule whose examples the reply resembles, if it lies on the risky side at all."""
    for trade in situation.trades:
        found = trade.manner.of(text) if trade.manner is not None else None
        if found is None or _is_said_before(situation, text[found.start : found.end]):
            continue
        rule = trade.quality.drafts.named.get(found.kind)
        if rule is not None and _applies(trade, found.kind, situation):
            yield _warned(rule, found)
            return


def _applies(trade: Trade, kind: str, situation: Situation) -> bool:
    below = trade.replies.risky[kind].below
    level = situation.talk.facts.get("verify_level")
    return below is None or level not in LEVELS or LEVELS.index(level) < LEVELS.index(below)


def _is_said_before(situation: Situation, sentence: str) -> bool:
    """Whether it only gives back what the customer wrote: a confirmation."""
    form = matching_form(sentence).strip(_SIGNS)
    return any(form in matching_form(line.text) for line in situation.of("customer"))


def _warned(rule: Rule, found: Resembled) -> Warned:
    told = rule.told or rule.name
    return Warned(
        rule=rule.id,
        severity="warn",
        told=Words(
            zh=f"这句话像是“{rule.name.zh}”，请再看一眼：{told.zh}",
            en=f"This resembles “{rule.name.en}”; please look again: {told.en}",
        ),
        span=(found.start, found.end),
        instead=rule.instead,
    )
