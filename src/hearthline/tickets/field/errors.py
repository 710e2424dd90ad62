"""What can go wrong with field work.

Invalid
├── PhotoRefused        its bytes are no picture that is taken
├── PhotoTooLarge
├── PictureMissing      a photo or signature came without its picture
└── FactsUnfit          what came with it does not fit its kind
NotFound
├── TaskUnknown         there is no such task, or it is not this worker's and never was
└── EvidenceUnknown
Conflict
├── TaskNotYours        it went to another team or person meanwhile
└── NoPhone             nobody left a number
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class PhotoRefused(Invalid):
    """The bytes are no JPEG, PNG or WebP."""

    code = "field.photo_refused"
    title = Words(zh="不是照片", en="Not a picture")
    detail = Words(
        zh="这个文件不是完整的 JPEG、PNG 或 WebP 照片，没有保存。请重新拍一张。",
        en="This file is no whole JPEG, PNG or WebP picture and was not stored. Take another.",
    )


class PhotoTooLarge(Invalid):
    """The picture has more bytes than are taken."""

    code = "field.photo_too_large"
    title = Words(zh="照片太大", en="The picture is too large")
    detail = Words(
        zh="照片超过 {most_mb} MB，没有保存。请缩小后再传。",
        en="The picture is larger than {most_mb} MB and was not stored. Make it smaller.",
    )


class PictureMissing(Invalid):
    """A photo or signature came without its picture, or a reading came with one."""

    code = "field.picture_missing"
    title = Words(zh="缺少照片", en="The picture is missing")
    detail = Words(
        zh="照片和签字要带图片（file），测温不带。请重新提交。",
        en="Photos and signatures carry a picture (file), readings do not. Send it again.",
    )


class FactsUnfit(Invalid):
    """What came with the evidence does not fit its kind."""

    code = "field.facts_unfit"
    title = Words(zh="填写有误", en="Some of it does not fit")
    detail = Words(
        zh="{where}：{what}。请改正后再提交。", en="{where}: {what}. Mend it and send again."
    )


class TaskUnknown(NotFound):
    """There is no such task, or it is not this worker's."""

    code = "field.task_unknown"
    detail = Words(
        zh="没有这个任务，或它不在您和您的班组名下。",
        en="There is no such task, or it is not yours or your team's.",
    )


class EvidenceUnknown(NotFound):
    """There is no such evidence, or the link has ended."""

    code = "field.evidence_unknown"
    detail = Words(
        zh="没有这份现场记录，或链接已过期。请重新打开工单。",
        en="There is no such record, or the link has ended. Open the ticket again.",
    )


class TaskNotYours(Conflict):
    """It went to another team or person meanwhile."""

    code = "field.task_not_yours"
    title = Words(zh="任务已不在您名下", en="The task is no longer yours")
    detail = Words(
        zh="工单 {number} 现在由{holder}处理。您记录的内容已保存，派单人员能看到。",
        en="Ticket {number} is now with {holder}. What you recorded is kept for the desk.",
    )


class NoPhone(Conflict):
    """Nobody left a number."""

    code = "field.no_phone"
    title = Words(zh="没有电话", en="No number")
    detail = Words(
        zh="这张工单没有留电话。请联系派单人员。",
        en="Nobody left a number with this ticket. Ask the desk.",
    )
