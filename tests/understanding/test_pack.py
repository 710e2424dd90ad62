"""Reading intents of a pack, and the faults that are named."""

from pathlib import Path

import pytest

from hearthline.platform.packs import PackFolder, PackIsFaulty
from hearthline.understanding import Answer, Kind, lessons_of, read_intents, read_words

pytestmark = pytest.mark.unit

EXAMPLES = "\n".join(f"  - 例句{n}" for n in range(10))
GOOD = f"""intent: home_cold
catalogue: H13
name: {{zh: 整户不热, en: Whole home cold}}
kind: transact
answer: flow
examples:
{EXAMPLES}
counter_examples: [客厅热卧室不热]
"""


def folder(root: Path, **files: str) -> PackFolder:
    (root / "intents").mkdir()
    for name, text in files.items():
        (root / "intents" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return PackFolder(root)


def faults_of(pack: PackFolder) -> list[str]:
    with pytest.raises(PackIsFaulty) as caught:
        read_intents(pack)
    return [str(fault) for fault in caught.value.faults]


def test_an_intent_is_read(tmp_path: Path) -> None:
    (card,) = read_intents(folder(tmp_path, home_cold=GOOD))

    assert (card.intent, card.catalogue) == ("home_cold", "H13")
    assert (card.kind, card.answer) == (Kind.TRANSACT, Answer.FLOW)
    assert len(card.lessons.examples) == 10
    assert lessons_of([card])[0].counter_examples == ("客厅热卧室不热",)


def test_a_wrong_kind_is_named_with_its_line(tmp_path: Path) -> None:
    (fault,) = faults_of(folder(tmp_path, a=GOOD.replace("transact", "transport")))

    assert fault.startswith("intents/a.yaml:4:")
    assert "transport" in fault


def test_too_few_examples_are_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(folder(tmp_path, a=GOOD.replace("  - 例句9\n", "")))

    assert "9 examples" in fault


def test_an_unknown_confusable_intent_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(folder(tmp_path, a=GOOD + "confusable: [nowhere]\n"))

    assert "nowhere" in fault
    assert ":18:" in fault


def test_an_example_under_two_intents_is_a_fault(tmp_path: Path) -> None:
    other = GOOD.replace("home_cold", "rooms_cold").replace("例句", "别的") + "  # end\n"
    other = other.replace("别的3", "例句3")
    (fault,) = faults_of(folder(tmp_path, a=GOOD, b=other))

    assert fault.startswith("intents/b.yaml:")
    assert "home_cold" in fault


def test_broken_yaml_does_not_hide_faults_of_other_files(tmp_path: Path) -> None:
    faults = faults_of(folder(tmp_path, a="intent: [", b=GOOD.replace("flow", "fly")))

    assert [fault.partition(":")[0] for fault in faults] == ["intents/a.yaml", "intents/b.yaml"]


def test_words_of_the_trade_are_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# 行业词\n换热站\n二次网 # 说明\n\n", encoding="utf-8")

    assert read_words(PackFolder(tmp_path)) == ["换热站", "二次网"]


def test_the_heating_pack_has_no_fault() -> None:
    root = Path(__file__).parents[2] / "packs" / "heating"

    assert len(read_intents(PackFolder(root))) >= 12
    assert "换热站" in read_words(PackFolder(root))
