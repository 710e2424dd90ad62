"""Markdown: with front matter one whole item, as packs and our own export write it; without,
headings with texts."""

import re
from datetime import datetime, timedelta
from typing import Any, Final

import yaml

from hearthline.knowledge.transfer.blocks import Block, Heading, Picture, Table, Text, items_of
from hearthline.knowledge.transfer.codec import LONG_AGO, MEMBERS
from hearthline.knowledge.transfer.formats.text import decoded
from hearthline.knowledge.transfer.model import Parsed, Place, Reading, Trouble, refused
from hearthline.knowledge.transfer.tables import day_member, grid_of
from hearthline.platform.packs import Node, PackIsFaulty, parse_yaml

FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
DETAILS: Final = re.compile(r"^## ", re.MULTILINE)
# Names that packs use for members of a draft.
RENAMED: Final = {"policy": "is_local_rule", "exportable": "is_exportable"}
_OPENING: Final = re.compile(r"\A---[ \t]*\r?\n")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*\Z")
_FENCE: Final = re.compile(r"\s*(```|~~~)")
_RULE: Final = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*\Z")
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LISTS: Final = frozenset(
    [
        "questions",
        "intents",
        "audience",
        "channels",
        "related",
        "tags",
        "keywords",
        "scenes",
        "customer_classes",
        "regions",
        "attributes",
        "attachments",
    ]
)


def read(content: bytes, file: str) -> Reading:
    """The items of a Markdown file."""
    text = decoded(content)
    if text is None:
        return refused("not_text", file)
    if _OPENING.match(text):
        return _with_front_matter(text, file)
    return items_of(blocks_of(text), file, title=stem(file))


def stem(file: str) -> str:
    """The name of a file without folders and ending."""
    return file.rpartition("/")[2].rpartition(".")[0] or file.rpartition("/")[2]


def parts_of(body: str) -> tuple[str, str]:
    """What is said first, and the details below the first heading."""
    found = DETAILS.search(body)
    if found is None:
        return body.strip(), ""
    return body[: found.start()].strip(), body[found.start() :].strip()


def blocks_of(text: str) -> list[Block]:
    """The blocks of Markdown without front matter, each with the line where it begins."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _Blocks(lines).read()


class _Blocks:
    """Walks through the lines of a Markdown text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._found: list[Block] = []
        self._begun: list[str] = []
        self._begun_at = 1
        self._fence = ""

    def read(self) -> list[Block]:
        """All blocks."""
        number = 0
        while number < len(self._lines):
            number += self._take(number)
        self._end()
        return self._found

    def _take(self, number: int) -> int:
        """Take the line, or the table that begins there; how many lines that were."""
        line = self._lines[number]
        fence = _FENCE.match(line)
        if fence and (not self._fence or fence[1] == self._fence):
            self._fence = "" if self._fence else fence[1]
        elif not self._fence:
            if heading := _HEADING.match(line):
                self._end()
                place = Place(line=number + 1, heading=heading[2])
                self._found.append(Heading(heading[2], len(heading[1]), place))
                return 1
            if "|" in line and _RULE.match(self._next(number)):
                return self._table(number)
            if not line.strip():
                self._end()
                return 1
        self._keep(line, number)
        return 1

    def _next(self, number: int) -> str:
        following = self._lines[number + 1] if number + 1 < len(self._lines) else ""
        return following if "|" in following or "-" in following else ""

    def _keep(self, line: str, number: int) -> None:
        if not self._begun:
            self._begun_at = number + 1
        kept, pictures = _PICTURE.subn("", line)
        self._found += [Picture(Place(line=number + 1))] * pictures
        self._begun.append(kept)

    def _end(self) -> None:
        if any(line.strip() for line in self._begun):
            self._found.append(Text("\n".join(self._begun), Place(line=self._begun_at)))
        self._begun = []

    def _table(self, number: int) -> int:
        self._end()
        end = number + 2
        while end < len(self._lines) and "|" in self._lines[end]:
            end += 1
        rows = [self._lines[number], *self._lines[number + 2 : end]]
        grid = grid_of([_cells(row) for row in rows])
        self._found.append(Table(grid, Place(line=number + 1)))
        return end - number


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _with_front_matter(text: str, file: str) -> Reading:
    found = FRONT_MATTER.match(text)
    if found is None:
        return refused("front_matter_unclosed", file, Place(line=1))
    head = found["head"]
    if (line := _alias_line(head)) is not None:
        return refused("front_matter_alias", file, Place(line=line + 2))
    try:
        node = parse_yaml(head, file=file, first_line=2)
    except PackIsFaulty as trouble:
        faults = [
            _broken(file, fault.line, why=fault.what, how=fault.mend) for fault in trouble.faults
        ]
        return Reading(troubles=tuple(faults))
    except RecursionError:
        return Reading(troubles=(_broken(file, 2, why="nested too deep", how="write less deep"),))
    if not node.is_mapping:
        mend = "write `name: value` lines"
        return Reading(troubles=(_broken(file, 2, why="no members", how=mend),))
    return Reading((_whole(node, text[found.end() :], file),))


def _alias_line(head: str) -> int | None:
    """The line of the first anchor or alias; they could make a small file a huge one."""
    try:
        for token in yaml.scan(head, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
                return int(token.start_mark.line)
    except (yaml.YAMLError, RecursionError):
        return None  # the parser names the fault and its line
    return None


def _broken(file: str, line: int, *, why: str, how: str) -> Trouble:
    return Trouble("front_matter_broken", file, Place(line=line), {"why": why, "how": how})


def _whole(node: Node, body: str, file: str) -> Parsed:
    """The item of a file with front matter; what it does not say is empty."""
    answer, details = parts_of(body)
    members: dict[str, Any] = {"slug": file.rpartition(".")[0], "answer": answer}
    if details:
        members["details"] = details
    troubles = []
    for key, member in node.items():
        name = RENAMED.get(key, key)
        if name not in MEMBERS:
            place = Place(line=member.line)
            why = {"member": key, "why": "unknown"}
            troubles.append(Trouble("member_wrong", file, place, why))
        elif member.inner is not None:
            members[name] = _value(name, member)
    members.setdefault("valid_from", LONG_AGO.isoformat())
    if not answer and "answer" not in node and not details:
        troubles.append(Trouble("no_answer", file, Place(line=node.line)))
    return Parsed(file, Place(line=1), members, is_whole=True, troubles=tuple(troubles))


def _value(name: str, member: Node) -> Any:
    if name in _LISTS:
        return [_scalar(one) for one in member.each()]
    plain = _scalar(member)
    if name in ("valid_from", "valid_to") and isinstance(plain, str) and _DAY.match(plain):
        return day_member(name, plain)
    return plain


def _scalar(node: Node) -> Any:
    """Texts for everything but true and false: a title may be a number."""
    plain = node.plain()
    if isinstance(plain, dict):
        return {key: "" if value is None else str(value) for key, value in plain.items()}
    return plain if isinstance(plain, bool | list) or plain is None else str(plain)


def end_day(moment: datetime) -> str | None:
    """The last day of validity when it ends at a midnight of Shanghai, else None."""
    local = moment.astimezone(LONG_AGO.tzinfo)
    if (local.hour, local.minute, local.second, local.microsecond) != (0, 0, 0, 0):
        return None
    return (local - timedelta(days=1)).date().isoformat()
