"""What can go wrong with thresholds and alarms."""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class AlarmOver(Conflict):
    """It is over, so there is nothing to take on."""

    code = "routing.alarm_over"
    title = Words(zh="告警已恢复", en="The alarm is over")
    detail = Words(
        zh="这条告警已经恢复，不用再处理；在历史里可以看到经过。",
        en="This alarm is over and needs nobody; its course stands in the history.",
    )


class AlarmTaken(Conflict):
    """Somebody else took it on."""

    code = "routing.alarm_taken"
    title = Words(zh="已有人在处理", en="Somebody has it")
    detail = Words(
        zh="{name} 已确认并在处理这条告警。", en="{name} has acknowledged this alarm already."
    )


class NotOfQueues(Invalid):
    """This is watched for the whole house only."""

    code = "routing.threshold_not_of_queues"
    detail = Words(
        zh="“{kind}”按全中心监控，不能按队列单设。请去掉队列再保存。",
        en="“{kind}” is watched for the whole house; leave the queue out.",
    )


class AlarmUnknown(NotFound):
    """There is no such alarm."""

    code = "routing.alarm_unknown"
    detail = Words(zh="没有这条告警。", en="There is no such alarm.")
