"""What can go wrong with releases and own examples.

Invalid
├── ArchiveUnreadable    the upload is no sound archive of packs
└── IntentUnknown        an example for an intent that the release does not have
NotFound
├── ReleaseUnknown
├── RunUnknown
├── ExampleUnknown
└── FlowUnknown
Conflict
├── ReleaseHasFaults     it cannot be used
├── NotAllTestsPass            not all of its tests have passed, and no reason is given
├── NothingBefore        there is nothing to go back to
├── IsActive             it is in force already
├── RunNotDone           its outcome is not there yet
├── TaughtOtherwise      the text is an example of another intent
└── NothingToExport      there are no examples of the tenant's own
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words
from hearthline.platform.packs import Fault


class ArchiveUnreadable(Invalid):
    """The upload is no sound archive of packs; every fault is told with file and line."""

    code = "release.unreadable"
    title = Words(zh="业务包无法读取", en="The archive cannot be read")
    detail = Words(zh="{first}（共 {count} 处）", en="{first} ({count} in all)")

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults, in order."""
        self.faults = sorted(faults)
        errors = [
            {"pointer": f"{one.file}:{one.line}", "detail": Words(zh=said, en=said)}
            for one in self.faults[:100]
            for said in [f"{one.what} → {one.mend}"]
        ]
        super().__init__(count=len(faults), first=str(self.faults[0]), errors=errors)


class IntentUnknown(Invalid):
    """The release in force has no such intent."""

    code = "example.intent_unknown"
    title = Words(zh="没有这个意图", en="No such intent")
    detail = Words(zh="当前版本没有意图 {intent}。", en="The release in force has no {intent}.")


class ReleaseUnknown(NotFound):
    """No such release."""

    code = "release.unknown"
    title = Words(zh="没有这个版本", en="No such release")
    detail = Words(zh="没有版本 {release_id}。", en="There is no release {release_id}.")


class RunUnknown(NotFound):
    """No such run."""

    code = "run.unknown"
    title = Words(zh="没有这次运行", en="No such run")
    detail = Words(zh="没有这次测试或对比。", en="There is no such test run or comparison.")


class ExampleUnknown(NotFound):
    """No such example."""

    code = "example.unknown"
    title = Words(zh="没有这条例句", en="No such example")
    detail = Words(zh="没有这条例句，可能已被删除。", en="It is not there; perhaps it was removed.")


class FlowUnknown(NotFound):
    """No such flow or intent in the release."""

    code = "flow.unknown"
    title = Words(zh="没有这一项", en="Not there")
    detail = Words(zh="这个版本里没有 {name}。", en="The release has no {name}.")


class ReleaseHasFaults(Conflict):
    """It cannot be used."""

    code = "release.has_faults"
    title = Words(zh="版本有错误，不能启用", en="It has faults")
    detail = Words(zh="有 {count} 处错误，第一处：{first}", en="{count} faults, first: {first}")


class NotAllTestsPass(Conflict):
    """Not all of its tests have passed, and no reason is given to use it all the same."""

    code = "release.tests_fail"
    title = Words(zh="测试未全部通过", en="Its tests do not all pass")
    detail = Words(
        zh="该版本的测试没有全部通过（{told}）。确要启用请写明理由。",
        en="Not all of its tests have passed ({told}). Give a reason to activate it anyway.",
    )


class NothingBefore(Conflict):
    """There is nothing to go back to."""

    code = "release.nothing_before"
    title = Words(zh="没有可回退的版本", en="Nothing to go back to")
    detail = Words(zh="还没有启用过别的版本。", en="No other release has been active yet.")


class IsActive(Conflict):
    """It is in force already."""

    code = "release.is_active"
    title = Words(zh="已在使用", en="Active already")
    detail = Words(zh="这个版本已在使用。", en="This release is in force already.")


class RunNotDone(Conflict):
    """Its outcome is not there yet."""

    code = "run.not_done"
    title = Words(zh="还没有结果", en="Not done yet")
    detail = Words(zh="还在进行或未能完成：{state}。", en="It is {state}.")


class TaughtOtherwise(Conflict):
    """The text is an example of another intent."""

    code = "example.taught_otherwise"
    title = Words(zh="这句话已是例句", en="It is an example already")
    detail = Words(
        zh="这句话已是意图 {intent} 的例句，请先处理那一条。",
        en="The text is an example of {intent} already; settle that one first.",
    )


class NothingToExport(Conflict):
    """There are no examples of the tenant's own."""

    code = "example.nothing_to_export"
    title = Words(zh="没有自有例句", en="No examples of your own")
    detail = Words(zh="还没有添加过例句。", en="No examples have been added yet.")
