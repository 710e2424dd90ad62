"""What an item states, read from its attributes and front matter (R70)."""

from dataclasses import replace

import pytest

from hearthline.knowledge import Article, Attribute
from hearthline.knowledge.graph.extraction import reading_of
from hearthline.knowledge.graph.model import EntityKind, RelationKind
from tests.make import articles as make
from tests.make import graph as make_graph

pytestmark = pytest.mark.unit


def stated(article: Article) -> set[tuple[str, str, str]]:
    return {(f.subject.name, f.kind.value, f.object.name) for f in reading_of(article).facts}


def test_a_business_has_its_conditions_and_papers() -> None:
    found = stated(make.article(make_graph.STOP))

    assert {
        ("怎么办报停", "is_about", "报停"),
        ("报停", "requires", "没有欠费"),
        ("报停", "needs", "身份证"),
        ("怎么办报停", "names", "房产证"),
    } <= found


def test_a_fault_has_its_causes_and_remedies_and_who_handles_it() -> None:
    found = stated(make.article(make_graph.COLD))

    assert {
        ("家里不热", "caused_by", "阀门没开"),
        ("家里不热", "mended_by", "打开阀门"),
        ("家里不热", "handled_by", "供热报修"),
    } <= found


def test_the_front_matter_speaks_too() -> None:
    draft = replace(
        make_graph.STOP, tags=("冬季",), scenes=("SOP-3",), regions=("甲市",), source="甲市供热条例"
    )

    found = stated(make.article(draft))

    assert ("供热/报停", "part_of", "供热") in found
    assert ("怎么办报停", "belongs_to", "供热/报停") in found
    assert ("怎么办报停", "see_also", "heating/resume-heat") in found
    assert ("怎么办报停", "belongs_to", "冬季") in found
    assert ("怎么办报停", "used_in", "SOP-3") in found
    assert ("怎么办报停", "applies_in", "甲市") in found
    assert ("怎么办报停", "names", "甲市供热条例") in found


def test_a_handbook_is_no_rule() -> None:
    facts = reading_of(make.article(make_graph.STOP)).facts

    assert not any(f.object.kind is EntityKind.POLICY for f in facts)


def test_the_same_item_gives_the_same_facts() -> None:
    article = make.article(make_graph.STOP)

    assert reading_of(article) == reading_of(article)


def test_two_ways_to_write_a_name_lead_to_one_entity() -> None:
    one = reading_of(make.article(make_graph.item("a", ("故障", "ＡＢＣ 故障"))))
    other = reading_of(make.article(make_graph.item("b", ("故障", "abc 故障"))))

    assert one.facts[0].object.key == other.facts[0].object.key


@pytest.mark.parametrize("value", ["", "  ", "\u3000"])
def test_an_empty_value_names_nothing(value: str) -> None:
    draft = replace(make_graph.STOP, attributes=(Attribute("业务", value),), related=())

    kinds = {f.kind for f in reading_of(make.article(draft)).facts}

    assert RelationKind.IS_ABOUT not in kinds


def test_a_name_that_is_not_known_is_for_comparing_only() -> None:
    draft = make_graph.item("x", ("颜色", "红"))

    assert reading_of(make.article(draft)).facts == ()
