"""What can go wrong with macros.

NotFound
└── MacroUnknown
Refused
└── SharedMacroNotYours
Conflict
├── MacroShortcutTaken
├── MacroChanged        what is to be run is not what was shown
├── MacroIncomplete
└── RunOfAnother
Invalid
└── MacroUnfit          a step that cannot be done here, said with its number
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Refused, Words


class MacroUnknown(NotFound):
    """There is no such macro, or it is somebody else's own."""

    code = "macro.unknown"
    detail = Words(zh="没有这个宏，可能已被删除。", en="There is no such macro.")


class SharedMacroNotYours(Refused):
    """Shared macros are the supervisors' to write."""

    code = "macro.shared_not_yours"
    detail = Words(
        zh="共享的宏由班长维护，您可以另存为自己的宏。",
        en="Shared macros are kept by supervisors; save it as your own.",
    )


class MacroShortcutTaken(Conflict):
    """Another macro has this shortcut."""

    code = "macro.shortcut_taken"
    detail = Words(
        zh="快捷码“{shortcut}”已被“{title}”使用。",
        en="The shortcut {shortcut} is taken by {title}.",
    )


class MacroChanged(Conflict):
    """What would be done is not what was shown."""

    code = "macro.changed"
    detail = Words(
        zh="预览之后内容有变化，请重新预览后再执行。",
        en="It has changed since it was shown; look at the preview again.",
    )


class MacroIncomplete(Conflict):
    """Something that the words name is not known here."""

    code = "macro.incomplete"
    detail = Words(
        zh="还缺：{missing}。请在预览里填上再执行。",
        en="Missing: {missing}. Fill it in in the preview.",
    )


class RunOfAnother(Conflict):
    """The id of the run belongs to another run."""

    code = "macro.run_of_another"
    detail = Words(
        zh="这个编号的执行属于别的会话，请重新打开宏。",
        en="A run of this id belongs elsewhere; open the macro again.",
    )


class MacroUnfit(Invalid):
    """A macro with a step that cannot be done here."""

    code = "macro.unfit"
    detail = Words(zh="第 {number} 步：{zh}", en="Step {number}: {en}")

    def __init__(self, number: int, words: Words) -> None:
        """Keep the step's number, from 1, and what is wrong with it."""
        super().__init__(number=number, zh=words.zh, en=words.en)
