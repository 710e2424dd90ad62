"""How an article lies in the engine: its terms, whom it is for, and itself to be read back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import tantivy
from pydantic import TypeAdapter

from hearthline.knowledge.model import SHARED, Article, Draft, View
from hearthline.knowledge.search.portrait import Portrait, texts_of
from hearthline.knowledge.search.spelling import initials
from hearthline.knowledge.search.terms import CHANNELS, SYLLABLES, TermReader

# Raise it when what is stored changes: an index of another format is made anew.
FORMAT: Final = 3
ANYONE: Final = "*"
STAMP: Final = "\x00stamp"
INNER: Final = "inner"
FACETS: Final = ("kind", "catalogue", "tag", "audience")
_RAW: Final = ("channel", "intent", "domain", "customer_class", "region", "initials")
_FOREVER_SECONDS: Final = 253_402_300_799
_MOST_INITIALS: Final = 12
_FEWEST_INITIALS: Final = 2
_ARTICLES: Final = TypeAdapter(Article)


def schema() -> Any:
    """The fields of the engine."""
    builder = tantivy.SchemaBuilder()
    for channel in (*CHANNELS, INNER):
        builder.add_text_field(channel, tokenizer_name="whitespace", index_option="freq")
    for field in (SYLLABLES, *_RAW):
        tokenizer = "whitespace" if field == SYLLABLES else "raw"
        builder.add_text_field(field, tokenizer_name=tokenizer, index_option="basic")
    for field in FACETS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    for field in ("valid_from", "valid_to"):
        builder.add_integer_field(field, indexed=True, fast=True)
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("slug", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("portrait", "article", "stamp"):
        builder.add_bytes_field(field, stored=True)
    return builder.build()


def document(article: Article, reader: TermReader, shape: Any) -> Any:
    """An article as the engine takes it."""
    draft = article.draft
    cuts = [(field, text, reader.cut(text)) for field, text in texts_of(draft)]
    fields: dict[str, Any] = {
        channel: " ".join([" ".join(cut.terms[channel]) for _, _, cut in cuts])
        for channel in (*CHANNELS, SYLLABLES)
    }
    fields |= {
        INNER: " ".join(reader.cut(draft.professional).terms["words"]),
        "key": str(article.id),
        "slug": draft.slug,
        "audience": list(draft.audience),
        "channel": list(draft.channels),
        "intent": list(draft.intents),
        "domain": [draft.domain or SHARED],
        "customer_class": list(draft.customer_classes) or [ANYONE],
        "region": list(draft.regions) or [ANYONE],
        "kind": [draft.kind.value],
        "catalogue": branches(draft.catalogue),
        "tag": list(draft.tags),
        "initials": sorted(_initials_of(draft)),
        "valid_from": int(draft.valid_from.timestamp()),
        "valid_to": _seconds(draft.valid_to),
        "portrait": Portrait.of(draft.slug, cuts).to_json().encode(),
        "article": _ARTICLES.dump_json(article),
    }
    return tantivy.Document.from_dict({k: v for k, v in fields.items() if v != ""}, shape)


def article_of(stored: bytes) -> Article:
    """An article as it was put in."""
    return _ARTICLES.validate_json(stored)


def rules(view: View, shape: Any, *, intent: str | None = None) -> list[Any]:
    """What must hold for an article to be found at all; it adds nothing to a score."""
    now = int(view.at.timestamp())
    found = [
        _span(shape, "valid_from", upper=now),
        _span(shape, "valid_to", lower=now + 1),
        _term(shape, "audience", view.audience),
        _term(shape, "channel", view.channel),
        _any(shape, "customer_class", {ANYONE, view.customer_class}),
        _any(shape, "region", {ANYONE, view.region}),
    ]
    if intent:
        found.append(_term(shape, "intent", intent))
    if view.domains:
        found.append(_any(shape, "domain", {SHARED, *view.domains}))
    return [silent(rule) for rule in found]


def silent(rule: Any) -> Any:
    """A condition that gives no score."""
    return tantivy.Query.const_score_query(rule, 0.0)


def only(shape: Any, field: str, value: str) -> Any:
    """A condition on one value of a field."""
    return silent(_term(shape, field, value))


def branches(catalogue: str) -> list[str]:
    """A place in the catalogue and all above it: 供热, 供热/缴费."""
    steps = [step.strip() for step in catalogue.split("/") if step.strip()]
    return ["/".join(steps[: depth + 1]) for depth in range(len(steps))]


def _initials_of(draft: Draft) -> set[str]:
    """From each character of title, questions and keywords on, so that a part is found too."""
    found = set()
    for text in (draft.title, *draft.keywords, *draft.questions[:8]):
        letters = initials(text)
        for start in range(max(1, len(letters) - _FEWEST_INITIALS + 1)):
            found.add(letters[start : start + _MOST_INITIALS])
    return found - {""}


def _seconds(moment: datetime | None) -> int:
    return _FOREVER_SECONDS if moment is None else int(moment.timestamp())


def _term(shape: Any, field: str, value: str) -> Any:
    return tantivy.Query.term_query(shape, field, value, "basic")


def _any(shape: Any, field: str, values: Iterable[str]) -> Any:
    wanted = [(tantivy.Occur.Should, _term(shape, field, value)) for value in sorted(values)]
    return tantivy.Query.boolean_query(wanted)


def _span(shape: Any, field: str, *, lower: int | None = None, upper: int | None = None) -> Any:
    kind = tantivy.FieldType.Integer
    return tantivy.Query.range_query(shape, field, kind, lower_bound=lower, upper_bound=upper)
