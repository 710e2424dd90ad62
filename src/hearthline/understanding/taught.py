"""What was taught: the examples, numbered and turned into rows."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from hearthline.platform.language import Segmenter
from hearthline.understanding.classifier import Lessons
from hearthline.understanding.encoder import Sentences
from hearthline.understanding.errors import NothingToLearn
from hearthline.understanding.features import Featuriser, prepared
from hearthline.understanding.model import OUT_OF_SCOPE, IntentExamples


class Taught:
    """The examples, numbered: intents first, then the class of what is outside, if any."""

    def __init__(
        self,
        intents: Sequence[IntentExamples],
        outside: Sequence[str],
        segmenter: Segmenter,
        sentences: Sentences | None = None,
    ) -> None:
        """Take the examples; raises NothingToLearn when no intent has one."""
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
            encoded=sentences.of(self.texts) if sentences else None,
        )

    def name_of(self, number: int) -> str:
        """The intent of a class; what is outside bears the name of that."""
        return self.names[number] if number < len(self.names) else OUT_OF_SCOPE

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
