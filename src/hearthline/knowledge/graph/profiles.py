"""Policy profiles of a pack: read, flattened to members, worded, and read as facts. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from hearthline.kernel import Words
from hearthline.knowledge.graph.extraction import named
from hearthline.knowledge.graph.model import (
    EntityKind,
    Fact,
    Member,
    Named,
    Profile,
    Reading,
    RelationKind,
)
from hearthline.knowledge.graph.profile_words import BUSINESS, FIELDS, SECTIONS, UNITS, VALUES
from hearthline.platform.packs import PackFolder, PackIsFaulty, Reader

_HEAD: Final = frozenset(
    {"id", "version", "name", "effective_from", "effective_to", "verified", "sources"}
)
_NAMES: Final = ("name", "label", "type_code", "tariff_id")
_TRADES: Final = {"heating": "供热", "power": "供电"}
_NOT_SAID: Final = Words(zh="未规定", en="not set")
_K, _R = EntityKind, RelationKind
_WORDED: Final = {
    "fee_text": (_K.FEE, _R.COSTS),
    "limit_text": (_K.DEADLINE, _R.DUE_WITHIN),
    "apply_at": (_K.PLACE, _R.DONE_AT),
}
_TIMES: Final = ("_days", "_h", "_min", "workdays", "pay_before")


def read_profiles(folder: PackFolder, *, trade: str) -> list[Profile]:
    """The profiles of a pack, those left out that its check finds faults in."""
    found: list[Profile] = []
    for path in folder.own("policy/*.yaml"):
        reader = Reader()
        try:
            node = folder.read(path).get("policy_profile")
            if node is None or not node.is_mapping:
                continue
            key = reader.text(node, "id"), reader.whole(node, "version")
            name = reader.words(node, "name")
            if not reader.faults:
                found.append(_profile(key, name, trade=trade, said=node.plain()))
        except (PackIsFaulty, ValueError):
            continue
    return found


def _profile(key: tuple[str, int], name: Words, *, trade: str, said: dict[str, Any]) -> Profile:
    ends = said.get("effective_to")
    sections = {key: value for key, value in said.items() if key not in _HEAD}
    return Profile(
        *key,
        trade=trade,
        name=name,
        effective_from=date.fromisoformat(str(said.get("effective_from"))),
        effective_to=None if ends is None else date.fromisoformat(str(ends)),
        is_verified=bool(said.get("verified")),
        members=tuple(Member(path, value) for path, value in _flat("", sections)),
    )


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Mappings by their keys, lists of mappings by what names each, all else as it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        for number, one in enumerate(value, 1):
            own = " ".join(_bare(one[key]) for key in (*_NAMES, "note") if one.get(key))
            rest = {key: inner for key, inner in one.items() if key not in (*_NAMES, "note")}
            yield from _flat(f"{path}.{own.replace('.', ' ') or number}", rest)
    else:
        yield path, value


def _bare(name: Any) -> str:
    """A name without the remark that follows it."""
    return re.split("[；，;,]", str(name))[0].strip()


def label_of(path: str) -> Words:
    """What a member is called: 报停 · 提前申请."""
    section, _, rest = path.partition(".")
    first = SECTIONS.get(section, Words(zh=section, en=section))
    inner = [FIELDS.get(part, Words(zh=part, en=part)) for part in rest.split(".") if part]
    inner = [one for one in inner if one.zh != "items"]
    return Words(
        zh=" · ".join([first.zh, *(one.zh for one in inner)]),
        en=" · ".join([first.en, *(one.en for one in inner)]),
    )


def shown(member: Member) -> Words:
    """A member's value with its unit, for people."""
    if member.value is None:
        return _NOT_SAID
    if member.path.endswith("refund.bands") and isinstance(member.value, list):
        return _bands(member.value)
    each = member.value if isinstance(member.value, list) else [member.value]
    words = [_one(member.path, one) for one in each]
    return Words(zh="、".join(w.zh for w in words), en=", ".join(w.en for w in words))


