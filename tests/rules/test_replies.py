"""Replies that show what a rule means: read with the base's, held against the rules."""

from pathlib import Path

import pytest

from hearthline.dialogue.releases.guidance import guidance_faults
from hearthline.platform.packs import PackFolder, PackIsFaulty
from hearthline.rules import read_replies

pytestmark = pytest.mark.unit

PACKS = Path(__file__).parents[2] / "packs"


def _pack(home: Path, text: str) -> PackFolder:
    (home / "pack.yaml").write_text("pack: small\nversion: 1\n", encoding="utf-8")
    (home / "replies.yaml").write_text(text, encoding="utf-8")
    return PackFolder(home)


def test_the_shipped_replies_name_rules_of_drafts() -> None:
    for name in ("heating", "power"):
        folder = PackFolder(PACKS / name)
        found = read_replies(folder)
        assert len(found.harmless) > 200
        assert found.risky["Q04"].below == "L2"
        assert guidance_faults(folder) == []


def test_a_rule_that_is_not_there_and_a_wrong_level_are_faults(tmp_path: Path) -> None:
    folder = _pack(tmp_path, "version: 1\nrisky:\n  Z1: {say: [走开]}\nharmless: [您好]\n")
    assert [fault.what for fault in guidance_faults(folder)] == ["no draft rule `Z1`"]
    wrong = _pack(tmp_path, "version: 1\nrisky:\n  Z1: {below: L9, say: [走开]}\nharmless: []\n")
    with pytest.raises(PackIsFaulty, match="L9"):
        read_replies(wrong)
