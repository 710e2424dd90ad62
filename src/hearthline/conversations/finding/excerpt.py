"""The piece of a text around what was found, and where in it the found words stand. Pure."""

from dataclasses import dataclass

from hearthline.conversations.finding.grams import letters

_BEFORE, _LONGEST = 24, 120


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text, with the spans (characters from, to) of what was found."""

    text: str
    spans: list[tuple[int, int]]


def excerpt(text: str, terms: list[str]) -> Excerpt:
    """The piece around the first hit, at most 120 characters."""
    spans = spans_in(text, terms)
    first = spans[0][0] if spans else 0
    begin = max(0, min(first - _BEFORE, len(text) - _LONGEST))
    end = begin + _LONGEST
    lead, tail = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(lead) - begin
    kept = [(max(a, begin) + shift, min(b, end) + shift) for a, b in spans if begin <= a < end]
    return Excerpt(lead + text[begin:end] + tail, kept)


def spans_in(text: str, terms: list[str]) -> list[tuple[int, int]]:
    """Where the terms stand in a text; overlapping ones are joined."""
    found, places = letters(text)
    raw = []
    for term in terms:
        at = found.find(term)
        while at >= 0:
            raw.append((places[at], places[at + len(term) - 1] + 1))
            at = found.find(term, at + len(term))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(raw):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
