"""Whether words are supported by published articles: figures, names, addresses, yes and no.

Strict on purpose: what cannot be shown to stand in the evidence is refused, and the articles' own
words are said instead. All comparing is done without spaces, in the form with digits.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from hearthline.platform.language import canonical_form

LONGEST: Final = 400
_MOST_CLAUSES: Final = 5
_ENOUGH: Final = 0.7
_PROMISES: Final = re.compile(
    r"保证|保障您|承诺|包赔|包退|绝对|百分之百|百分百|100%|肯定|必定|必然|一定(?:会|能|可以|给|退|赔|修)|"
    r"放心|马上就|立刻就|guarantee|promise"
)
_DANGER: Final = re.compile(
    r"切勿|严禁|禁止|撤离|远离|触电|漏电|燃气|煤气|一氧化碳|着火|火灾|烫伤|爆裂|抢修|明火|119|120|110"
)
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s，。；！？、)）】]+", re.I)
_LATIN: Final = re.compile(r"[a-z][a-z0-9._@/-]*")
_FIGURE: Final = re.compile(r"(?P<no>\d+(?:[.,:]\d+)*)(?P<unit>[%℃\u4e00-\u9fff]?)")
_SENTENCES: Final = re.compile(r"[。！？!?;；\n]+")
_CLAUSES: Final = re.compile(r"[,，、:：()（）“”\"《》【】\[\]·—-]+")
# What turns the meaning of a clause, or makes it hold only sometimes.
_TURNS: Final = "不没未无非禁勿莫免拒除仅只才"
_CONDITIONS: Final = re.compile(
    r"如果|如|若|须|必须|需|经|仅|只|除|低于|高于|超过|不足|以上|以下|以内|之前|之后"
)
_LINKS: Final = re.compile(
    r"\A(?:您好|另外|此外|同时|因此|所以|其中|具体|一般来说|通常|例如|比如|也就是说|以及|并且|然后|"
    r"请注意|需要注意|简单来说|总的来说)+"
)
_FILLERS: Final = (
    "的了和与及或并且如则请您你可在是为于后前等也就都把被将由对按会能要有这那个到从其所以而我们"
)


def holds_danger(texts: Iterable[str]) -> bool:
    """Whether articles warn of danger: such words are never told in other words."""
    return any(_DANGER.search(text) for text in texts)


def unsupported_because(sentence: str, evidence: Sequence[str]) -> str | None:
    """Why a sentence may not be said on this evidence, as a constant word; None when it may."""
    if _PROMISES.search(sentence.lower()):
        return "promise"
    said, given = _form(sentence), [_form(text) for text in evidence]
    whole = "\n".join(given)
    if any(url not in "\n".join(evidence) for url in _URL.findall(sentence)):
        return "address"
    if any(word not in whole for word in _LATIN.findall(said)):
        return "name"
    if not _figures(said) <= _figures(whole):
        return "figure"
    units = [unit for text in given for unit in _units(text)]
    clauses = [clause for clause in _clauses(said) if clause]
    return None if all(_stands(clause, units, whole) for clause in clauses) else "words"


def lost_because(answer: str, evidence: Sequence[str]) -> str | None:
    """Whether the answer takes a part of a sentence and drops its figures or conditions."""
    said = _form(answer)
    parts = [clause for clause in _clauses(said) if len(clause) > 3]
    for text in evidence:
        for sentence in _SENTENCES.split(_form(text)):
            if not any(_share(part, sentence) >= _ENOUGH for part in parts):
                continue
            if not _figures(sentence) <= _figures(said):
                return "figure_lost"
            if not set(_CONDITIONS.findall(sentence)) <= set(_CONDITIONS.findall(said)):
                return "condition_lost"
    return None


def _form(text: str) -> str:
    """To compare by: one script, digits, no spaces within a line."""
    return "\n".join(re.sub(r"\s+", "", canonical_form(line)) for line in text.splitlines())


def _figures(form: str) -> set[tuple[str, str]]:
    return {(found["no"].replace(",", ""), found["unit"]) for found in _FIGURE.finditer(form)}


def _clauses(form: str) -> list[str]:
    pieces = [piece for part in _SENTENCES.split(form) for piece in _CLAUSES.split(part)]
    return [_LINKS.sub("", piece) for piece in pieces]


def _units(form: str) -> Iterable[str]:
    """Clauses of the evidence, and runs of them within a sentence."""
    for sentence in _SENTENCES.split(form):
        clauses = [clause for clause in _CLAUSES.split(sentence) if clause]
        for start in range(len(clauses)):
            for length in range(1, _MOST_CLAUSES + 1):
                yield "".join(clauses[start : start + length])


def _stands(clause: str, units: Sequence[str], whole: str) -> bool:
    """Whether one clause says what some place of the evidence says, neither more nor less sure."""
    if len(clause) <= 3:
        return clause in whole
    if _has_news(clause, whole):
        return False
    turns = _turns(clause)
    return any(_share(clause, unit) >= _ENOUGH and _turns(unit) == turns for unit in units)


def _turns(form: str) -> Counter[str]:
    return Counter(char for char in form if char in _TURNS)


def _share(part: str, whole: str) -> float:
    pairs = [one + two for one, two in pairwise(part)]
    return sum(pair in whole for pair in pairs) / len(pairs) if pairs else 0.0


def _has_news(clause: str, whole: str) -> bool:
    """Whether two or more characters in a row are new: they may be a name or a new claim."""
    is_known = [False] * len(clause)
    for place, (one, two) in enumerate(pairwise(clause)):
        if one + two in whole:
            is_known[place] = is_known[place + 1] = True
    news = "".join(
        "." if known or char in _FILLERS else char
        for char, known in zip(clause, is_known, strict=True)
    )
    return re.search(r"[^.]{2,}", news) is not None
