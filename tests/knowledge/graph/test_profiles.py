"""Policy profiles as members, in words, and as facts (R31, R113)."""

from pathlib import Path

import pytest

from hearthline.knowledge import Profile, read_profiles
from hearthline.knowledge.graph.model import Member
from hearthline.knowledge.graph.profiles import label_of, reading_of_profile, shown
from hearthline.platform.packs import PackFolder

pytestmark = pytest.mark.unit

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture(scope="module")
def heating() -> list[Profile]:
    return read_profiles(PackFolder(PACKS / "heating"), trade="heating")


def test_every_profile_of_a_pack_is_read(heating: list[Profile]) -> None:
    assert [one.id for one in heating] == ["cn-heat-example-cold", "cn-heat-example"] or [
        one.id for one in heating
    ] == ["cn-heat-example", "cn-heat-example-cold"]
    assert all(len(one.members) > 40 for one in heating)


@pytest.mark.parametrize(
    ("path", "value", "label", "text"),
    [
        ("stop_heat.apply_before_days", 15, "报停 · 提前申请", "15 天"),
        ("stop_heat.basic_fee_ratio", 0.3, "报停 · 基本费比例", "30 %"),
        ("tariff.residential.price_fen", 2500, "热价 · 居民 · 单价", "25 元"),
        ("drain_ban.allowed", False, "放水 · 允许放水", "否"),
        ("stop_heat.deny", ["arrears"], "报停 · 不予办理", "有欠费"),
        ("measure.fee_fen", None, "测温 · 收费", "未规定"),
        (
            "refund.bands",
            [[16, 18, 0.2], [None, 14, 1.0]],
            "退费 · 退费档次",
            "16–18 ℃ 退 20 %；< 14 ℃ 退 100 %",
        ),
    ],
)
def test_a_member_is_told_in_words(path: str, value: object, label: str, text: str) -> None:
    assert label_of(path).zh == label
    assert shown(Member(path, value)).zh == text


def test_no_member_of_the_packs_is_left_without_chinese_words(heating: list[Profile]) -> None:
    power = read_profiles(PackFolder(PACKS / "power"), trade="power")
    labels = {label_of(one.path).zh for p in (*heating, *power) for one in p.members}
    spoken = {part for label in labels for part in label.split(" · ")}

    bare = {part for part in spoken if part.isascii() and not part.startswith(("E-", "T-"))}

    assert bare == set()


def test_a_profile_says_where_it_holds_and_what_it_sets(heating: list[Profile]) -> None:
    profile = next(one for one in heating if one.id == "cn-heat-example")

    found = {
        (f.subject.name, f.kind.value, f.object.name) for f in reading_of_profile(profile).facts
    }

    assert ("示例城市供热政策", "applies_in", "示例城市") in found
    assert ("报停", "regulated_by", "示例城市供热政策") in found
    assert ("报停", "due_within", "提前申请 15 天") in found
    assert ("报停", "requires", "不属于：有欠费") in found


def test_a_faulty_profile_is_left_to_the_check(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "a.yaml").write_text("policy_profile: {id: x", encoding="utf-8")
    (tmp_path / "policy" / "b.yaml").write_text("policy_profile: {id: x}", encoding="utf-8")

    assert read_profiles(PackFolder(tmp_path), trade="heating") == []
