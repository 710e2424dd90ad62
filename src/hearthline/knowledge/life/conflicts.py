"""Questions of different items that are nearly the same, while the answers differ. Pure.

A similarity join with prefix filtering: texts are sets of terms in an order from rare to common,
and two sets that share enough must share one of their first terms, so that few pairs are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from typing import Final

from hearthline.kernel import ArticleId
from hearthline.knowledge.model import Article, Audience, Draft
from hearthline.knowledge.search import TermReader

ALIKE: Final = 0.7
SAME_ANSWER: Final = 0.8
_FEWEST_TERMS: Final = 3
_COMMONEST: Final = 400


@dataclass(frozen=True, slots=True)
class Side:
    """One of two items, and its question that is nearly the other's."""

    article_id: ArticleId
    version: int
    slug: str
    title: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two items that answer nearly the same question; 0 to 1 how alike question and answer are."""

    left: Side
    right: Side
    alike: float
    answers_alike: float

    @property
    def is_repetition(self) -> bool:
        """Both say the same: one of them is too many, and nobody is told wrong."""
        return self.answers_alike >= SAME_ANSWER


@dataclass(frozen=True, slots=True)
class _Question:
    place: int
    text: str
    terms: tuple[str, ...]


def conflicts_among(articles: Sequence[Article], reader: TermReader) -> list[Conflict]:
    """Every pair that one person could be told differently; the most alike first."""
    best: dict[tuple[int, int], tuple[float, str, str]] = {}
    for one, other in _near(_questions(articles, reader)):
        alike = _share(set(one.terms), set(other.terms))
        pair = (one.place, other.place)
        if alike >= ALIKE and alike > best.get(pair, (0.0, "", ""))[0]:
            best[pair] = (alike, one.text, other.text)
    found = [
        _conflict(articles[left], articles[right], said, reader)
        for (left, right), said in best.items()
        if _meet(articles[left].draft, articles[right].draft)
    ]
    return sorted(found, key=lambda one: (one.is_repetition, -one.alike, one.left.slug))


def _questions(articles: Sequence[Article], reader: TermReader) -> list[_Question]:
    """The questions with their terms, the rarest first."""
    raw = [
        (place, text, set(reader.read(text)["characters"]))
        for place, article in enumerate(articles)
        for text in dict.fromkeys((article.title, *article.draft.questions))
    ]
    seen = Counter(term for _, _, terms in raw for term in terms)
    return [
        _Question(place, text, tuple(sorted(terms, key=lambda term: (seen[term], term))))
        for place, text, terms in raw
        if len(terms) >= _FEWEST_TERMS
    ]


def _near(questions: Sequence[_Question]) -> Iterator[tuple[_Question, _Question]]:
    """Pairs of different items that may be alike enough, the earlier item first."""
    by_term: dict[str, list[int]] = defaultdict(list)
    for number, question in enumerate(questions):
        size = len(question.terms)
        for term in question.terms[: size - ceil(ALIKE * size) + 1]:
            by_term[term].append(number)
    met: set[tuple[int, int]] = set()
    for numbers in by_term.values():
        if len(numbers) > _COMMONEST:
            continue
        for pair in combinations(numbers, 2):
            one, other = questions[pair[0]], questions[pair[1]]
            short, long = sorted((len(one.terms), len(other.terms)))
            if one.place != other.place and short >= ALIKE * long and pair not in met:
                met.add(pair)
                yield one, other


def _conflict(
    left: Article, right: Article, said: tuple[float, str, str], reader: TermReader
) -> Conflict:
    alike, ours, theirs = said
    answers = [set(reader.read(_told(one.draft))["characters"]) for one in (left, right)]
    return Conflict(
        left=_side(left, ours),
        right=_side(right, theirs),
        alike=round(alike, 3),
        answers_alike=round(_share(*answers), 3),
    )


def _side(article: Article, question: str) -> Side:
    draft = article.draft
    return Side(article.id, article.version, draft.slug, article.title, question, _told(draft))


def _told(draft: Draft) -> str:
    return draft.answer or draft.professional


def _share(ours: set[str], theirs: set[str]) -> float:
    """The share of all terms that both have (Jaccard)."""
    return len(ours & theirs) / (len(ours | theirs) or 1)


def _meet(one: Draft, other: Draft) -> bool:
    """Whether somebody could be told both: the same trade, audience, channel, time and place.

    How agents go about it and what customers are told may stand beside each other.
    """
    return (
        (not one.domain or not other.domain or one.domain == other.domain)
        and not set(one.audience).isdisjoint(other.audience)
        and (Audience.CUSTOMER in one.audience) == (Audience.CUSTOMER in other.audience)
        and not set(one.channels).isdisjoint(other.channels)
        and _overlap(one.customer_classes, other.customer_classes)
        and _overlap(one.regions, other.regions)
        and (one.valid_to is None or other.valid_from < one.valid_to)
        and (other.valid_to is None or one.valid_from < other.valid_to)
    )


def _overlap(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return not ours or not theirs or not set(ours).isdisjoint(theirs)
