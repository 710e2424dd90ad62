"""Tunings kept on this machine, so that a start need not find them again.

A tuning is a few numbers that take most of the time of training. It is kept by what it was found
for: the examples to the letter, and the code that tunes. A file that cannot be read or written is
no trouble; the tuning is found again.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from hearthline.platform.log import get_log
from hearthline.understanding.calibration import Blend, Gate
from hearthline.understanding.model import IntentExamples
from hearthline.understanding.tuning import Tuning, Verdict

_KEPT: Final = 32

_log = get_log(__name__)


class KeptTunings:
    """A folder with a small file for each tuning; the oldest go when there are many."""

    def __init__(self, folder: Path) -> None:
        """Keep them below `folder`, which is made when there is something to keep."""
        self._folder = folder

    def get(self, key: str) -> Tuning | None:
        """What was kept, or None."""
        try:
            told = json.loads(self._path(key).read_text(encoding="utf-8"))
            return Tuning(float(told["penalty"]), _verdict(told["plain"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as trouble:
            _log.warning("tuning.not_read", path=str(self._path(key)), why=str(trouble))
            return None

    def put(self, key: str, tuning: Tuning) -> None:
        """Keep a tuning that was found without an encoder."""
        path = self._path(key)
        half = path.with_suffix(f".{secrets.token_hex(4)}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half.write_text(
                json.dumps({"penalty": tuning.penalty, "plain": asdict(tuning.plain)}),
                encoding="utf-8",
            )
            half.replace(path)
            self._clear()
        except OSError as trouble:
            _log.warning("tuning.not_kept", path=str(path), why=str(trouble))

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _clear(self) -> None:
        kept = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in kept[:-_KEPT]:
            path.unlink(missing_ok=True)


def key_of(
    intents: Sequence[IntentExamples], out_of_scope: Sequence[str], words: Sequence[str]
) -> str:
    """Names what a tuning is found for; another code or another letter is another key."""
    told = json.dumps([[asdict(one) for one in intents], list(out_of_scope), list(words)])
    return hashlib.sha256(_CODE + told.encode()).hexdigest()[:32]


def _verdict(told: dict[str, Any]) -> Verdict:
    gate = told["gate"]
    return Verdict(Blend(**told["blend"]), None if gate is None else _gate(**gate))


def _gate(centre: list[float], slope: list[float], *, intercept: float, threshold: float) -> Gate:
    return Gate(tuple(centre), tuple(slope), intercept, threshold)


def _code() -> bytes:
    paths = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).digest()


_CODE: Final = _code()
