"""What is looked for: the customer's words and the other ways to say them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import tantivy

from hearthline.knowledge.search.documents import INNER
from hearthline.knowledge.search.portrait import Asked, Rarities
from hearthline.knowledge.search.terms import CHANNELS, TermReader, Terms, bare

# What BM25 gives a term that fills a text, k1 + 1.
_SATURATED: Final = 2.2
_PINYIN_BOOST: Final = 0.5
_SYNONYM_BOOST: Final = 0.6
_OTHER_SAYING: Final = 0.97
_MOST_SAYINGS: Final = 4
_FEWEST_TELLING: Final = 3
_CUSTOMER: Final = "customer"


class Lexicon:
    """A tenant's groups of words that mean the same, and words that stay as they are."""

    def __init__(self, groups: Iterable[Sequence[str]] = (), protected: Iterable[str] = ()) -> None:
        """Take the groups; nothing inside a protected word is exchanged."""
        self.protected = frozenset(word.strip().lower() for word in protected)
        self._others: dict[str, list[str]] = {}
        for group in groups:
            words = [word.strip().lower() for word in group]
            for word in words:
                known = self._others.setdefault(word, [])
                known += [other for other in words if other != word and other not in known]
        longest_first = sorted({*self.protected, *self._others}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def sayings(self, text: str) -> list[str]:
        """The text, and the same with one word exchanged for another that means the same."""
        low = text.lower()
        found = [text]
        for match in self._pattern.finditer(low):
            others = () if match[0] in self.protected else self._others[match[0]]
            found += [low[: match.start()] + other + low[match.end() :] for other in others]
        return list(dict.fromkeys(found))[:_MOST_SAYINGS]


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say what is asked; other ways than the customer's own count a little less."""

    terms: Terms
    bare: str
    weight: float


@dataclass(frozen=True, slots=True)
class Query:
    """A customer's words in every way that they are looked for; the first is their own."""

    sayings: tuple[Saying, ...]

    @classmethod
    def of(cls, text: str, reader: TermReader, lexicon: Lexicon) -> Self:
        """Read a text."""
        return cls(
            tuple(
                Saying(
                    reader.query(said),
                    bare(reader.form(said)),
                    _OTHER_SAYING if place else 1.0,
                )
                for place, said in enumerate(lexicon.sayings(text))
            )
        )

    @property
    def terms(self) -> Terms:
        """The customer's own."""
        return self.sayings[0].terms

    def clauses(self, shape: Any, audience: str, rarities: Rarities) -> Any | None:
        """What the engine adds up, terms of other sayings at a lower boost; None without terms."""
        fields = (*CHANNELS, INNER) if audience != _CUSTOMER else CHANNELS
        wanted = [
            (tantivy.Occur.Should, _boosted(shape, field, term, boost))
            for field in fields
            for term, boost in self._telling("words" if field == INNER else field, rarities)
        ]
        return tantivy.Query.boolean_query(wanted) if wanted else None

    def _telling(self, channel: str, rarities: Rarities) -> list[tuple[str, float]]:
        """The terms with their boosts, without those of a long query that say next to nothing."""
        boosts = list(self._boosts(channel).items())
        telling = [pair for pair in boosts if rarities.of(channel, pair[0]) >= rarities.least]
        return telling if len(telling) >= _FEWEST_TELLING else boosts

    def weighed(self, rarities: Rarities) -> list[tuple[Saying, Asked]]:
        """Every saying with its terms weighed."""
        return [(saying, Asked(saying.terms, rarities)) for saying in self.sayings]

    def most(self, rarities: Rarities) -> float:
        """About the highest score that the engine can give."""
        weight = sum(
            boost * rarities.of(channel, term)
            for channel in CHANNELS
            for term, boost in self._boosts(channel).items()
        )
        return _SATURATED * weight or 1.0

    def _boosts(self, channel: str) -> dict[str, float]:
        base = _PINYIN_BOOST if channel == "pinyin" else 1.0
        boosts = {term: base * count for term, count in self.terms[channel].items()}
        for saying in self.sayings[1:]:
            for term, count in saying.terms[channel].items():
                boosts.setdefault(term, _SYNONYM_BOOST * base * count)
        return boosts


def _boosted(shape: Any, field: str, term: str, boost: float) -> Any:
    query = tantivy.Query.term_query(shape, field, term, "freq")
    return query if boost == 1.0 else tantivy.Query.boost_query(query, boost)
