"""Reads `knowledge/*.md` of a pack: front matter, then the answer, then details after `## `."""

import re
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from hearthline.knowledge.model import Attribute, Audience, Draft, Kind
from hearthline.platform.packs import Node, PackFolder, PackIsFaulty, Reader

_MEMBERS: Final = (
    "title", "questions", "intents", "audience", "channels", "valid_from", "valid_to", "related",
    "policy", "source", "spoken", "kind", "professional", "catalogue", "tags", "keywords", "scenes",
    "customer_classes", "regions", "owner", "review_on", "attributes", "exportable",
)  # fmt: skip
_AUDIENCES: Final = frozenset(Audience)
_CHANNELS: Final = frozenset(
    {"web", "wechat", "app", "phone", "sms", "email", "alipay", "terminal", "gov", "property"}
)
_FEWEST_QUESTIONS: Final = 5
_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_DETAILS: Final = re.compile(r"^## ", re.MULTILINE)


def read_articles(folder: PackFolder) -> list[Draft]:
    """Every article of the pack; raises `PackIsFaulty` with all faults when there are any."""
    reader = Reader()
    pairs: list[tuple[Draft, Node]] = []
    domain = _domain(folder)
    for path in folder.find("knowledge/*.md"):
        try:
            node, body = folder.read_markdown(path)
        except PackIsFaulty as trouble:
            reader.faults.extend(trouble.faults)
            continue
        slug = domain + path.rpartition("/")[2].removesuffix(".md")
        pairs.append((_draft(slug, node, body, reader), node))
    _check_related(pairs, reader)
    errors = [fault for fault in reader.faults if not fault.is_warning]
    if errors:
        raise PackIsFaulty(errors)
    return [draft for draft, _ in pairs]


def _domain(folder: PackFolder) -> str:
    """`heating/`, as pack.yaml says."""
    if not folder.has("pack.yaml"):
        return ""
    member = folder.read("pack.yaml").get("domain")
    return "" if member is None or not member.inner else f"{member.inner}/"


def _draft(slug: str, node: Node, body: str, reader: Reader) -> Draft:
    reader.only(node, *_MEMBERS)
    answer, details = _parts(body)
    if not answer:
        reader.faults.append(node.fault("the article has no body", "write the answer below `---`"))
    questions = reader.texts(node, "questions")
    if len(questions) < _FEWEST_QUESTIONS:
        what = f"{len(questions)} similar questions"
        place = node.get("questions") or node
        reader.faults.append(place.fault(what, f"give at least {_FEWEST_QUESTIONS}"))
    valid_from = _day(node, "valid_from", reader)
    valid_to = _day(node, "valid_to", reader)
    ends_at = None if valid_to is None else valid_to + timedelta(days=1)
    if valid_from and ends_at and ends_at <= valid_from:
        place = node.get("valid_to") or node
        reader.faults.append(place.fault("`valid_to` is before `valid_from`", "mend the dates"))
        ends_at = None
    return Draft(
        slug=slug,
        title=reader.text(node, "title"),
        questions=questions,
        answer=answer,
        details=details,
        spoken=reader.text(node, "spoken", "") or None,
        intents=reader.texts(node, "intents"),
        audience=_known_ones(node, "audience", _AUDIENCES, reader),
        channels=_known_ones(node, "channels", _CHANNELS, reader),
        related=reader.texts(node, "related"),
        is_local_rule=reader.flag(node, "policy", default=False),
        source=reader.text(node, "source"),
        valid_from=valid_from or datetime(2000, 1, 1, tzinfo=_SHANGHAI),
        valid_to=ends_at,
        **_further(node, reader),
    )


def _further(node: Node, reader: Reader) -> dict[str, Any]:
    """What an item may say besides."""
    lists = ("tags", "keywords", "scenes", "customer_classes", "regions")
    review_on = _day(node, "review_on", reader)
    return {name: reader.texts(node, name) for name in lists} | {
        "kind": _kind(node, reader),
        "professional": reader.text(node, "professional", ""),
        "catalogue": reader.text(node, "catalogue", ""),
        "owner": reader.text(node, "owner", ""),
        "review_on": review_on and review_on.date(),
        "attributes": _attributes(node, reader),
        "is_exportable": reader.flag(node, "exportable", default=False),
    }


def _kind(node: Node, reader: Reader) -> Kind:
    said = reader.text(node, "kind", Kind.QUESTION.value)
    if said in frozenset(Kind):
        return Kind(said)
    mend = "use one of: " + ", ".join(Kind)
    reader.faults.append((node.get("kind") or node).fault(f"no kind `{said}`", mend))
    return Kind.QUESTION


def _attributes(node: Node, reader: Reader) -> tuple[Attribute, ...]:
    member = node.get("attributes")
    found = []
    for one in member.each() if member else []:
        if not one.is_mapping:
            reader.faults.append(one.fault("not an attribute", "write `{name: …, value: …}`"))
            continue
        reader.only(one, "name", "value", "unit")
        texts = (reader.text(one, "name"), reader.text(one, "value"), reader.text(one, "unit", ""))
        found.append(Attribute(*texts))
    return tuple(found)


def _parts(body: str) -> tuple[str, str]:
    """What is said first, and the details below the first heading."""
    found = _DETAILS.search(body)
    if found is None:
        return body.strip(), ""
    return body[: found.start()].strip(), body[found.start() :].strip()


def _day(node: Node, key: str, reader: Reader) -> datetime | None:
    """Midnight in Shanghai at the beginning of a day; None when nothing is said."""
    member = node.get(key)
    if member is None or member.inner is None:
        return None
    try:
        return datetime.strptime(str(member.inner), "%Y-%m-%d").replace(tzinfo=_SHANGHAI)
    except ValueError:
        what = f"`{key}` is `{member.inner}`"
        reader.faults.append(member.fault(what, "write a day as 2026-11-15"))
        return None


def _known_ones(node: Node, key: str, known: frozenset[str], reader: Reader) -> tuple[str, ...]:
    said = reader.texts(node, key)
    place = node.get(key) or node
    for word in said:
        if word not in known:
            mend = "use of: " + ", ".join(sorted(known))
            reader.faults.append(place.fault(f"`{key}` names `{word}`", mend))
    if not said:
        reader.faults.append(place.fault(f"`{key}` is empty", "name at least one"))
    return said


def _check_related(pairs: list[tuple[Draft, Node]], reader: Reader) -> None:
    slugs = {draft.slug.rpartition("/")[2] for draft, _ in pairs}
    for draft, node in pairs:
        place = node.get("related") or node
        reader.faults.extend(
            place.fault(f"no article `{other}`", "name an article of this pack")
            for other in draft.related
            if other not in slugs
        )
