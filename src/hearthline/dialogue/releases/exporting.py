"""Writes the tenant's own examples into the intents of a release, which makes a new one.

Files are changed where the lists stand and nowhere else, so that remarks and order stay.
"""

import json
import re
from collections.abc import Sequence

from hearthline.dialogue.releases.archive import Files, laid_out
from hearthline.dialogue.releases.errors import NothingToExport
from hearthline.dialogue.releases.model import ExampleKind, OwnExample
from hearthline.dialogue.releases.trades import is_base, trade_names
from hearthline.platform.language import matching_form
from hearthline.platform.packs import Node, PackFolder

_MEMBERS = {ExampleKind.EXAMPLE: "examples", ExampleKind.COUNTER: "counter_examples"}


def with_examples(files: Files, own: Sequence[OwnExample]) -> dict[str, bytes]:
    """The files with the examples among those of their intents; raises NothingToExport.

    An example of no particular trade goes to every pack that has the intent in a file of its own,
    else to the base's file.
    """
    found = dict(files)
    with laid_out(files) as home:
        folders = [PackFolder(path.parent) for path in sorted(home.glob("*/pack.yaml"))]
        trades = set(trade_names(home))
        for folder in folders:
            name = folder.root.name
            domain = None if is_base(folder) else folder.read("pack.yaml").get("domain")
            for path in folder.own("intents/*.yaml"):
                node = folder.read(path)
                intent = node.get("intent")
                mine = [
                    one
                    for one in own
                    if intent is not None
                    and one.intent == intent.inner
                    and (name not in trades or domain is None or one.domain in (None, domain.inner))
                ]
                text = found[f"{name}/{path}"].decode()
                found[f"{name}/{path}"] = _with_texts(text, node, mine).encode()
    if found == dict(files):
        raise NothingToExport
    return found


def _with_texts(text: str, node: Node, own: Sequence[OwnExample]) -> str:
    for kind, member in _MEMBERS.items():
        known = node.get(member)
        said = {matching_form(str(one.inner)) for one in (known.each() if known else ())}
        more = [one.text for one in own if one.kind is kind and matching_form(one.text) not in said]
        if more:
            text = _inserted(text, member, more)
    return text


def _inserted(text: str, member: str, more: Sequence[str]) -> str:
    """The file with more texts at the beginning of a list in block style, or of a new list."""
    lines = "".join(f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in more)
    block = re.compile(rf"^{member}:[ \t]*(?:#.*)?\n", re.MULTILINE)
    found = block.search(text)
    if found is not None:
        indent = re.match(r"[ \t]*(?=- )", text[found.end() :])
        shown = lines if indent is None else re.sub(r"(?m)^  ", indent.group(), lines)
        return text[: found.end()] + shown + text[found.end() :]
    flow = re.compile(rf"^{member}:[ \t]*\[", re.MULTILINE).search(text)
    if flow is not None:
        quoted = "".join(f"{json.dumps(one, ensure_ascii=False)}, " for one in more)
        rest = text[flow.end() :]
        is_empty = rest.lstrip().startswith("]")
        return text[: flow.end()] + (quoted[:-2] if is_empty else quoted) + rest
    ending = "" if text.endswith("\n") else "\n"
    return f"{text}{ending}{member}:\n{lines}"
