"""All keywords of all rules, found in one walk over a text.

They are kept by their first two characters, as a tree cut at its second level: at most places of
a text one look-up says that nothing begins there, which is what an automaton would say.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

Found: TypeAlias = dict[str, list[int]]


class KeywordIndex:
    """Finds keywords in texts; immutable once made."""

    def __init__(self, keywords: Iterable[str]) -> None:
        """Take the keywords, in matching form."""
        heads: dict[str, set[int]] = defaultdict(set)
        self._known = frozenset(word for word in keywords if word)
        self._single = frozenset(word for word in self._known if len(word) == 1)
        for word in self._known:
            if len(word) > 1:
                heads[word[:2]].add(len(word))
        self._heads = {head: tuple(sorted(sizes)) for head, sizes in heads.items()}

    def find(self, text: str) -> Found:
        """Every keyword in the text with the places where it begins."""
        found: Found = {}
        heads, known = self._heads, self._known
        for place in range(len(text) - 1):
            sizes = heads.get(text[place : place + 2])
            if sizes is None:
                continue
            for size in sizes:
                word = text[place : place + size]
                if word in known:
                    found.setdefault(word, []).append(place)
        for word in self._single.intersection(text):
            found[word] = [place for place, char in enumerate(text) if char == word]
        return found
