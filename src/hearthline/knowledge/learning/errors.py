"""What can go wrong with gaps and feedback.

NotFound
├── GapUnknown
├── DeedUnknown
└── ReportUnknown
Conflict
├── GapChanged
├── GapNotOpen
├── ReportAnswered
└── CannotUndo
Invalid
├── NoAnswerThere
├── NothingToLearn
├── MergeSenseless
└── PeriodSenseless
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class GapUnknown(NotFound):
    """No such gap for this tenant."""

    code = "knowledge.gap_unknown"
    title = Words(zh="没有这个缺口", en="No such gap")
    detail = Words(zh="没有找到这个知识缺口。", en="There is no such gap.")


class DeedUnknown(NotFound):
    """No such decision, or it was undone."""

    code = "knowledge.deed_unknown"
    title = Words(zh="没有这项处理", en="No such decision")
    detail = Words(zh="没有可以撤销的处理。", en="There is no decision to undo.")


class ReportUnknown(NotFound):
    """No such report for this tenant."""

    code = "knowledge.report_unknown"
    title = Words(zh="没有这条纠错", en="No such report")
    detail = Words(zh="没有找到这条纠错。", en="There is no such report.")


class NoAnswerThere(Invalid):
    """The message is no answer of the knowledge base in this conversation."""

    code = "knowledge.no_answer_there"
    title = Words(zh="这不是回答", en="Not an answer")
    detail = Words(
        zh="这个会话里第 {seq} 条消息不是知识库的回答，不能评价。",
        en="Message {seq} of this conversation is no answer of the knowledge base.",
    )


class GapChanged(Conflict):
    """Somebody decided meanwhile."""

    code = "knowledge.gap_changed"
    title = Words(zh="缺口已被处理", en="The gap has changed")
    detail = Words(
        zh="这个缺口刚被别人处理过，请刷新后再决定。",
        en="Somebody else dealt with this gap; reload before you decide.",
    )


class GapNotOpen(Conflict):
    """Only an open gap can be decided on."""

    code = "knowledge.gap_not_open"
    title = Words(zh="缺口不在待处理状态", en="The gap is not open")
    detail = Words(
        zh="这个缺口的状态是 {state}，先撤销之前的处理。",
        en="This gap is {state}; undo what was decided first.",
    )


class ReportAnswered(Conflict):
    """The report has its answer."""

    code = "knowledge.report_answered"
    title = Words(zh="纠错已处理", en="The report is answered")
    detail = Words(zh="这条纠错已经处理过了。", en="This report has been answered.")


class CannotUndo(Conflict):
    """What was decided has gone too far to be undone here."""

    code = "knowledge.deed_final"
    title = Words(zh="不能撤销", en="It cannot be undone")
    detail = Words(
        zh="内容已经发布或被别人改过，请在知识条目里修改或回退版本。",
        en="It was published or changed by others; edit or roll back the article.",
    )


class NothingToLearn(Invalid):
    """After masking nothing is left that a question or an answer could be."""

    code = "knowledge.nothing_to_learn"
    title = Words(zh="没有可学习的内容", en="Nothing to learn")
    detail = Words(
        zh="去掉个人信息和客套话后没有剩下内容：{member}。",
        en="Nothing is left after personal data and courtesy are taken out: {member}.",
    )


class MergeSenseless(Invalid):
    """A gap cannot be merged into itself or into one that is no longer open."""

    code = "knowledge.merge_senseless"
    title = Words(zh="不能这样合并", en="Cannot merge these")
    detail = Words(
        zh="只能把其他待处理的缺口并入一个待处理的缺口。",
        en="Only other open gaps can be merged into an open one.",
    )


class PeriodSenseless(Invalid):
    """A period that ends before it begins, or is longer than three years."""

    code = "knowledge.period_senseless"
    title = Words(zh="日期范围有误", en="Not a period")
    detail = Words(
        zh="从 {since} 到 {until} 不是可用的日期范围：先后颠倒，或超过三年。",
        en="{since} to {until} is no period: it ends before it begins, or lasts over three years.",
    )
