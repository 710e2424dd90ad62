"""Several wishes in one message, told apart where the customer says so himself: 另外, 顺便, also.

Conservative: without such a word a message is one wish, however many clauses it has. A complaint
with all its circumstances must not be torn.
"""

import re
from typing import Final

MOST_WISHES: Final = 3
_SHORTEST: Final = 4
_JOINT: Final = re.compile(
    r"(?:^|[\s,，。.;；!！?？、]+)"
    r"(?:对了|另外|还有(?:就是|一件事|件事|个事|个问题)?|顺便(?:再)?|再就是|再问一?下|再查一?下|"
    r"还想(?:再)?|还要(?:再)?|同时(?:也)?|by the way|also|and another thing)[\s,，:：]*"
    r"|(?<=[\u4e00-\u9fff])(?:另外|顺便)(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)


def wishes_in(text: str) -> tuple[str, ...]:
    """The clauses that are wishes of their own, in their order; the whole text when it is one.

    What is too short to be a wish stays with the one before it.
    """
    parts: list[str] = []
    for piece in _JOINT.split(text):
        said = piece.strip(" \t\n,，。.;；、")
        if len(said) >= _SHORTEST or not parts:
            parts.append(said)
        elif said:
            parts[-1] = f"{parts[-1]}，{said}"
    found = tuple(part for part in parts if part)
    return found[:MOST_WISHES] if len(found) > 1 else (text,)
