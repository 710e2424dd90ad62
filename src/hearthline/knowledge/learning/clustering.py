"""Puts questions that ask the same together: leader clustering over characters and sounds.

Pure and deterministic. A question joins the nearest leader that is near enough, else it leads;
leaders of earlier runs stay, so that a cluster grows and never falls apart.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix

from hearthline.platform.language import bare_form, grams, is_han, syllables

NEAR: Final = 0.55
_SOUND_SHARE: Final = 0.60
_SHORTEST: Final = 2
_PLACEHOLDER: Final = re.compile("〔[^〔〕]*〕")
_PIECES: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+|[^\\W_]+")


def normal_question(text: str) -> str:
    """What a question is about: without courtesy and without what was masked.

    Empty when nothing is left that a question could be known by.
    """
    bare = bare_form(_PLACEHOLDER.sub(" ", text), keep_questions=True)
    return bare if sum(char.isalnum() for char in bare) >= _SHORTEST else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a question belongs: the place of its leader, and how near it is (0 to 1).

    Leaders that were given count from 0, new ones go on behind them.
    """

    leader: int
    likeness: float


def clustered(
    leaders: Sequence[str], questions: Sequence[str], *, near: float = NEAR
) -> list[Placed]:
    """Place each question, in this order, with a leader; all texts in normal form."""
    texts = [*leaders, *questions]
    if not questions:
        return []
    vectors = _vectors(texts)
    first = len(leaders)
    new = vectors[first:]
    best, at = _nearest_known(vectors[:first], new)
    placed: list[Placed] = []
    count = first
    for place in range(len(questions)):
        if best[place] >= near:
            placed.append(Placed(int(at[place]), round(float(best[place]), 4)))
            continue
        placed.append(Placed(count, 1.0))
        found = new @ new[place].toarray().ravel()
        is_nearer = found > best
        best, at = np.where(is_nearer, found, best), np.where(is_nearer, count, at)
        count += 1
    return placed


def _nearest_known(known: Any, new: Any) -> tuple[Any, Any]:
    """For each new vector the nearest of the known ones, a thousand at a time."""
    best, at = np.zeros(new.shape[0]), np.full(new.shape[0], -1)
    if known.shape[0] == 0:
        return best, at
    step = 1000
    turned = known.T.tocsr()
    for start in range(0, new.shape[0], step):
        found = (new[start : start + step] @ turned).tocsr()
        for row in range(found.shape[0]):
            values = found.data[found.indptr[row] : found.indptr[row + 1]]
            if len(values):
                columns = found.indices[found.indptr[row] : found.indptr[row + 1]]
                top = values.max()
                # The earliest leader among equals, so that the order of a sum does not matter.
                best[start + row], at[start + row] = top, columns[values >= top - 1e-12].min()
    return best, at


def _vectors(texts: Sequence[str]) -> Any:
    """Unit vectors of the texts: rare terms weigh more, sounds less than characters."""
    counted = [_terms(text) for text in texts]
    seen = Counter(term for terms in counted for term in terms)
    number = {term: place for place, term in enumerate(sorted(seen))}
    rarity = np.array([np.log(1 + len(texts) / seen[term]) for term in sorted(seen)])
    weight = np.array([_weight(term) for term in sorted(seen)])
    columns = np.fromiter((number[t] for terms in counted for t in terms), dtype=np.int64)
    counts = np.fromiter((n for terms in counted for n in terms.values()), dtype=np.float64)
    starts = np.cumsum([0, *(len(terms) for terms in counted)])
    values = np.sqrt(counts) * rarity[columns] * weight[columns]
    matrix = csr_matrix((values, columns, starts), shape=(len(texts), max(1, len(seen))))
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    lengths[lengths == 0] = 1.0
    return csr_matrix(matrix.multiply(1 / lengths[:, None]))


def _weight(term: str) -> float:
    return _SOUND_SHARE if term.startswith("~") else 1.0


def _terms(text: str) -> Counter[str]:
    """Characters and pairs of them, whole words of other scripts, syllables and pairs of them."""
    terms: list[str] = []
    for piece in _PIECES.findall(text):
        if is_han(piece[0]):
            terms += [gram.replace(" ", "") for gram in grams(list(piece), 1, 2)]
        else:
            terms.append(piece)
    terms += [f"~{gram}" for gram in grams(syllables(text), 1, 2)]
    return Counter(terms)
