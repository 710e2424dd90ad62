"""Turns a response of the pack into words: phrasing by turns, additions, choices, chips, card."""

from collections.abc import Mapping, Sequence
from typing import Any

from hearthline.dialogue.flows.model import Response
from hearthline.dialogue.flows.template import Setting, fill, gaps
from hearthline.dialogue.machine.effects import Reply
from hearthline.dialogue.machine.state import Choice

_NUMBERED = "①②③④⑤⑥⑦⑧⑨"


def phrase(
    response: Response,
    scope: Mapping[str, Any],
    setting: Setting,
    *,
    count: int = 0,
    channel: str = "web",
    choices: Sequence[Choice] = (),
) -> Reply:
    """The words of a response; `count` is how often it was said, so that phrasings take turns."""
    text = _text(response, setting, count, channel)
    added = [add.text.in_(setting.locale) for add in response.adds if add.condition.holds(scope)]
    spoken = text + "".join(added)
    filled = fill(spoken, scope, setting).strip()
    offered = list(choices) or chips_of(response, setting)
    return Reply(
        text=_with_choices(filled, choices, channel),
        kind=_kind(response, offered),
        source=f"response:{response.id}",
        data={**_data(response, scope, setting, offered), **_rules(spoken, scope)},
    )


def chips_of(response: Response, setting: Setting) -> list[Choice]:
    """The chips of a response as choices whose value is what a press says."""
    return [
        Choice(chip.text.in_(setting.locale), chip.label.in_(setting.locale))
        for chip in response.chips
    ]


def _text(response: Response, setting: Setting, count: int, channel: str) -> str:
    if channel == "sms" and response.short is not None:
        return response.short.in_(setting.locale)
    if channel == "phone" and response.voice is not None:
        return response.voice.in_(setting.locale)
    texts = response.texts["en" if setting.is_english else "zh"]
    return texts[count % len(texts)]


def _with_choices(text: str, choices: Sequence[Choice], channel: str) -> str:
    """The text is enough by itself: it names the choices unless its own words do."""
    if channel == "phone" or all(choice.label in text for choice in choices):
        return text
    listed = " ".join(
        f"{_NUMBERED[place]} {choice.label}"
        for place, choice in enumerate(choices)
        if place < len(_NUMBERED)
    )
    return f"{text}\n{listed}"


def _kind(response: Response, offered: Sequence[Choice]) -> str:
    if response.card is not None:
        return "card"
    return "choices" if offered else "text"


def _data(
    response: Response, scope: Mapping[str, Any], setting: Setting, offered: Sequence[Choice]
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if offered:
        data["choices"] = [{"label": one.label, "value": one.value} for one in offered]
    if response.card is not None:
        data["card"] = response.card.kind
        data["fields"] = _fields(response, scope, setting)
        data["actions"] = []
    return data


def _rules(text: str, scope: Mapping[str, Any]) -> dict[str, Any]:
    """The policy profiles that the words rest on: whatever is said of a result that names one."""
    roots = dict.fromkeys(gap.path[0] for gap in gaps(text))
    found = [scope.get(root) for root in roots]
    rules = [
        {"id": one["policy_id"], "version": one.get("policy_version")}
        for one in found
        if isinstance(one, Mapping) and one.get("policy_id")
    ]
    return {"policy": rules[0]} if rules else {}


def _fields(response: Response, scope: Mapping[str, Any], setting: Setting) -> list[dict[str, str]]:
    lines = response.card.fields if response.card is not None else ()
    filled = [
        {"label": line.label.in_(setting.locale), "value": fill(line.value, scope, setting)}
        for line in lines
    ]
    return [line for line in filled if line["value"]]
