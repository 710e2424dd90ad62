"""What can go wrong with teams.

NotFound
└── TeamUnknown
Conflict
├── NotOfTeam
├── TeamNameTaken
└── TeamHasWork
"""

from hearthline.kernel import Conflict, NotFound, Words


class TeamUnknown(NotFound):
    """There is no such team, or it is another tenant's."""

    code = "team.unknown"
    detail = Words(
        zh="没有这个班组，请刷新班组列表。", en="There is no such team; reload the list."
    )


class NotOfTeam(Conflict):
    """Whoever does not belong to a team cannot be on its duty."""

    code = "team.not_a_member"
    detail = Words(
        zh="他不在这个班组里，请先把他加入班组。",
        en="He does not belong to this team; add him to it first.",
    )


class TeamNameTaken(Conflict):
    """Another team has the name."""

    code = "team.name_taken"
    detail = Words(
        zh="已有名为“{name}”的班组，请换一个名称。", en="A team `{name}` exists; use another name."
    )


class TeamHasWork(Conflict):
    """A team with open tickets stays."""

    code = "team.has_work"
    detail = Words(
        zh="该班组还有 {count} 张未办结工单，请先转派再停用。",
        en="The team has {count} open tickets; transfer them first.",
    )
