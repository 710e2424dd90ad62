"""The component that says what a text means; made by training, then never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from hearthline.platform.language import Segmenter
from hearthline.understanding.calibration import (
    Blend,
    Gate,
    best_penalty,
    fit_blend,
    fit_gate,
    signs_of,
    unseen,
)
from hearthline.understanding.classifier import Classifier, Lessons
from hearthline.understanding.errors import NothingToLearn
from hearthline.understanding.features import Featuriser, Floats, Ints, prepared
from hearthline.understanding.model import OUT_OF_SCOPE, Guess, IntentExamples, Reading

_RANKED: Final = 5
_CERTAIN: Final = 0.97
_CLEAR: Final = 0.75
_RIVAL_SHARE: Final = 0.4
_CONFUSABLE_SHARE: Final = 0.3
_MOST_ASKED: Final = 3


class Understanding:
    """Reads texts: ranked intents with probabilities, and whether they are in scope at all.

    Immutable after `train`, so threads and tasks may share it.
    """

    def __init__(self, *, lessons: "_Lessons", classifier: Classifier, tuning: "_Tuning") -> None:
        """Made by `train`."""
        self._lessons = lessons
        self._classifier = classifier
        self._tuning = tuning
        self._blend = tuning.blend
        self._gate = tuning.gate

    @classmethod
    def train(
        cls,
        intents: Sequence[IntentExamples],
        *,
        out_of_scope: Sequence[str] = (),
        words: Sequence[str] = (),
        tuned_as: "Understanding | None" = None,
    ) -> "Understanding":
        """Learn from examples, in seconds; an intent named `out_of_scope` counts as outside.

        `words` are the words of the trade for segmentation. `tuned_as` was trained on nearly the
        same: with the same intents its tuning is taken over, which saves most of the time.
        Raises `NothingToLearn` without at least one example.
        """
        lessons = _Lessons(intents, out_of_scope, Segmenter(words))
        shown, classes = lessons.shown, lessons.classes
        is_alike = tuned_as is not None and tuned_as.is_of(lessons.names, classes)
        tuning = tuned_as.tuning if tuned_as is not None and is_alike else _tuned(lessons)
        classifier = Classifier(shown, classes=classes, penalty=tuning.penalty)
        return cls(lessons=lessons, classifier=classifier, tuning=tuning)

    @property
    def tuning(self) -> "_Tuning":
        """What was found by trying on the examples themselves."""
        return self._tuning

    def is_of(self, intents: tuple[str, ...], classes: int) -> bool:
        """Whether it knows exactly these intents and so many classes."""
        return self._lessons.names == intents and self._lessons.classes == classes

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents that can be understood."""
        return self._lessons.names

    def read(self, text: str) -> Reading:
        """Say what a text means."""
        normal = prepared(text)
        lessons = self._lessons
        vector = lessons.featuriser.vector(normal)
        margins, likeness, nearest = self._classifier.score(vector)
        signs = signs_of(
            self._blend,
            margins[None, :],
            likeness[None, :],
            known=vector.known[None, :],
            intents=len(lessons.names),
        )
        scope = float(self._gate.probability(signs)[0]) if self._gate else 1.0
        in_scope = vector.known[0] > 0 and scope >= (self._gate.threshold if self._gate else 0)
        inside = len(lessons.names)
        shares = self._blend.probabilities(margins[:inside], likeness[:inside])
        known = lessons.known.get(normal)
        if known is not None:
            in_scope, scope, shares = _as_taught(known, shares, lessons)
        return self._reading(text, normal, shares, scope=scope, in_scope=in_scope, nearest=nearest)

    def _reading(
        self,
        text: str,
        normal: str,
        shares: Floats,
        *,
        scope: float,
        in_scope: bool,
        nearest: int,
    ) -> Reading:
        lessons = self._lessons
        order = np.argsort(-shares, kind="stable")[:_RANKED]
        ranked = tuple(Guess(lessons.names[i], float(shares[i]) * scope) for i in order)
        second = ranked[1].confidence if len(ranked) > 1 else 0.0
        return Reading(
            text=text,
            normal=normal,
            ranked=ranked,
            in_scope=in_scope,
            margin=ranked[0].confidence - second,
            ambiguous=self._rivals(order, shares) if in_scope else (),
            scope=scope,
            nearest=lessons.texts[nearest],
        )

    def _rivals(self, order: Ints, shares: Floats) -> tuple[str, ...]:
        """The intents worth asking about when the best one is not clear."""
        best = int(order[0])
        if shares[best] >= _CLEAR:
            return ()
        friends = self._lessons.confusable.get(best, ())
        close = [
            int(i)
            for i in order
            if shares[i] >= shares[best] * (_CONFUSABLE_SHARE if i in friends else _RIVAL_SHARE)
        ][:_MOST_ASKED]
        return tuple(self._lessons.names[i] for i in close) if len(close) > 1 else ()


