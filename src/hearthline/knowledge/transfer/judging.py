"""How imported items stand to the base: which draft each means, and whether that is new. Pure."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from hearthline.knowledge.life.completeness import lacks_of
from hearthline.knowledge.model import Draft
from hearthline.knowledge.transfer.codec import SHANGHAI, MemberWrong, draft_of, members_of
from hearthline.knowledge.transfer.model import (
    Finding,
    ImportItem,
    Likeness,
    Parsed,
    Trouble,
)
from hearthline.knowledge.transfer.store import Known
from hearthline.platform.language import matching_form, syllables

_LONGEST_SLUG: Final = 200
_SPOKEN_PART: Final = 50
_NOT_IN_SLUGS: Final = re.compile(r"[^a-z0-9]+")


def slug_for(title: str, domain: str) -> str:
    """A slug of an item by its title: the same for the same title, readable, hardly ever shared."""
    spoken = _NOT_IN_SLUGS.sub("-", "-".join(syllables(matching_form(title)))).strip("-")
    short = spoken[:_SPOKEN_PART].rstrip("-") or "item"
    mark = hashlib.sha256(title.strip().encode()).hexdigest()[:6]
    return f"{domain}/{short}-{mark}" if domain else f"{short}-{mark}"


def slug_of(parsed: Parsed, domain: str, by_title: Mapping[str, str]) -> str:
    """The slug that an item means: its own, that of an item called so, or one by its title."""
    own = str(parsed.members.get("slug") or "")
    return own or by_title.get(parsed.title) or slug_for(parsed.title, domain)


def draft_from(parsed: Parsed, slug: str, known: Draft | None, *, at: datetime) -> Draft:
    """The draft that an item means; raises MemberWrong.

    A whole item says everything; any other leaves what it does not speak of as it is known.
    """
    said = {**parsed.members, "slug": slug}
    if parsed.is_whole:
        return draft_of(said)
    local = at.astimezone(SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    fresh: dict[str, Any] = {"valid_from": midnight.isoformat(), "source": _source(parsed)}
    base = members_of(known) if known is not None else fresh
    return draft_of({**base, **said})


def judged(
    parsed: Parsed,
    number: int,
    *,
    slug: str,
    known: Known | None,
    like: Likeness | None,
    at: datetime,
) -> ImportItem:
    """An item with its finding; new and changed ones are picked."""
    item = ImportItem(number, parsed, Finding.NEW, is_picked=True)
    try:
        draft = draft_from(parsed, slug, None if known is None else known.draft, at=at)
    except MemberWrong as wrong:
        return _faulty(item, _wrong(parsed, wrong.member, wrong.why))
    if not 0 < len(slug) <= _LONGEST_SLUG:
        return _faulty(item, _wrong(parsed, "slug", f"1-{_LONGEST_SLUG}"))
    if any(not one.is_warning for one in parsed.troubles):
        return _faulty(item)
    item = replace(item, parsed=parsed.told(*_lacks(draft, parsed)))
    if known is not None:
        is_same = known.draft.content_hash() == draft.content_hash()
        finding = Finding.SAME if is_same else Finding.CHANGED
        return replace(item, finding=finding, is_picked=not is_same, article_id=known.article_id)
    if like is not None:
        return replace(item, finding=Finding.DUPLICATE, is_picked=False, like=like)
    return item


def _faulty(item: ImportItem, *troubles: Trouble) -> ImportItem:
    parsed = item.parsed.told(*troubles)
    return replace(item, parsed=parsed, finding=Finding.FAULTY, is_picked=False)


def _wrong(parsed: Parsed, member: str, why: str) -> Trouble:
    return Trouble("member_wrong", parsed.file, parsed.place, {"member": member, "why": why})


def _lacks(draft: Draft, parsed: Parsed) -> list[Trouble]:
    """What will have to be mended before it can be handed in for review."""
    return [
        Trouble(
            "lacks", parsed.file, parsed.place, {"member": member, "zh": words.zh, "en": words.en}
        )
        for member, words in lacks_of(draft).items()
    ]


def _source(parsed: Parsed) -> str:
    """Where a text comes from when it does not say so itself."""
    name = parsed.file.rpartition("/")[2]
    page = parsed.place.page
    return f"{name} 第 {page} 页" if page else name
