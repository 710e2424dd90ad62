"""What a draft lacks before it can be handed in. Pure."""

from collections.abc import Iterator

from hearthline.kernel import Words
from hearthline.knowledge.life.model import CHANNELS
from hearthline.knowledge.model import Audience, Draft

_NEEDED = Words(zh="请填写", en="This is needed")
_NOBODY = Words(zh="至少选一个", en="Choose at least one")
_NO_WORDS = Words(
    zh="给客户看的知识要写客户版答案", en="What customers may see needs the customer's wording"
)
_NO_TEXT = Words(
    zh="答案、专业版和细节至少写一处", en="Write an answer, or the professional's text"
)
_ENDS_FIRST = Words(zh="失效时间要晚于生效时间", en="The end must be after the beginning")
_UNKNOWN = Words(zh="有不认识的选项", en="There is a choice that does not exist")
_TWICE = Words(zh="有重复的内容", en="Something stands here twice")
_NO_FALLBACK = Words(
    zh="每个附件都要写放不出来时说什么", en="Say for each file what is told where it cannot show"
)
_NO_VALUE = Words(zh="每个属性都要有名称和值", en="Each attribute needs a name and a value")


def lacks_of(draft: Draft) -> dict[str, Words]:
    """By field what is to be mended; empty when the draft is fit for review."""
    return dict(reversed([*_lacks(draft)]))


def _lacks(draft: Draft) -> Iterator[tuple[str, Words]]:
    if not draft.title.strip():
        yield "title", _NEEDED
    if not draft.source.strip():
        yield "source", _NEEDED
    yield from _of_texts(draft)
    yield from _of_choices(draft)
    yield from _of_lists(draft)
    if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
        yield "valid_to", _ENDS_FIRST


def _of_texts(draft: Draft) -> Iterator[tuple[str, Words]]:
    if Audience.CUSTOMER in draft.audience and not draft.answer.strip():
        yield "answer", _NO_WORDS
    elif not f"{draft.answer}{draft.professional}{draft.details}".strip():
        yield "professional", _NO_TEXT


def _of_choices(draft: Draft) -> Iterator[tuple[str, Words]]:
    for name, chosen, known in (
        ("audience", draft.audience, frozenset(Audience)),
        ("channels", draft.channels, frozenset(CHANNELS)),
    ):
        if not chosen:
            yield name, _NOBODY
        elif not known.issuperset(chosen):
            yield name, _UNKNOWN


def _of_lists(draft: Draft) -> Iterator[tuple[str, Words]]:
    for name in ("questions", "tags", "keywords", "intents", "related"):
        values = getattr(draft, name)
        if len(set(values)) < len(values):
            yield name, _TWICE
    if any(not one.name.strip() or not one.value.strip() for one in draft.attributes):
        yield "attributes", _NO_VALUE
    if any(not one.fallback.strip() for one in draft.attachments):
        yield "attachments", _NO_FALLBACK
