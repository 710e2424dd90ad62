"""Reading the articles of a pack, and the faults that are named."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearthline.knowledge import Attribute, Kind, draft_of, plain_of, read_articles
from hearthline.platform.packs import PackFolder, PackIsFaulty

pytestmark = pytest.mark.unit

GOOD = """---
title: 室温多少度算合格
questions: [一问, 二问, 三问, 四问, 五问]
audience: [customer, agent]
channels: [web, phone]
valid_from: 2025-09-01
valid_to: 2026-04-15
policy: true
source: 国家标准
---

不低于 18 ℃ 为合格。

## 细节
- 以测温为准。
"""


def folder(root: Path, text: str) -> PackFolder:
    (root / "knowledge").mkdir()
    (root / "knowledge" / "temp-standard.md").write_text(text, encoding="utf-8")
    return PackFolder(root)


def faults_of(root: Path, text: str) -> list[str]:
    with pytest.raises(PackIsFaulty) as caught:
        read_articles(folder(root, text))
    return [str(fault) for fault in caught.value.faults]


def test_an_article_is_read(tmp_path: Path) -> None:
    (draft,) = read_articles(folder(tmp_path, GOOD))

    assert draft.slug == "temp-standard"
    assert draft.answer == "不低于 18 ℃ 为合格。"
    assert draft.details.startswith("## 细节")
    assert draft.is_local_rule
    assert len(draft.questions) == 5


def test_the_last_day_of_force_counts_whole(tmp_path: Path) -> None:
    (draft,) = read_articles(folder(tmp_path, GOOD))

    assert draft.valid_from == datetime(2025, 9, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert draft.valid_to == datetime(2026, 4, 16, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("title: 室温多少度算合格\n", "", "`title` is missing"),
        (", 五问", "", "4 similar questions"),
        ("web, phone", "web, fax", ":5: fault: `channels` names `fax`"),
        ("customer, agent", "everybody", ":4: fault: `audience` names `everybody`"),
        ("2025-09-01", "1 September", ":6: fault: `valid_from` is `1 September`"),
        ("2026-04-15", "2024-04-15", ":7: fault: `valid_to` is before"),
        ("source: 国家标准\n", "source: 国家标准\nrelated: [nowhere]\n", "no article `nowhere`"),
        ("source: 国家标准\n", "source: 国家标准\nauthor: 我\n", "unknown member `author`"),
        ("不低于 18 ℃ 为合格。", "", "no body"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    faults = faults_of(tmp_path, GOOD.replace(right, wrong))

    assert any(said in fault for fault in faults), faults


def test_a_file_without_front_matter_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "只有正文")[0].startswith("knowledge/temp-standard.md:1:")


def test_the_heating_pack_has_no_fault() -> None:
    root = Path(__file__).parents[2] / "packs" / "heating"

    assert len(read_articles(PackFolder(root))) >= 40


def test_an_item_says_what_it_is_and_for_whom(tmp_path: Path) -> None:
    more = (
        "kind: policy\nprofessional: 按政策档案当前版本\ncatalogue: 供热/测温\ntags: [测温]\n"
        "keywords: [室温]\nscenes: [request_measure]\ncustomer_classes: [residential]\n"
        "regions: [城南]\nowner: lijing\nreview_on: 2026-09-01\nexportable: true\n"
        'attributes:\n  - {name: 下限, value: "18", unit: ℃}\npolicy: true'
    )
    text = GOOD.replace("policy: true", more).replace("[customer, agent]", "[field, manager]")
    (draft,) = read_articles(folder(tmp_path, text))

    assert (draft.kind, draft.catalogue, draft.tags) == (Kind.POLICY, "供热/测温", ("测温",))
    assert draft.attributes == (Attribute("下限", "18", "℃"),)
    assert (draft.audience, draft.regions) == (("field", "manager"), ("城南",))
    assert (draft.review_on, draft.is_exportable) == (date(2026, 9, 1), True)
    assert draft_of(plain_of(draft)) == draft


def test_what_an_item_does_not_say_leaves_its_hash_alone(tmp_path: Path) -> None:
    (draft,) = read_articles(folder(tmp_path, GOOD))

    assert replace(draft, kind=Kind.QUESTION).content_hash() == draft.content_hash()
    for change in ({"kind": Kind.CASE}, {"tags": ("测温",)}, {"professional": "内部"}):
        assert replace(draft, **change).content_hash() != draft.content_hash()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("kind: story", "no kind `story`"),
        ("attributes: [下限]", "not an attribute"),
        ("attributes: [{name: 下限}]", "`value` is missing"),
        ("review_on: soon", "`review_on` is `soon`"),
        ("exportable: maybe", "`exportable` is not true or false"),
    ],
)
def test_a_wrong_member_is_named(tmp_path: Path, line: str, told: str) -> None:
    faults = faults_of(tmp_path, GOOD.replace("policy: true", f"{line}\npolicy: true"))

    assert any(told in fault for fault in faults)
