"""Says what a text means: intents with probabilities, scope, danger, emotion, values of slots.

Nothing here reads the network, the clock or a database; what is trained never changes.
"""

from hearthline.understanding.alarms import emotion, hazard, hazard_of, vulnerable
from hearthline.understanding.encoder import Encoder
from hearthline.understanding.errors import EncoderFailed, NothingToLearn
from hearthline.understanding.explanation import Explanation, Why
from hearthline.understanding.kept import KeptTunings
from hearthline.understanding.manner import Manner, Resembled
from hearthline.understanding.model import (
    OUT_OF_SCOPE,
    Emotion,
    Guess,
    Hazard,
    HazardSign,
    IntentExamples,
    Reading,
    Span,
    Vulnerable,
)
from hearthline.understanding.onnx_encoder import OnnxEncoder
from hearthline.understanding.pack import (
    Answer,
    IntentCard,
    Kind,
    lessons_of,
    read_intents,
    read_words,
)
from hearthline.understanding.parts import wishes_in
from hearthline.understanding.service import Understanding
from hearthline.understanding.slots import (
    NONE_OF_THESE,
    SLOT_TYPES,
    Address,
    DateRange,
    TimeSlot,
    extract,
)
from hearthline.understanding.wordings import Wordings

__all__ = [
    "NONE_OF_THESE",
    "OUT_OF_SCOPE",
    "SLOT_TYPES",
    "Address",
    "Answer",
    "DateRange",
    "Emotion",
    "Encoder",
    "EncoderFailed",
    "Explanation",
    "Guess",
    "Hazard",
    "HazardSign",
    "IntentCard",
    "IntentExamples",
    "KeptTunings",
    "Kind",
    "Manner",
    "NothingToLearn",
    "OnnxEncoder",
    "Reading",
    "Resembled",
    "Span",
    "TimeSlot",
    "Understanding",
    "Vulnerable",
    "Why",
    "Wordings",
    "emotion",
    "extract",
    "hazard",
    "hazard_of",
    "lessons_of",
    "read_intents",
    "read_words",
    "vulnerable",
    "wishes_in",
]
