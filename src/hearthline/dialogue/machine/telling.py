"""Answers from the knowledge base with their source, and what is offered under last words."""

from dataclasses import replace
from typing import Any, Final

from hearthline.dialogue.machine.commands import Found
from hearthline.dialogue.machine.effects import Reply
from hearthline.dialogue.machine.state import Choice, Frame
from hearthline.dialogue.machine.turn import Turn

_LONGEST_ANSWER: Final = 3800
_MOST_RELATED: Final = 2
_MOST_CHIPS: Final = 3


def tell(turn: Turn, found: Found) -> None:
    """Answer from the knowledge base, with its source."""
    answer = found.answer[:_LONGEST_ANSWER]
    if turn.trades.serves(found.domain) and not turn.state.frames:
        turn.state = replace(turn.state, domain=found.domain)
    sources = (found, *found.merged)
    data: dict[str, Any] = {
        "citations": [
            {"article": one.article, "version": one.version, "title": one.title} for one in sources
        ]
    }
    key = "local_rule" if found.is_local_rule else "source_of_answer"
    titles = "、".join(one.title for one in sources)
    suffix = turn.pack.labels[key].in_(turn.situation.locale).format(title=titles)
    chips = () if turn.state.frames else _chips(turn, found)
    if chips:
        data["choices"] = [{"label": one.label, "value": one.value} for one in chips]
    source = f"knowledge:{found.article}@{found.version}"
    kind = "choices" if chips else "text"
    turn.speak(Reply(f"{answer}\n{suffix}", kind, source, data))
    turn.state = turn.state.noting(f"已答：{found.title}")


def offer_related(turn: Turn) -> None:
    """Under the last words of a flow that is over: what people want next."""
    places = [n for n, effect in enumerate(turn.effects) if isinstance(effect, Reply)]
    if turn.ended is None or turn.state.frames or turn.state.question or not places:
        return
    last = turn.effects[places[-1]]
    chips = _next_wishes(turn, turn.ended)
    if not isinstance(last, Reply) or not chips or last.kind not in ("text", "card"):
        return
    told = [{"label": one.label, "value": one.value} for one in chips]
    kind = "choices" if last.kind == "text" else last.kind
    turn.effects[places[-1]] = replace(last, kind=kind, data={**last.data, "choices": told})
    turn.state = replace(turn.state, offered=chips)


def _chips(turn: Turn, found: Found) -> tuple[Choice, ...]:
    """What is worth asking next: what belongs to the answer, then what the trade offers."""
    locale = turn.situation.locale
    near = [Choice(title, title) for title in found.related[:_MOST_RELATED]]
    usual = [
        Choice(chip.text.in_(locale), chip.label.in_(locale)) for chip in turn.pack.after_answer
    ]
    return (*near, *usual)


def _next_wishes(turn: Turn, frame: Frame) -> tuple[Choice, ...]:
    pack = turn.trades.pack(frame.domain)
    names = pack.related.get(frame.intent or "") or pack.flows[frame.flow].related
    specs = [pack.intents[name] for name in names if name in pack.intents]
    locale = turn.situation.locale
    chosen = [Choice(spec.examples[0], spec.name.in_(locale)) for spec in specs if spec.examples]
    return tuple(chosen[:_MOST_CHIPS])
