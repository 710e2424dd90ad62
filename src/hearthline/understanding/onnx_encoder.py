"""A sentence encoder from an ONNX file, with `tokenizer.json` beside it (extra `encoder`).

Takes what sentence models are exported as: token ids in, one vector a token or one a sentence out.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from hearthline.understanding.encoder import Vectors
from hearthline.understanding.errors import EncoderFailed

_LONGEST: Final = 128
_PROBE: Final = "暖气不热"
_TOKENIZER: Final = "tokenizer.json"

Tokens = tuple[Sequence[int], Sequence[int]]
Feed = Mapping[str, npt.NDArray[np.int64]]


class Session(Protocol):
    """The model: named inputs in, arrays out."""

    @property
    def inputs(self) -> Sequence[str]:
        """The names of what goes in."""
        ...

    def run(self, feed: Feed) -> npt.NDArray[Any]:
        """The first output."""
        ...


class OnnxEncoder:
    """Tokenizes, runs the model on the CPU, and takes the mean over a sentence's tokens."""

    def __init__(
        self, name: str, session: Session, tokenize: Callable[[Sequence[str]], Sequence[Tokens]]
    ) -> None:
        """Take a loaded model; `tokenize` gives ids and mask of each text, all of one length.

        Raises EncoderFailed when it does not encode.
        """
        self.name = name
        self._session = session
        self._tokenize = tokenize
        self.dimension = int(self.encode([_PROBE]).shape[1])

    @classmethod
    def at(cls, path: Path) -> "OnnxEncoder":
        """Load the file and the tokenizer beside it; raises EncoderFailed."""
        tokenizer = path.parent / _TOKENIZER
        for needed in (path, tokenizer):
            if not needed.is_file():
                raise EncoderFailed(why=f"{needed}: no such file")
        return cls(path.stem, _loaded(path), _tokenizer(tokenizer))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text; raises EncoderFailed."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        try:
            ids, mask = _columns(self._tokenize(texts))
            found = np.asarray(self._session.run(self._feed(ids, mask)), dtype=np.float32)
        except Exception as trouble:
            raise EncoderFailed(why=f"{type(trouble).__name__}: {trouble}") from trouble
        if found.ndim == 2:
            return found
        if found.ndim != 3:
            raise EncoderFailed(why=f"an output of {found.ndim} dimensions")
        weights = mask[:, :, None].astype(np.float32)
        return np.asarray((found * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0))

    def _feed(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Feed:
        known = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return {name: known[name] for name in self._session.inputs}


def _columns(tokens: Sequence[Tokens]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    ids = np.array([ids for ids, _ in tokens], dtype=np.int64)
    return ids, np.array([mask for _, mask in tokens], dtype=np.int64)


class _OnnxSession:
    def __init__(self, session: Any) -> None:
        self._session = session
        self.inputs = [one.name for one in session.get_inputs()]

    def run(self, feed: Feed) -> npt.NDArray[Any]:
        return np.asarray(self._session.run(None, dict(feed))[0])


def _loaded(path: Path) -> Session:
    runtime = _library("onnxruntime")
    try:
        session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except Exception as trouble:
        raise EncoderFailed(why=f"{path}: {trouble}") from trouble
    return _OnnxSession(session)


def _tokenizer(path: Path) -> Callable[[Sequence[str]], Sequence[Tokens]]:
    library = _library("tokenizers")
    try:
        tokenizer = library.Tokenizer.from_file(str(path))
    except Exception as trouble:
        raise EncoderFailed(why=f"{path}: {trouble}") from trouble
    tokenizer.enable_truncation(max_length=_LONGEST)
    tokenizer.enable_padding()

    def tokenize(texts: Sequence[str]) -> Sequence[Tokens]:
        return [(one.ids, one.attention_mask) for one in tokenizer.encode_batch(list(texts))]

    return tokenize


def _library(name: str) -> Any:
    """A library of the extra; without it there is no encoder."""
    try:
        return import_module(name)
    except ImportError as trouble:
        raise EncoderFailed(why=f"{name} is missing; install hearthline[encoder]") from trouble
