"""The process that reads one file, begun by `isolation.py` through `doorless.py`.

It gives up what it does not need, reads, writes the reading as JSON to standard output and ends.
"""

import contextlib
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

from hearthline.knowledge.transfer.codec import plain
from hearthline.knowledge.transfer.formats.pdf import Recognise
from hearthline.knowledge.transfer.model import Reading, refused
from hearthline.knowledge.transfer.reading import read_file

_RECOGNITION_SECONDS: Final = 30
_LANGUAGES: Final = "chi_sim+eng"


def main(arguments: list[str]) -> int:
    """Read the file named by the arguments: path, name, CPU seconds, bytes of memory, program."""
    path, name, seconds, memory_bytes, program = arguments
    _limit(int(seconds), int(memory_bytes))
    try:
        reading = read_file(Path(path).read_bytes(), name, recogniser(program))
        _tell(reading)
    except MemoryError:
        _tell(refused("took_too_much", name))
    return 0


def recogniser(program: str) -> Recognise | None:
    """How text in pictures is recognised: by a program of the operator's, or not at all."""
    if not program:
        return None

    def recognise(jpeg: bytes) -> str:
        """The text of a JPEG; empty when the program fails."""
        command = [program, "stdin", "stdout", "-l", _LANGUAGES]
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(  # noqa: S603  # the operator's own program; no shell
                command, input=jpeg, capture_output=True, timeout=_RECOGNITION_SECONDS, check=True
            )
            return done.stdout.decode(errors="replace")
        return ""

    return recognise


def _limit(seconds: int, memory_bytes: int) -> None:
    """Give up time, memory, writing of files and core dumps; never taken back."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit is there already
            resource.setrlimit(what, (most, most))


def _tell(reading: Reading) -> None:
    json.dump(plain(reading), sys.stdout, ensure_ascii=True)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
