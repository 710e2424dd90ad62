"""Reads `exchange.yaml`: the offices of a trade and the sheets that they use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from hearthline.platform.packs import Node, PackFolder, PackIsFaulty, Reader
from hearthline.tickets.counting import Limit
from hearthline.tickets.duties import DutyRules
from hearthline.tickets.exchange.model import (
    ANSWERS,
    FIELDS,
    NEEDED,
    NO,
    Office,
    SheetFormat,
)

_FILE: Final = "exchange.yaml"
_SHEET: Final = ("columns", "urge_words", "answer", "words")
_OFFICE: Final = ("name", "sheet", "deadline", "default_type", "types", "details")
_WORDS: Final = ("yes", "no", "unknown")
_LONGEST_CODE: Final = 20


def read_offices(folder: PackFolder, rules: DutyRules) -> tuple[Office, ...]:
    """The offices of a pack, none without the file; raises `PackIsFaulty` with every fault."""
    if not folder.has(_FILE):
        return ()
    reader = _OfficeReader(rules)
    found = reader.offices(folder.read_layered(_FILE))
    if reader.faults:
        raise PackIsFaulty(reader.faults)
    return found


def joined(trades: Iterable[Sequence[Office]]) -> dict[str, Office]:
    """The offices of several trades by code; one that two trades have is the first's, with the
    categories of both."""
    found: dict[str, Office] = {}
    for office in (one for trade in trades for one in trade):
        before = found.get(office.code)
        found[office.code] = office if before is None else _with_types(before, office.types)
    return found


def _with_types(office: Office, types: Mapping[str, str]) -> Office:
    return Office(
        code=office.code,
        name=office.name,
        sheet=office.sheet,
        limit=office.limit,
        default_type=office.default_type,
        types={**types, **office.types},
        details=office.details,
    )


class _OfficeReader(Reader):
    """Takes offices and sheets out of the file; every name must be known."""

    def __init__(self, rules: DutyRules) -> None:
        """Know the types that tickets can have."""
        super().__init__()
        self._rules = rules

    def offices(self, root: Node) -> tuple[Office, ...]:
        """Every office, with the sheet that it names."""
        self.only(root, "version", "sheets", "offices")
        sheets = root.get("sheets")
        known = {name: self._sheet(node) for name, node in (sheets.items() if sheets else ())}
        offices = root.get("offices")
        found = []
        for code, node in offices.items() if offices else ():
            office = self._office(code, node, known)
            found += [office] if office else []
        return tuple(found)

    def _office(self, code: str, node: Node, sheets: Mapping[str, SheetFormat]) -> Office | None:
        self.only(node, *_OFFICE)
        if not code.isascii() or not code.isalnum() or len(code) > _LONGEST_CODE:
            mend = "use letters and digits, 20 at most"
            self.faults.append(node.fault(f"`{code}` is no code", mend))
        sheet = sheets.get(self.text(node, "sheet"))
        if sheet is None:
            names = ", ".join(sheets) or "none are there"
            self.faults.append((node.get("sheet") or node).fault("no such sheet", f"use: {names}"))
            return None
        types, details = self._texts(node, "types"), self._texts(node, "details")
        office = Office(
            code=code,
            name=self.words(node, "name"),
            sheet=sheet,
            limit=self._limit(node),
            default_type=self.text(node, "default_type"),
            types=types,
            details=details,
        )
        self._check_details(node, details)
        for kind in dict.fromkeys([office.default_type, *types.values()]):
            self._check_type(node, kind, details)
        return office

    def _check_details(self, node: Node, details: Mapping[str, str]) -> None:
        for name, field in details.items():
            if field not in FIELDS:
                place = node.get("details") or node
                self.faults.append(
                    place.fault(f"`{name}` takes `{field}`", f"use one of: {', '.join(FIELDS)}")
                )

    def _check_type(self, node: Node, code: str, details: Mapping[str, str]) -> None:
        form = self._rules.form_of(code)
        if form is None:
            if code:
                mend = "use a type of tickets.yaml"
                self.faults.append(node.fault(f"no ticket type `{code}`", mend))
            return
        for field in form.fields:
            if field.is_required and field.name not in details:
                mend = f"say under `details` which field of the sheet fills `{field.name}`"
                self.faults.append(node.fault(f"`{code}` needs `{field.name}`", mend))

    def _limit(self, node: Node) -> Limit:
        member = node.get("deadline")
        if member is None:
            mend = "add `{days: N}` or `{workdays: N}`"
            self.faults.append(node.fault("`deadline` is missing", mend))
            return Limit(span=timedelta(days=1))
        self.only(member, "days", "workdays")
        days, workdays = self.whole(member, "days", 0), self.whole(member, "workdays", 0)
        if (days > 0) == (workdays > 0):
            self.faults.append(member.fault("no deadline", "write `{days: N}` or `{workdays: N}`"))
            return Limit(span=timedelta(days=1))
        return Limit(workdays=workdays) if workdays else Limit(span=timedelta(days=days))

    def _sheet(self, node: Node) -> SheetFormat:
        self.only(node, *_SHEET)
        columns = node.get("columns") or node
        self.only(columns, *FIELDS)
        for name in NEEDED:
            if name not in columns:
                self.faults.append(columns.fault(f"no column `{name}`", "name their heading"))
        words = node.get("words") or node
        if words is not node:
            self.only(words, *_WORDS)
        return SheetFormat(
            columns={name: self.texts(columns, name) for name, _ in columns.items()},
            urge_words=self.texts(node, "urge_words"),
            answer=self._answer(node),
            words={name: self.text(words, name) for name in _WORDS},
        )

    def _answer(self, node: Node) -> tuple[tuple[str, str], ...]:
        member = node.get("answer")
        found = []
        for one in member.each() if member else []:
            self.only(one, "column", "of")
            told = self.text(one, "of")
            if told and told not in ANSWERS:
                mend = f"use one of: {', '.join(ANSWERS)}"
                self.faults.append((one.get("of") or one).fault(f"unknown `{told}`", mend))
            found.append((self.text(one, "column"), told))
        if NO not in {told for _, told in found}:
            mend = "add `{column: …, of: no}`"
            self.faults.append((member or node).fault("their number does not go back", mend))
        return tuple(found)

    def _texts(self, node: Node, key: str) -> dict[str, str]:
        member = node.get(key)
        return {name: self.text(member, name) for name, _ in member.items()} if member else {}
