"""What can go wrong in the life of an item.

Invalid
├── DraftIncomplete     it cannot be handed in as it is; every lack is told
└── DueInThePast
NotFound
├── CopyUnknown         nobody is writing on the article
├── BatchUnknown
└── NeverInForce        the article had no version in force at that moment
Refused
└── ReviewByAuthor      whoever wrote on it cannot approve it
Conflict
├── SlugTaken
├── CopyMoved           somebody saved in the meantime
├── CopyInReview        it waits for review and is not changed meanwhile
├── CopyNotSubmitted    there is nothing to review
├── BasisMoved          the article was published anew after the copy was taken
├── NothingToUndo
├── NothingToSubmit     the copy says what is published
├── NothingBefore       no earlier version was in force
├── NotApproved         the version was never approved
├── AlreadyLive
├── NotLive
├── ScheduleStands      another version is going to come into force
├── GateRefuses         saved trials would come out worse
└── BatchUndone
"""

from collections.abc import Mapping, Sequence

from hearthline.kernel import Conflict, Invalid, NotFound, Refused, Words


class DraftIncomplete(Invalid):
    """The draft lacks something; each lack is told with its field."""

    code = "knowledge.draft_incomplete"
    title = Words(zh="还不能提交", en="Not ready to hand in")
    detail = Words(zh="有 {count} 处需要补充或修改。", en="{count} things are to be mended.")

    def __init__(self, lacks: Mapping[str, Words]) -> None:
        """Keep the lacks by field."""
        self.lacks = dict(lacks)
        errors = [{"pointer": f"/{name}", "detail": words} for name, words in lacks.items()]
        super().__init__(count=len(lacks), errors=errors)


class DueInThePast(Invalid):
    """A moment that is over cannot be waited for."""

    code = "knowledge.due_in_the_past"
    title = Words(zh="发布时间已过", en="That moment is over")
    detail = Words(
        zh="定时发布的时间要晚于现在；要立即生效请直接发布。",
        en="Choose a moment in the future, or publish at once.",
    )


class CopyUnknown(NotFound):
    """Nobody is writing on the article."""

    code = "knowledge.copy_unknown"
    title = Words(zh="没有草稿", en="No draft")
    detail = Words(zh="这篇知识没有正在编辑的草稿。", en="Nobody is writing on this article.")


class BatchUnknown(NotFound):
    """No such change of many."""

    code = "knowledge.batch_unknown"
    title = Words(zh="没有这次批量修改", en="No such change")
    detail = Words(zh="没有找到这次批量修改。", en="There is no such change of many items.")


class NeverInForce(NotFound):
    """The article had no version in force at that moment."""

    code = "knowledge.never_in_force"
    title = Words(zh="当时没有生效的版本", en="Nothing was in force")
    detail = Words(zh="{at} 时这篇知识没有已发布的版本。", en="Nothing was published at {at}.")


class ReviewByAuthor(Refused):
    """Whoever wrote on it cannot approve it: two persons see to each text."""

    code = "knowledge.review_by_author"
    title = Words(zh="不能审核自己写的内容", en="Not your own text")
    detail = Words(
        zh="这份草稿有您的修改，须由另一位有审核权限的同事审核。",
        en="You wrote on this draft; another person has to review it.",
    )


class SlugTaken(Conflict):
    """Another article has this short name."""

    code = "knowledge.slug_taken"
    title = Words(zh="编号已被使用", en="Name taken")
    detail = Words(zh="编号 {slug} 已有知识在用，请换一个。", en="{slug} is taken; choose another.")


class CopyMoved(Conflict):
    """Somebody saved in the meantime; who and when is told."""

    code = "knowledge.copy_moved"
    title = Words(zh="草稿已被他人更新", en="The draft has moved on")
    detail = Words(
        zh="{name} 在 {edited_at} 保存过这份草稿，请先载入最新内容再改。",
        en="{name} saved this draft at {edited_at}; load it and change that.",
    )


