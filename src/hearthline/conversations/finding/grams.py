"""Text as overlapping pairs of letters, so that Chinese is found without a dictionary. Pure.

`不热了` becomes 不热 热了 了; any run of two letters or more is then a phrase of pairs, and one
letter is the beginning of a pair. Width, case, spaces and punctuation count for nothing.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

LONGEST_TERM = 40
MOST_TERMS = 6
_MOST_PLACES = 16_000
_DAYS_BY_DAY = 45


class _Folds(dict[int, str]):
    """What counts of each character, for `str.translate`; grows by one entry a character."""

    def __missing__(self, code: int) -> str:
        kept = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(c for c in kept if c.isalnum())
        return self[code]


_FOLDS = _Folds()


def letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where in the text each stood."""
    found, places = [], []
    for place, char in enumerate(text):
        for letter in _FOLDS[ord(char)]:
            found.append(letter)
            places.append(place)
    return "".join(found), places


def terms_of(q: str) -> list[str]:
    """The words of a query, split at spaces, as letters."""
    terms = [letters(part)[0][:LONGEST_TERM] for part in q.split()]
    return [term for term in dict.fromkeys(terms) if term][:MOST_TERMS]


def vector_of(text: str, marks: Sequence[str]) -> str:
    """A tsvector literal of a text; `marks` are entries without a place."""
    found = text.translate(_FOLDS)
    pairs = [f"'{found[at : at + 2]}':{at + 1}" for at in range(min(len(found), _MOST_PLACES))]
    return " ".join([*(f"'{mark}'" for mark in marks), *pairs])


def query_of(terms: list[str], times: list[str]) -> str:
    """A tsquery: every term as a phrase, in one of the times."""
    phrases = ["(" + " <-> ".join(_pairs(term)) + ")" for term in terms]
    when = "(" + " | ".join(f"'{mark}'" for mark in times) + ")"
    return " & ".join([*phrases, when])


def _pairs(term: str) -> list[str]:
    if len(term) == 1:
        return [f"'{term}':*"]
    return [f"'{term[at : at + 2]}'" for at in range(len(term) - 1)]


def marks_of(tenant: UUID, at: datetime) -> tuple[str, ...]:
    """The marks of a row: whose it is, and of which day and month (UTC)."""
    return _marks_of_day(tenant, at.date())


@lru_cache(maxsize=1024)
def _marks_of_day(tenant: UUID, day: date) -> tuple[str, ...]:
    return _tenant(tenant), day_mark(tenant, day), month_mark(tenant, day)


def day_mark(tenant: UUID, day: date) -> str:
    """The mark of a tenant's day."""
    return f"{_tenant(tenant)}d{day:%y%m%d}"


def month_mark(tenant: UUID, day: date) -> str:
    """The mark of a tenant's month."""
    return f"{_tenant(tenant)}m{day:%y%m}"


def times_of(tenant: UUID, since: date | None, until: date) -> list[str]:
    """The marks that cover the days from `since` to `until`; all of the tenant's without since."""
    if since is None:
        return [_tenant(tenant)]
    days = (until - since).days + 1
    every = [since + timedelta(days=n) for n in range(days)]
    if days <= _DAYS_BY_DAY:
        return [day_mark(tenant, day) for day in every]
    return list(dict.fromkeys(month_mark(tenant, day) for day in every))


def _tenant(tenant: UUID) -> str:
    return f"#{tenant.hex[-8:]}"
