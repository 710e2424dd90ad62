"""Sentences by what they should be heard as: `[label]` heads those below it, `#` is a remark."""

from collections.abc import Iterator
from pathlib import Path


def sentences(name: str) -> Iterator[tuple[str, str]]:
    """The label and the text of each sentence of a file."""
    label = ""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            label = line.strip("[]")
        elif line and not line.startswith("#"):
            yield label, line
