"""Every value of a pack knows its file and line, and every fault says how to mend it."""

from pathlib import Path

import pytest

from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty, Reader, parse_yaml

pytestmark = pytest.mark.unit

SAMPLE = """\
flow: report_cold
on: yes
empty:
steps:
  - collect: since
    tries: 2
    share: 0.5
    optional: true
  - account: 0042
"""


def sample() -> Node:
    return parse_yaml(SAMPLE, file="flows/report_cold.yaml")


def test_a_value_knows_its_line() -> None:
    steps = sample().get("steps")

    assert steps is not None
    assert [step.line for step in steps.each()] == [5, 9]
    assert steps.each()[0].file == "flows/report_cold.yaml"


def test_yes_and_on_and_leading_zeros_stay_words() -> None:
    plain = sample().plain()

    assert plain["on"] == "yes"
    assert plain["empty"] is None
    first, second = plain["steps"]
    assert (first["tries"], first["share"], first["optional"]) == (2, 0.5, True)
    assert second["account"] == "0042"


def test_a_member_given_twice_is_a_fault_with_its_line() -> None:
    with pytest.raises(PackIsFaulty) as caught:
        parse_yaml("a: 1\nb: 2\na: 3\n", file="x.yaml")

    assert caught.value.faults == [Fault("x.yaml", 3, "`a` twice", "keep one")]


def test_broken_yaml_is_a_fault_with_its_line() -> None:
    with pytest.raises(PackIsFaulty) as caught:
        parse_yaml("a: 1\nb: [1, 2\nc: 3\n", file="x.yaml")

    assert caught.value.faults[0].line >= 2
    assert "x.yaml" in str(caught.value)


@pytest.mark.parametrize("text", ["", "# only a remark\n", "a: \x00"])
def test_an_empty_or_unprintable_file_is_a_fault(text: str) -> None:
    with pytest.raises(PackIsFaulty):
        parse_yaml(text, file="x.yaml")


def test_front_matter_and_body_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 室温\nquestions: [多少度]\n---\n\n不低于 18 ℃。\n")

    front, body = PackFolder(tmp_path).read_markdown("a.md")

    assert front.plain() == {"title": "室温", "questions": ["多少度"]}
    assert [node.line for _, node in front.items()] == [2, 3]
    assert body == "不低于 18 ℃。"


def test_missing_things_of_a_folder_are_faults(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("no front matter")
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\xff")

    for path in ("gone.yaml", "b.yaml"):
        with pytest.raises(PackIsFaulty):
            PackFolder(tmp_path).read(path)
    with pytest.raises(PackIsFaulty):
        PackFolder(tmp_path).read_markdown("a.md")
    with pytest.raises(PackIsFaulty):
        PackFolder(tmp_path / "nowhere")


def test_files_are_found_in_order(tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / "flows" / name).write_text("a: 1")

    folder = PackFolder(tmp_path)

    assert folder.find("flows/*.yaml") == ["flows/a.yaml", "flows/b.yaml"]
    assert folder.has("flows/a.yaml")
    assert not folder.has("flows/c.yaml")


def test_a_reader_gathers_faults_instead_of_stopping() -> None:
    node = parse_yaml("name: 3\ncount: x\nis: true\nlist: [a, [b]]\nodd: 1\n", file="x.yaml")
    reader = Reader()

    assert reader.text(node, "name") == "3"
    assert reader.whole(node, "count", 7) == 7
    assert reader.whole(node, "is", 5) == 5
    assert reader.text(node, "gone") == ""
    assert reader.flag(node, "is", default=False)
    assert reader.texts(node, "list")[0] == "a"
    reader.only(node, "name", "count", "is", "list")

    told = [(fault.line, fault.what) for fault in reader.faults]
    assert (2, "`count` is not a whole number") in told
    assert (1, "`gone` is missing") in told
    assert (5, "unknown member `odd`") in told
    assert (4, "`list` holds texts only") in told


def test_words_may_be_one_text_or_two() -> None:
    node = parse_yaml("a: 供热\nb: {zh: 供热, en: Heat}\n", file="x.yaml")
    reader = Reader()

    assert reader.words(node, "a").in_("en") == "供热"
    assert reader.words(node, "b").in_("en") == "Heat"
    assert reader.words(node, "c", "默认").zh == "默认"
    assert reader.faults == []


def test_a_warning_is_told_apart() -> None:
    warning = sample().warning("no voice text", "add `voice`")

    assert warning.is_warning
    assert "warning" in str(warning)