def _one(path: str, value: Any) -> Words:
    if isinstance(value, bool):
        return Words(zh="是", en="yes") if value else Words(zh="否", en="no")
    if isinstance(value, str):
        return VALUES.get(value, Words(zh=value, en=value))
    field = path.rpartition(".")[2]
    if "_fen" in field:
        return Words(zh=f"{value / 100:g} 元", en=f"{value / 100:g} yuan")
    if field.endswith("ratio") or field == "rate_per_day":
        return Words(zh=f"{value * 100:g} %", en=f"{value * 100:g} %")
    for ending, unit in UNITS:
        if field.endswith(ending):
            return Words(zh=f"{value:g} {unit.zh}", en=f"{value:g} {unit.en}")
    return Words(zh=str(value), en=str(value))


def _bands(bands: list[Any]) -> Words:
    """Refund by temperature: from, below, share of the daily fee."""
    zh, en = [], []
    for low, high, share in bands:
        span = f"< {high} ℃" if low is None else f"{low}–{high} ℃"
        zh.append(f"{span} 退 {share * 100:g} %")
        en.append(f"{span}: {share * 100:g} %")
    return Words(zh="；".join(zh), en="; ".join(en))


def reading_of_profile(profile: Profile) -> Reading:
    """What a profile states: where it applies, the businesses it rules, what it sets for them."""
    title = f"{profile.name.zh}{_TRADES.get(profile.trade, '')}政策"
    policy = Named(_K.POLICY, profile.id, title)
    facts = [*_place(profile, policy)]
    for member in profile.members:
        facts.extend(_ruled(profile, policy, member))
    unique = {(f.subject, f.kind, f.object): f for f in reversed(facts)}
    return Reading(f"policy:{profile.id}", profile.version, facts=tuple(reversed(unique.values())))


def _place(profile: Profile, policy: Named) -> Iterator[Fact]:
    place = named(_K.PLACE, profile.name.zh)
    if place:
        yield Fact(policy, _R.APPLIES_IN, place, "name")


def _ruled(profile: Profile, policy: Named, member: Member) -> Iterator[Fact]:
    """One member: the business under its policy, and the deadline, paper or fee that it sets."""
    service = _service(profile.trade, member.path)
    if service is None or member.value is None:
        return
    place = f"{profile.id}:{member.path}"
    yield Fact(service, _R.REGULATED_BY, policy, place)
    for kind, how, name in _set_by(member):
        entity = named(kind, name)
        if entity:
            yield Fact(service, how, entity, place)
            yield Fact(policy, _R.SETS, entity, place)


def _service(trade: str, path: str) -> Named | None:
    section, _, rest = path.partition(".")
    if section == "connection":
        return named(_K.SERVICE, rest.removeprefix("items.").partition(".")[0])
    business = BUSINESS.get(trade, {}).get(section)
    return named(_K.SERVICE, business) if business else None


def _set_by(member: Member) -> Iterator[tuple[EntityKind, RelationKind, str]]:
    # What holds for one of several places is a row of a comparison, not a thing of the trade.
    is_one_of_several = ".items." in member.path and not member.path.startswith("connection.")
    if is_one_of_several or member.value == 0:
        return
    field = member.path.rpartition(".")[2]
    label, value = label_of(f"x.{field}").zh.partition(" · ")[2], shown(member).zh
    if field == "docs":
        yield from ((_K.DOCUMENT, _R.NEEDS, str(one)) for one in member.value)
    elif field == "deny":
        refused = [VALUES[one].zh if one in VALUES else str(one) for one in member.value]
        yield from ((_K.CONDITION, _R.REQUIRES, f"不属于：{one}") for one in refused)
    elif field in _WORDED:
        yield (*_WORDED[field], value)
    elif field == "fee_fen":
        yield _K.FEE, _R.COSTS, f"{label} {value}"
    elif field.endswith(_TIMES):
        yield _K.DEADLINE, _R.DUE_WITHIN, f"{label} {value}"
