"""A flow as a chart: every step is a node, every way is an edge, whatever the pack."""

import pytest

from hearthline.dialogue.flows.graph import ways_on
from hearthline.dialogue.flows.model import Branch, Flow
from hearthline.dialogue.releases.errors import FlowUnknown
from hearthline.dialogue.workbench.browsing import Sought, flow_chart, flow_rows
from hearthline.dialogue.workbench.charts import chart
from tests.make import releases as make

pytestmark = pytest.mark.unit

TRADES = make.small_shelf().trades
PACK = TRADES[0].pack


@pytest.mark.parametrize("flow", PACK.flows.values(), ids=lambda flow: flow.id)
def test_a_chart_has_every_step_and_every_way(flow: Flow) -> None:
    drawn = chart(PACK, flow)

    assert [node.id for node in drawn.nodes] == list(flow.steps)
    assert drawn.flow.start in flow.steps
    ways = {(step.id, target) for step in flow.steps.values() for target in ways_on(step)}
    assert {(edge.source, edge.target) for edge in drawn.edges} == ways
    assert all(node.label.zh and node.label.en for node in drawn.nodes)


def test_nodes_tell_words_operation_and_level() -> None:
    drawn = flow_chart(make.small_shelf().trades, "heating", "safety_check")
    nodes = {node.kind: node for node in drawn.nodes}

    assert ("zh", "给您登记上门安检：{slots.place}{slots.account_no}。对吗？") in nodes[
        "confirm"
    ].words
    call = nodes["call"].operation
    assert call is not None
    assert (call.name, call.level, call.effect.value) == ("work_order.open", "L0", "write")
    assert nodes["subflow"].flow == "which_account"
    assert nodes["handoff"].label.zh == "转人工：业务系统没有回应"


def test_edges_tell_conditions_and_errors() -> None:
    branching = PACK.flows["which_account"]
    arms = [
        arm.condition.text
        for step in branching.steps.values()
        if isinstance(step, Branch)
        for arm in step.arms
    ]
    drawn = chart(PACK, branching)
    errors = [
        edge for edge in flow_chart(TRADES, "heating", "safety_check").edges if edge.kind == "error"
    ]

    assert arms
    assert [edge.condition for edge in drawn.edges if edge.kind == "condition"] == arms
    assert [(edge.target, edge.label.zh) for edge in errors] == [("not_filed", "其他问题")]


def test_a_flow_that_is_not_there_is_said_so() -> None:
    for domain, flow in (("heating", "nothing"), ("power", "safety_check")):
        with pytest.raises(FlowUnknown):
            flow_chart(make.small_shelf().trades, domain, flow)


def test_rows_are_paged_and_sought() -> None:
    rows = flow_rows(make.small_shelf().trades)

    first, after = Sought(limit=5).page_of(rows)
    assert [one.id for one in first] == [one.id for one in rows[:5]]
    assert after == "5"
    rest, end = Sought(after=5, limit=200).page_of(rows)
    assert len(rest) == len(rows) - 5
    assert end is None
    found, _ = Sought(words="安检").page_of(rows)
    assert [one.id for one in found] == ["safety_check"]
