"""What can go wrong with trials.

NotFound
├── TrialSetUnknown
└── TrialRunUnknown
Conflict
├── TrialSetTaken
└── TrialSetChanged
"""

from hearthline.kernel import Conflict, NotFound, Words


class TrialSetUnknown(NotFound):
    """No such set of questions for this tenant."""

    code = "knowledge.trial_set_unknown"
    title = Words(zh="没有这个测试集", en="No such test set")
    detail = Words(zh="没有找到这个测试集。", en="There is no such test set.")


class TrialRunUnknown(NotFound):
    """No such run for this tenant."""

    code = "knowledge.trial_run_unknown"
    title = Words(zh="没有这次测试", en="No such run")
    detail = Words(zh="没有找到这次测试的结果。", en="There is no such run.")


class TrialSetTaken(Conflict):
    """Names of sets are told apart."""

    code = "knowledge.trial_set_taken"
    title = Words(zh="测试集重名", en="The name is taken")
    detail = Words(zh="已有名为“{name}”的测试集。", en="There is a test set “{name}” already.")


class TrialSetChanged(Conflict):
    """Somebody else changed it meanwhile."""

    code = "knowledge.trial_set_changed"
    title = Words(zh="测试集已被别人修改", en="Changed by somebody else")
    detail = Words(zh="请刷新后再保存。", en="Load it again before saving.")