class CopyInReview(Conflict):
    """It waits for review and is not changed meanwhile."""

    code = "knowledge.copy_in_review"
    title = Words(zh="正在审核", en="In review")
    detail = Words(
        zh="草稿已提交审核；要修改请先撤回提交。", en="Take it back from review to change it."
    )


class CopyNotSubmitted(Conflict):
    """There is nothing to review."""

    code = "knowledge.copy_not_submitted"
    title = Words(zh="尚未提交审核", en="Not handed in")
    detail = Words(zh="草稿还没有提交审核。", en="The draft was not handed in for review.")


class BasisMoved(Conflict):
    """The article got a newer version after the copy was taken."""

    code = "knowledge.basis_moved"
    title = Words(zh="原文已有新版本", en="There is a newer version")
    detail = Words(
        zh="草稿基于第 {based_on} 版，现已有第 {newest} 版，请先合并再提交。",
        en="The draft is of version {based_on}, the newest is {newest}; merge first.",
    )


class NothingToUndo(Conflict):
    """The copy is as it was when it was opened."""

    code = "knowledge.nothing_to_undo"
    title = Words(zh="没有可撤销的修改", en="Nothing to undo")
    detail = Words(zh="已经回到最初打开时的内容。", en="It is as it was when it was opened.")


class NothingToSubmit(Conflict):
    """The copy says what the article says already."""

    code = "knowledge.nothing_to_submit"
    title = Words(zh="没有改动", en="Nothing changed")
    detail = Words(zh="草稿与当前版本完全相同。", en="The draft is the same as the version.")


class NothingBefore(Conflict):
    """No earlier version was in force."""

    code = "knowledge.nothing_before"
    title = Words(zh="没有更早的版本", en="Nothing to go back to")
    detail = Words(zh="此前没有发布过其他版本。", en="No other version was in force before.")


class NotApproved(Conflict):
    """The version was neither approved by a second person nor in force before."""

    code = "knowledge.not_approved"
    title = Words(zh="未经审核", en="Not approved")
    detail = Words(
        zh="第 {version} 版没有经过另一人审核，不能发布。",
        en="Version {version} was not approved by a second person.",
    )


class AlreadyLive(Conflict):
    """The version is in force already."""

    code = "knowledge.already_live"
    title = Words(zh="已经生效", en="In force already")
    detail = Words(zh="第 {version} 版已经在用。", en="Version {version} is in force.")


class NotLive(Conflict):
    """Nothing of the article is published."""

    code = "knowledge.not_live"
    title = Words(zh="没有发布", en="Not published")
    detail = Words(zh="这篇知识没有已发布的版本。", en="No version of it is published.")


class ScheduleStands(Conflict):
    """Another version is going to come into force; cancel that first."""

    code = "knowledge.schedule_stands"
    title = Words(zh="已有定时发布", en="A version is scheduled")
    detail = Words(
        zh="第 {version} 版定于 {due_at} 发布，请先取消定时再操作。",
        en="Version {version} is due at {due_at}; cancel that first.",
    )


class GateRefuses(Conflict):
    """Saved trials would come out worse with the version in force; each is told."""

    code = "knowledge.gate_refuses"
    title = Words(zh="测试门未通过", en="The trials stand against it")
    detail = Words(
        zh="发布后有 {count} 个测试集会变差。请修改内容，或写明理由后仍然发布。",
        en="{count} sets of trials would come out worse. Mend it, or publish with a reason.",
    )

    def __init__(self, against: Mapping[str, Sequence[str]]) -> None:
        """Keep the figures by set."""
        self.against = dict(against)
        errors = [
            {"pointer": f"/trials/{name}", "detail": Words(zh=told, en=told)}
            for name, told in ((name, ", ".join(found)) for name, found in against.items())
        ]
        super().__init__(count=len(against), errors=errors)


class BatchUndone(Conflict):
    """The change of many was undone before."""

    code = "knowledge.batch_undone"
    title = Words(zh="已经撤销过", en="Undone already")
    detail = Words(zh="这次批量修改已经撤销过了。", en="This change was undone before.")
