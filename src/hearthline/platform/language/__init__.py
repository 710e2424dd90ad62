"""Chinese at hand: forms of a text to compare by, words, pinyin.

`matching_form` is what every comparison works on; `canonical_form` also writes numbers and units
one way; `bare_form` drops courtesy and question words. Only the first keeps places for spans.
"""

from hearthline.platform.language.forms import (
    as_written,
    bare_form,
    canonical_form,
    matching_form,
)
from hearthline.platform.language.misheard import Misheard, Pair
from hearthline.platform.language.words import Segmenter, grams, initials, is_han, syllables

__all__ = [
    "Misheard",
    "Pair",
    "Segmenter",
    "as_written",
    "bare_form",
    "canonical_form",
    "grams",
    "initials",
    "is_han",
    "matching_form",
    "syllables",
]
