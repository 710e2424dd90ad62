"""What is personal in a conversation, so that it can be taken out of what leaves the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.machine.state import Filled
from hearthline.platform.language import matching_form
from hearthline.platform.llm import Mask
from hearthline.understanding import extract

_SPOKEN_OF: Final = (("name", "name"), ("address", "address"))
_MOST_IN_ONE: Final = 5


def mask_for(
    texts: Iterable[str],
    now: datetime,
    *,
    slots: Iterable[tuple[str, Filled]] = (),
    pack: Pack | None = None,
) -> Mask:
    """A mask that knows the names and addresses of these texts and of what was filled in.

    Values are in the matching form: what is masked must be in that form too.
    """
    told = [pair for text in texts for pair in _in(matching_form(text), now)]
    for name, filled in slots:
        spec = None if pack is None else pack.slots.get(name)
        if spec is not None and spec.personal and not spec.choices and filled.value is not None:
            said = {matching_form(str(filled.value)), matching_form(filled.shown)}
            told += [("name" if spec.type == "name" else spec.type, one) for one in said]
    return Mask((kind.replace("_", ""), value) for kind, value in told)


def _in(normal: str, now: datetime) -> Iterable[tuple[str, str]]:
    for kind, slot_type in _SPOKEN_OF:
        rest = normal
        for _ in range(_MOST_IN_ONE):
            found = extract(slot_type, rest, now)
            if found is None or found.end <= found.start:
                break
            yield kind, rest[found.start : found.end]
            rest = rest[found.end :]
