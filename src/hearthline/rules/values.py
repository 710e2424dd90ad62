"""Takes the values of conditions out of nodes: words in matching form, numbers, patterns."""

import re
from collections.abc import Mapping

from hearthline.platform.language import matching_form
from hearthline.platform.packs import Node, Reader
from hearthline.rules.similarity import Meaning


class ValueReader(Reader):
    """Reads values; `collections` are lists of words with names, `meaning` an encoder if any."""

    def __init__(
        self,
        collections: Mapping[str, tuple[str, ...]] | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        """Begin with no faults."""
        super().__init__()
        self.collections = collections or {}
        self.meaning = meaning

    def member(self, node: Node, key: str) -> Node:
        """A member that must be there."""
        found = node.get(key)
        if found is None:
            self.faults.append(node.fault(f"`{key}` is missing", f"add `{key}`"))
            return Node(node.file, node.line, None)
        return found

    def forms(self, node: Node, key: str) -> tuple[str, ...]:
        """Words of a member in matching form; `$name` stands for a collection."""
        found: list[str] = []
        for word in self.texts(node, key):
            if word.startswith("$") and word[1:] not in self.collections:
                place = node.get(key) or node
                known = ", ".join(self.collections) or "none"
                self.faults.append(
                    place.fault(f"no collection `{word[1:]}`", f"define it; there are: {known}")
                )
            found += self.collections.get(word[1:], ()) if word.startswith("$") else [word]
        return tuple(dict.fromkeys(matching_form(word) for word in found))

    def decimal(self, node: Node, key: str, default: float) -> float:
        """A number with or without a point."""
        member = node.get(key)
        if member is None:
            return default
        if isinstance(member.inner, bool) or not isinstance(member.inner, int | float):
            self.faults.append(member.fault(f"`{key}` is not a number", "write a number"))
            return default
        return float(member.inner)

    def number(self, node: Node, key: str) -> int | None:
        """A whole number above zero, or None when it is not there."""
        if key not in node:
            return None
        value = self.whole(node, key)
        if value < 1:
            self.faults.append(node.inner[key].fault(f"`{key}` is {value}", "write 1 or more"))
        return value

    def pattern(self, node: Node, key: str) -> str:
        """A regular expression that compiles."""
        text = self.text(node, key, "")
        try:
            re.compile(text)
        except re.error as trouble:
            place = node.get(key) or node
            self.faults.append(place.fault(f"not a regular expression: {trouble}", "mend it"))
            return ""
        return text

    def seconds(self, node: Node, key: str = "seconds") -> float | None:
        """Seconds, or None when they are not there."""
        return self.decimal(node, key, 0.0) if key in node else None

    def wrong(self, node: Node, value: str, allowed: tuple[str, ...]) -> None:
        """Fault a value that is none of the allowed ones."""
        mend = "write one of: " + ", ".join(allowed)
        self.faults.append(node.fault(f"`{value}` is not known here", mend))
