"""The static checks of a pack's words: responses, labels, slots, intents and who answers them."""

import re
from collections.abc import Iterator

from hearthline.dialogue.flows.model import Pack, Place, Response
from hearthline.dialogue.flows.template import FILTERS, gaps, has_stray_brace, without_gaps
from hearthline.platform.packs import Fault

REQUIRED_RESPONSES = (
    "already_done",
    "anything_else",
    "apology",
    "back_to",
    "cancelled",
    "choose_one",
    "clarify",
    "handing_over",
    "not_understood",
    "nothing_to_cancel",
    "out_of_scope",
    "done_already_undo",
    "left_as_it_is",
    "queued_for_later",
    "silence_lead",
    "silence_rest",
    "settled_late",
    "switch_or_later",
    "too_late_to_change",
    "unseen_media",
    "which_is_wrong",
    "withheld",
    "write_failed",
    "write_pending",
)
REQUIRED_LABELS = (
    "do_not_submit",
    "keep_it",
    "later",
    "local_rule",
    "none_of_these",
    "not_known",
    "right",
    "source_of_answer",
    "switch_now",
    "undo_it",
    "wrong",
)
PATTERNS = ("handoff", "anger", "repeat", "stray", "cancel")
LONGEST_SHORT = {"zh": 70, "en": 160}
LONGEST_TEXT = 1500
HINT_ROOTS = {
    "person": ("outage_active", "outage_planned", "open_orders", "has_arrears", "balance_low"),
    "season": ("phase", "name", "in_heating"),
    "customer": ("account_count", "level"),
}
_UNSPEAKABLE = re.compile(r"[①-⑳℃%/|#*_<>\[\]]|https?:|\n")


def check_words(pack: Pack) -> Iterator[Fault]:
    """Faults of everything that is said, and of what leads to it."""
    yield from _missing(pack)
    for slot in pack.slots.values():
        for response in (slot.ask, slot.again):
            if slot.type != "fixed" and response not in pack.responses:
                mend = "add it to responses.yaml"
                yield _fault(slot.at, f"unknown response `{response}`", mend)
    for one in pack.responses.values():
        yield from _response(one)
    yield from _intents(pack)


def _missing(pack: Pack) -> Iterator[Fault]:
    at = Place("responses.yaml", 1)
    for name in REQUIRED_RESPONSES:
        if name not in pack.responses:
            yield _fault(at, f"response `{name}` is missing", "every pack needs it: add it")
    for name in REQUIRED_LABELS:
        if name not in pack.labels:
            where = Place("pack.yaml", 1)
            yield _fault(where, f"label `{name}` is missing", "add it under `labels`")


def check_gaps(response: Response) -> list[tuple[str, ...]]:
    """Every path that the words of a response read."""
    paths = [gap.path for text in _texts(response) for gap in gaps(text)]
    paths += [path for add in response.adds for path in add.condition.paths]
    return list(dict.fromkeys(paths))


def _texts(response: Response) -> list[str]:
    texts = [text for phrasings in response.texts.values() for text in phrasings]
    for words in (response.voice, response.short, *(add.text for add in response.adds)):
        texts += [] if words is None else [words.zh, words.en]
    texts += [line.value for line in (response.card.fields if response.card else ())]
    return texts


def _response(response: Response) -> Iterator[Fault]:
    for text in _texts(response):
        if has_stray_brace(text):
            mend = "write a gap as `{name.member}` or `{name.member|filter}`"
            yield _fault(response.at, f"response `{response.id}` has a stray brace", mend)
        for gap in gaps(text):
            if gap.filter is not None and gap.filter not in FILTERS:
                mend = f"use one of: {', '.join(FILTERS)}"
                yield _fault(response.at, f"unknown filter `{gap.filter}`", mend)
        if len(text) > LONGEST_TEXT:
            yield _fault(response.at, f"response `{response.id}` is too long", "shorten it")
    yield from _other_channels(response)


def _other_channels(response: Response) -> Iterator[Fault]:
    texts = [
        (language, without_gaps(text))
        for language, phrasings in response.texts.items()
        for text in phrasings
    ]
    if response.voice is None and any(_UNSPEAKABLE.search(text) for _, text in texts):
        what = f"response `{response.id}` cannot be spoken as it is"
        yield _warning(response.at, what, "add `voice` with words for the ear")
    if response.short is None and any(len(text) > LONGEST_SHORT[of] for of, text in texts):
        what = f"response `{response.id}` is too long for a text message"
        yield _warning(response.at, what, "add `short`, at most 70 Chinese characters")


