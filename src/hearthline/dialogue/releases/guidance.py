"""What is wrong in the rules of quality and in the steps of situations that a pack brings."""

from collections.abc import Callable, Sequence
from typing import Any

from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty
from hearthline.rules import (
    Quality,
    read_quality,
    read_replies,
    read_sops,
    replies_named,
    scripts_named,
)


def guidance_faults(folder: PackFolder, slugs: Sequence[str] | None = None) -> list[Fault]:
    """Faults of `quality.yaml`, `sop/*.yaml`, `replies.yaml`; with slugs, of items named too."""
    found: list[Fault] = []
    readers: tuple[Callable[[PackFolder], Any], ...] = (read_quality, read_sops, read_replies)
    for read in readers:
        try:
            made = read(folder)
        except PackIsFaulty as faulty:
            found += faulty.faults
            continue
        if isinstance(made, Quality):
            found += _figure_faults(folder, made) + _reply_faults(folder, made)
    if slugs is not None and not found:
        known = {slug.rpartition("/")[2] for slug in slugs}
        found += [
            node.fault(f"no item `{name}`", "name an item of this pack's knowledge")
            for node, name in scripts_named(folder)
            if name not in known
        ]
    return found


def _reply_faults(folder: PackFolder, quality: Quality) -> list[Fault]:
    """Examples of a rule that is not held against drafts."""
    return [
        node.fault(f"no draft rule `{name}`", "name a rule of quality.yaml with `draft: true`")
        for node, name in replies_named(folder)
        if name not in quality.drafts.named
    ]


def _figure_faults(folder: PackFolder, quality: Quality) -> list[Fault]:
    """Figures whose member stands in no policy profile of the pack."""
    profiles = [folder.read(path).get("policy_profile") for path in folder.own("policy/*.yaml")]
    if not profiles:
        return []
    return [
        Fault("quality.yaml", 1, f"no policy member `{figure.policy}`", "name one of a profile")
        for figure in quality.figures
        if not any(_has(profile, figure.policy) for profile in profiles)
    ]


def _has(profile: Node | None, path: str) -> bool:
    node = profile
    for part in path.split("."):
        node = None if node is None else node.get(part)
    return node is not None
