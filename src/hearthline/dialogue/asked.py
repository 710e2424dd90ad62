"""What a turn tells knowledge: a question, a refusal of an answer, a call for a person."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from hearthline.conversations import Message
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.hearing.heard import Hit
from hearthline.dialogue.machine.effects import HandOver
from hearthline.dialogue.machine.state import State, kept_in
from hearthline.dialogue.model_aid.privacy import mask_for
from hearthline.dialogue.scene import Scene
from hearthline.kernel import ArticleId
from hearthline.knowledge import (
    Asked,
    Band,
    Best,
    Outcome,
    Source,
    TurnNote,
    without_personal,
)
from hearthline.platform.language import matching_form

_LONGEST_REFUSAL: Final = 14
_REFUSES: Final = re.compile(
    r"不是(?:这个|这些|这样|这意思|这回事|的|我)|^(?:都)?不是[。.!,]*$|没(?:有)?(?:什么)?用|没帮助|不管用"
    r"|答非所问|没(?:有)?(?:解决|回答)|^不对|牛头不对马嘴|(?:没|不)明白我|你说的(?:什么|啥)|看不懂|听不懂"
    r"|wrong answer|not (?:helpful|useful)|(?:didn'?t|doesn'?t) help|not what i"
)
_ASKS_ANEW: Final = re.compile(r"^(?:不是|不对)[的,。 ]*我(?:是)?(?:问|说|要|想)")
_CALLS_FOR_PERSON: Final = {"customer_request", "anger", "not_understood", "out_of_scope"}
_OUTCOMES: Final = {
    "not_understood": Outcome.UNANSWERED,
    "handing_over_not_understood": Outcome.UNANSWERED,
    "out_of_scope": Outcome.OUTSIDE,
    "handing_over_out_of_scope": Outcome.OUTSIDE,
}


def note_of(
    scene: Scene, worked: Worked, found: Sequence[Hit], *, trades: Trades, now: datetime
) -> TurnNote | None:
    """What a turn tells the log; None when it had nothing to do with knowledge."""
    message, before = scene.message, scene.standing.state
    if message is None:
        return None
    is_in_flow = bool(before.frames)
    is_rejection = not is_in_flow and _is_refusal(message, before, worked)
    outcome, best = _outcome(worked, before, found)
    is_handed = not is_in_flow and any(
        isinstance(one, HandOver) and one.reason in _CALLS_FOR_PERSON
        for one in worked.outcome.effects
    )
    is_new = not is_rejection or _ASKS_ANEW.match(matching_form(message.text)) is not None
    asked = None
    if outcome is not None and is_new:
        asked = _asked(scene, message, outcome, best, trades=trades, now=now)
    if asked is None and not (is_rejection or is_handed):
        return None
    return TurnNote(
        conversation_id=scene.conversation.id,
        seq=message.seq,
        asked=asked,
        is_choice=_has_clarified(before)
        and outcome is Outcome.TOLD
        and _is_choice(message, before),
        is_rejection=is_rejection,
        is_handed=is_handed,
    )


def _outcome(
    worked: Worked, before: State, found: Sequence[Hit]
) -> tuple[Outcome | None, Best | None]:
    """What was done with a question, and the article that it was done with."""
    replies = worked.outcome.replies
    for reply in replies:
        kind, _, name = reply.source.partition(":")
        if kind == "knowledge":
            return Outcome.TOLD, _told(name, found)
    best = _best(found)
    if _has_clarified(worked.outcome.state) and not _has_clarified(before):
        return Outcome.ASKED, best
    if before.frames:
        return None, best
    names = [reply.response for reply in replies if reply.response in _OUTCOMES]
    return (_OUTCOMES[names[0]] if names and names[0] else None), best


def _told(name: str, found: Sequence[Hit]) -> Best:
    """The article of a source `<article>@<version>`; by an intent alone it is sure."""
    article, _, version = name.partition("@")
    hits = [hit for hit in found if hit.found.article == article]
    best = max(hits, key=lambda hit: hit.score, default=None)
    score = 1.0 if best is None else best.score
    return Best(ArticleId.of(article), int(version), score, Band.DIRECT)


def _best(found: Sequence[Hit]) -> Best | None:
    hit = max(found, key=lambda one: one.score, default=None)
    if hit is None:
        return None
    return Best(ArticleId.of(hit.found.article), hit.found.version, hit.score, Band(hit.band))


def _asked(
    scene: Scene,
    message: Message,
    outcome: Outcome,
    best: Best | None,
    *,
    trades: Trades,
    now: datetime,
) -> Asked:
    state = scene.standing.state
    domain = state.domain or trades.home.domain
    slots = kept_in(state, domain)
    for frame in state.frames:
        slots |= dict(frame.slots)
    masking = partial(mask_for, slots=slots.items(), pack=trades.pack(domain))
    return Asked(
        text=without_personal(message.text, now, masking),
        source=Source.BOT,
        outcome=outcome,
        channel=scene.channel.kind.value,
        domain=domain,
        best=best,
        conversation_id=scene.conversation.id,
        seq=message.seq,
    )


def _is_refusal(message: Message, before: State, worked: Worked) -> bool:
    """Whether the customer says that the last answer, or all that was offered, was not it."""
    normal = matching_form(message.text)
    if _has_clarified(before):
        gave_up = [one for one in worked.outcome.effects if isinstance(one, HandOver)]
        return any(one.reason == "not_understood" for one in gave_up)
    is_short = len(normal) <= _LONGEST_REFUSAL
    return (is_short and _REFUSES.search(normal) is not None) or bool(_ASKS_ANEW.match(normal))


def _has_clarified(state: State) -> bool:
    return state.question is not None and state.question.kind == "clarify"


def _is_choice(message: Message, before: State) -> bool:
    """Whether the message takes one of the offered readings, by press, number or label."""
    choices = () if before.question is None else before.question.choices
    said = str(message.data.get("choice") or message.text)
    labels = {matching_form(one) for each in choices for one in (each.value, each.label)}
    return matching_form(said) in labels or said.strip().isdigit()