def _intents(pack: Pack) -> Iterator[Fault]:
    triggers: dict[str, str] = {}
    for flow in pack.flows.values():
        for intent in flow.triggers:
            if pack.intents and intent not in pack.intents:
                mend = "add intents/<intent>.yaml, or take the trigger out"
                yield _fault(flow.at, f"unknown intent `{intent}`", mend)
            if intent in triggers:
                what = f"intent `{intent}` starts `{triggers[intent]}` already"
                yield _fault(flow.at, what, "let one flow have it")
            triggers[intent] = flow.id
        if flow.is_inner and flow.triggers:
            yield _fault(flow.at, "a subflow has triggers", "take them out")
    for intent, pattern in pack.patterns.items():
        if pattern not in PATTERNS:
            at = Place("pack.yaml", 1)
            yield _fault(at, f"unknown pattern `{pattern}`", f"use one of: {', '.join(PATTERNS)}")
        triggers[intent] = pattern
    yield from _answered(pack, triggers)
    yield from _related(pack)
    yield from _instead(pack)
    yield from _hints(pack)
    yield from _unused(pack)


def _hints(pack: Pack) -> Iterator[Fault]:
    """Conditions of suggestions read what is known of a person, and nothing else."""
    for hint in pack.suggestions:
        for path in () if hint.condition is None else hint.condition.paths:
            members = HINT_ROOTS.get(path[0])
            if members is None or (len(path) > 1 and path[1] not in members):
                known = ", ".join(
                    f"{root}.{name}" for root in HINT_ROOTS for name in HINT_ROOTS[root]
                )
                what = f"`{'.'.join(path)}` is not known in a suggestion"
                yield _fault(Place("pack.yaml", 1), what, f"use of: {known}")


def _related(pack: Pack) -> Iterator[Fault]:
    names = [name for intent, others in pack.related.items() for name in (intent, *others)]
    for name in names if pack.intents else ():
        if name not in pack.intents:
            what = f"`related` names unknown intent `{name}`"
            yield _fault(Place("pack.yaml", 1), what, "name an intent")


def _instead(pack: Pack) -> Iterator[Fault]:
    """Intents of other trades lead to intents of this one."""
    for foreign, own in pack.instead.items() if pack.intents else ():
        if foreign in pack.intents:
            what = f"`instead` names `{foreign}`, which this trade has itself"
            yield _fault(Place("pack.yaml", 1), what, "take it out")
        if own not in pack.intents:
            what = f"`instead` leads to unknown intent `{own}`"
            yield _fault(Place("pack.yaml", 1), what, "name an intent of this trade")


def _answered(pack: Pack, triggers: dict[str, str]) -> Iterator[Fault]:
    for intent in pack.intents.values():
        if intent.id in triggers:
            continue
        if intent.answer == "flow":
            mend = "add it to `triggers` of a flow, or to `patterns` of pack.yaml"
            yield _fault(intent.at, f"no flow answers `{intent.id}`", mend)
        if intent.answer == "chat" and f"chat_{intent.id}" not in pack.responses:
            mend = f"add response `chat_{intent.id}`"
            yield _fault(intent.at, f"nothing answers `{intent.id}`", mend)


def _unused(pack: Pack) -> Iterator[Fault]:
    used = {*REQUIRED_RESPONSES}
    for slot in pack.slots.values():
        used |= {slot.ask, slot.again}
    for flow in pack.flows.values():
        for step in flow.steps.values():
            used |= {str(getattr(step, name, "")) for name in ("response", "ask", "again", "say")}
            used |= {one.say for one in getattr(step, "rejections", ())}
    for response in pack.responses.values():
        is_named = response.id.startswith(("chat_", "handing_over_", "tone_"))
        if response.id not in used and not is_named:
            what = f"response `{response.id}` is never said"
            yield _warning(response.at, what, "use it, or take it out")


def _fault(at: Place, what: str, mend: str) -> Fault:
    return Fault(at.file, at.line, what, mend)


def _warning(at: Place, what: str, mend: str) -> Fault:
    return Fault(at.file, at.line, what, mend, is_warning=True)