@dataclass(frozen=True, slots=True)
class _Tuning:
    """How strictly to fit, how to blend the signs, and where our business ends."""

    penalty: float
    blend: Blend
    gate: Gate | None


def _tuned(lessons: "_Lessons") -> _Tuning:
    """Tune by reading examples that were held back."""
    shown, classes, inside = lessons.shown, lessons.classes, len(lessons.names)
    penalty = best_penalty(shown, classes=classes) if len(shown.classes) >= 50 else 1.0
    rows = unseen(shown, classes=classes, intents=inside, penalty=penalty)
    blend = fit_blend(rows)
    return _Tuning(penalty, blend, fit_gate(rows, blend, intents=inside))


class _Lessons:
    """The examples, numbered: intents first, then the class of what is outside, if any."""

    def __init__(
        self, intents: Sequence[IntentExamples], outside: Sequence[str], segmenter: Segmenter
    ) -> None:
        own = [intent for intent in intents if intent.intent != OUT_OF_SCOPE]
        strangers = [
            *outside,
            *(text for i in intents if i.intent == OUT_OF_SCOPE for text in i.examples),
        ]
        self.names = tuple(intent.intent for intent in own)
        pairs = [(prepared(text), n) for n, intent in enumerate(own) for text in intent.examples]
        if not pairs:
            raise NothingToLearn
        pairs += [(prepared(text), len(own)) for text in strangers]
        self.texts = [text for text, _ in pairs]
        self.known: dict[str, set[int]] = {}
        for text, number in pairs:
            self.known.setdefault(text, set()).add(number)
        self.classes = len(own) + bool(strangers)
        self.featuriser = Featuriser(self.texts, segmenter)
        self.confusable = self._numbered_pairs(own)
        self.shown = Lessons(
            rows=self.featuriser.matrix,
            groups=self.featuriser.groups,
            classes=np.array([number for _, number in pairs], dtype=np.int64),
            counters=self._counters(own),
            confusable=self.confusable,
        )

    def _numbered_pairs(self, own: Sequence[IntentExamples]) -> dict[int, tuple[int, ...]]:
        number = {name: place for place, name in enumerate(self.names)}
        pairs: dict[int, set[int]] = {}
        for intent in own:
            for other in intent.confusable:
                if other in number and other != intent.intent:
                    pairs.setdefault(number[intent.intent], set()).add(number[other])
                    pairs.setdefault(number[other], set()).add(number[intent.intent])
        return {place: tuple(sorted(others)) for place, others in pairs.items()}

    def _counters(self, own: Sequence[IntentExamples]) -> dict[int, sp.csr_matrix]:
        return {
            place: self.featuriser.stack(prepared(text) for text in intent.counter_examples)
            for place, intent in enumerate(own)
            if intent.counter_examples
        }


def _as_taught(taught: set[int], shares: Floats, lessons: _Lessons) -> tuple[bool, float, Floats]:
    """A text that is itself an example means what it was taught to mean."""
    inside = sorted(number for number in taught if number < len(lessons.names))
    if not inside:
        return False, 1 - _CERTAIN, shares
    certain = np.full(len(shares), (1 - _CERTAIN) / max(1, len(shares) - len(inside)))
    certain[inside] = _CERTAIN / len(inside)
    return True, 1.0, certain
