"""The component that says what a text means; made by training, then never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hearthline.platform.language import Segmenter
from hearthline.understanding.classifier import Classifier
from hearthline.understanding.encoder import Encoder, Head, Sentences
from hearthline.understanding.explanation import Explanation, explained
from hearthline.understanding.features import Floats, Ints, prepared
from hearthline.understanding.judging import Judged, judge
from hearthline.understanding.kept import KeptTunings, key_of
from hearthline.understanding.model import Guess, IntentExamples, Reading
from hearthline.understanding.taught import Taught
from hearthline.understanding.tuning import Tuning, tuned

_RANKED: Final = 5
_CLEAR: Final = 0.75
_RIVAL_SHARE: Final = 0.4
_CONFUSABLE_SHARE: Final = 0.3
_MOST_ASKED: Final = 3


class Understanding:
    """Reads texts: ranked intents with probabilities, and whether they are in scope at all.

    Immutable after `train`, so threads and tasks may share it.
    """

    def __init__(
        self, *, taught: Taught, classifier: Classifier, tuning: Tuning, view: "_View | None"
    ) -> None:
        """Made by `train`."""
        self._taught = taught
        self._classifier = classifier
        self._tuning = tuning
        self._view = view

    @classmethod
    def train(
        cls,
        intents: Sequence[IntentExamples],
        *,
        out_of_scope: Sequence[str] = (),
        words: Sequence[str] = (),
        encoder: Encoder | None = None,
        tuned_as: "Understanding | None" = None,
        kept: KeptTunings | None = None,
    ) -> "Understanding":
        """Learn from examples, in seconds; an intent named `out_of_scope` counts as outside.

        `words` are the words of the trade for segmentation. An `encoder` is one more view of a
        text; without it, or when it fails, all works. `tuned_as` was trained on nearly the same:
        with the same intents its tuning is taken over, which saves most of the time; so does what
        was `kept` for exactly the same.
        Raises `NothingToLearn` without at least one example.
        """
        sentences = None if encoder is None else Sentences(encoder)
        taught = Taught(intents, out_of_scope, Segmenter(words), sentences)
        shown = taught.shown
        if tuned_as is not None and tuned_as.fits(taught):
            tuning = tuned_as.tuning
        elif kept is not None and shown.encoded is None:
            tuning = _tuned_once(taught, kept, key_of(intents, out_of_scope, words))
        else:
            tuning = tuned(taught)
        view = None
        if sentences is not None and shown.encoded is not None and tuning.encoded is not None:
            view = _View(sentences, Head(shown.encoded, shown.classes, classes=taught.classes))
        classifier = Classifier(shown, classes=taught.classes, penalty=tuning.penalty)
        return cls(taught=taught, classifier=classifier, tuning=tuning, view=view)

    @property
    def tuning(self) -> Tuning:
        """What was found by trying on the examples themselves."""
        return self._tuning

    def fits(self, taught: Taught) -> bool:
        """Whether it was tuned on exactly these intents, and with an encoder if there is one."""
        is_same = self._taught.names == taught.names and self._taught.classes == taught.classes
        return is_same and (self._tuning.encoded is None) == (taught.shown.encoded is None)

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents that can be understood."""
        return self._taught.names

    def read(self, text: str) -> Reading:
        """Say what a text means."""
        judged = self._judge(text)
        taught = self._taught
        order = np.argsort(-judged.shares, kind="stable")[:_RANKED]
        ranked = tuple(
            Guess(taught.names[i], float(judged.shares[i]) * judged.scope) for i in order
        )
        second = ranked[1].confidence if len(ranked) > 1 else 0.0
        return Reading(
            text=text,
            normal=judged.normal,
            ranked=ranked,
            in_scope=judged.in_scope,
            margin=ranked[0].confidence - second,
            ambiguous=self._rivals(order, judged.shares) if judged.in_scope else (),
            scope=judged.scope,
            nearest=taught.texts[judged.nearest],
        )

    def explain(self, text: str) -> Explanation:
        """Say why a text is read as it is; slower than reading it."""
        return explained(text, self._judge(text), taught=self._taught, classifier=self._classifier)

    def _judge(self, text: str) -> Judged:
        encoded = None if self._view is None else self._view.margins(prepared(text))
        return judge(
            text,
            taught=self._taught,
            classifier=self._classifier,
            tuning=self._tuning,
            encoded=encoded,
        )

    def _rivals(self, order: Ints, shares: Floats) -> tuple[str, ...]:
        """The intents worth asking about when the best one is not clear."""
        best = int(order[0])
        if shares[best] >= _CLEAR:
            return ()
        friends = self._taught.confusable.get(best, ())
        close = [
            int(i)
            for i in order
            if shares[i] >= shares[best] * (_CONFUSABLE_SHARE if i in friends else _RIVAL_SHARE)
        ][:_MOST_ASKED]
        return tuple(self._taught.names[i] for i in close) if len(close) > 1 else ()


def _tuned_once(taught: Taught, kept: KeptTunings, key: str) -> Tuning:
    tuning = kept.get(key)
    if tuning is None:
        tuning = tuned(taught)
        kept.put(key, tuning)
    return tuning


@dataclass(frozen=True, slots=True)
class _View:
    """The encoder's view of a text."""

    sentences: Sentences
    head: Head

    def margins(self, normal: str) -> Floats | None:
        """The margins of each class, or None when the encoder fails."""
        rows = self.sentences.of([normal])
        return None if rows is None else self.head.margins(rows)[0]
