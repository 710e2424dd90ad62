"""Reads the forms of `tickets.yaml`: fields, evidence, reasons, results and causes.

What types share stands once at the top (`groups`), and a type names the groups it takes from:
`fields`, `suspend_reasons`, `results` and `causes` are joined, the type's own come last.
"""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final, TypeVar

from hearthline.kernel import Words
from hearthline.platform.packs import Node, Reader
from hearthline.tickets.forms.model import (
    Choice,
    FieldKind,
    FormField,
    NeededEvidence,
    SuspendReason,
    TypeForm,
)

_SHARED: Final = ("fields", "suspend_reasons", "results", "causes", "close_needs")
_CALL_BACKS: Final = ("required", "sample", "none", "before_reply", "confidential")
_EVIDENCE: Final = ("note", "photo")
_Named = TypeVar("_Named", bound=StrEnum)


class FormReader:
    """Takes the forms out of the file; faults go to the reader that it is given."""

    def __init__(self, reader: Reader, root: Node, *, domain: str) -> None:
        """Find the groups that types may name."""
        self._reader = reader
        self._domain = domain
        groups = root.get("groups")
        self._groups = dict(groups.items()) if groups else {}
        for node in self._groups.values():
            reader.only(node, *_SHARED)

    def form(self, node: Node, *, priority: str, has_visit: bool) -> TypeForm:
        """The form of one type."""
        parts = [*self._taken(node), node]
        call_back = self._reader.text(node, "call_back", "required")
        if call_back not in _CALL_BACKS:
            self._fault(node.get("call_back") or node, call_back, _CALL_BACKS)
        return TypeForm(
            code=self._reader.text(node, "code"),
            name=self._reader.words(node, "name", self._reader.text(node, "code")),
            domain=self._domain,
            priority=priority,
            fields=self._fields(parts),
            close_needs=self._needs(parts),
            suspend_reasons=tuple(self._suspend(one) for one in _each(parts, "suspend_reasons")),
            results=tuple(self._choice(one) for one in _each(parts, "results")),
            causes=self._causes(parts),
            skill=self._reader.text(node, "team", ""),
            call_back=call_back,
            has_visit=self._reader.flag(node, "visit", default=has_visit),
            external_margin=timedelta(days=self._reader.whole(node, "external_margin_days", 0)),
            note=self._reader.text(node, "note", ""),
            matter=self._reader.text(node, "matter", ""),
            leads_incident=self._reader.flag(node, "leads_incident", default=False),
        )

    def _taken(self, node: Node) -> list[Node]:
        named = node.get("groups")
        found = []
        for one in named.each() if named else []:
            group = self._groups.get(str(one.inner))
            if group is None:
                self._fault(one, str(one.inner), tuple(self._groups))
            else:
                found.append(group)
        return found

    def _fields(self, parts: Sequence[Node]) -> tuple[FormField, ...]:
        found: dict[str, FormField] = {}
        for node in _each(parts, "fields"):
            self._reader.only(node, "name", "label", "kind", "required", "values")
            field = self._field(node)
            found[field.name] = field
        return tuple(found.values())

    def _field(self, node: Node) -> FormField:
        kind = self._one_of(node, "kind", FieldKind) or FieldKind.TEXT
        values = tuple(self._choice(one) for one in _each([node], "values"))
        if (kind is FieldKind.CHOICE) != bool(values):
            self._reader.faults.append(
                node.fault("`values` go with `kind: choice`", "give a choice its values, only it")
            )
        return FormField(
            name=self._reader.text(node, "name"),
            label=self._reader.words(node, "label"),
            kind=kind,
            is_required=self._reader.flag(node, "required", default=False),
            values=values,
        )

    def _needs(self, parts: Sequence[Node]) -> tuple[NeededEvidence, ...]:
        found: dict[NeededEvidence, None] = {}
        for node in _each(parts, "close_needs"):
            if node.inner in list(NeededEvidence):
                found[NeededEvidence(node.inner)] = None
            else:
                self._fault(node, str(node.inner), tuple(NeededEvidence))
        return tuple(found)

    def _suspend(self, node: Node) -> SuspendReason:
        self._reader.only(node, "code", "name", "evidence")
        evidence = self._reader.text(node, "evidence", "note")
        if evidence not in _EVIDENCE:
            self._fault(node.get("evidence") or node, evidence, _EVIDENCE)
        choice = self._choice(node)
        return SuspendReason(choice.code, choice.name, evidence)

    def _choice(self, node: Node, of: str | None = None) -> Choice:
        if not node.is_mapping:
            text = str(node.inner)
            return Choice(text, Words(zh=text, en=text), of)
        return Choice(self._reader.text(node, "code"), self._reader.words(node, "name"), of)

    def _causes(self, parts: Sequence[Node]) -> tuple[Choice, ...]:
        found: list[Choice] = []
        for node in _each(parts, "causes"):
            first = self._choice(node)
            found.append(first)
            found += [self._choice(one, first.code) for one in _each([node], "causes")]
        codes = [one.code for one in found]
        for node in _each(parts, "causes"):
            if codes.count(code := self._reader.text(node, "code")) > 1:
                self._reader.faults.append(
                    node.fault(f"cause `{code}` twice", "give each cause a code of its own")
                )
        return tuple(found)

    def _one_of(self, node: Node, key: str, kinds: type[_Named]) -> _Named | None:
        text = self._reader.text(node, key)
        if text in list(kinds):
            return kinds(text)
        if text:
            self._fault(node.get(key) or node, text, tuple(kinds))
        return None

    def _fault(self, node: Node, told: str, allowed: Sequence[str]) -> None:
        names = ", ".join(allowed)
        self._reader.faults.append(node.fault(f"unknown `{told}`", f"use one of: {names}"))


def _each(parts: Sequence[Node], key: str) -> list[Node]:
    return [one for part in parts if (member := part.get(key)) for one in member.each()]
