"""What can go wrong with the graph and with comparing.

NotFound
├── EntityUnknown
├── RelationUnknown
├── EditUnknown
└── ProfileUnknown
Conflict
├── NameTaken
├── MergerGone
└── EditSuperseded
Invalid
├── ItemIsNotEdited
├── RelationToItself
├── KindsDiffer
└── NothingToCompare
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class EntityUnknown(NotFound):
    """No such entity for this tenant, or it was deleted."""

    code = "graph.entity_unknown"
    title = Words(zh="没有这个实体", en="No such entity")
    detail = Words(
        zh="图谱里没有这个实体，或者它已被删除、合并。",
        en="The graph has no such entity, or it was deleted or merged.",
    )


class RelationUnknown(NotFound):
    """No such relation for this tenant, or it was deleted."""

    code = "graph.relation_unknown"
    title = Words(zh="没有这条关系", en="No such relation")
    detail = Words(
        zh="图谱里没有这条关系，或者它已被删除。", en="There is no such relation any more."
    )


class EditUnknown(NotFound):
    """No such edit, or it was undone already."""

    code = "graph.edit_unknown"
    title = Words(zh="没有这次修改", en="No such edit")
    detail = Words(
        zh="没有编号为 {number} 的修改，或者它已被撤销。",
        en="There is no edit {number}, or it was undone.",
    )


class ProfileUnknown(NotFound):
    """No such policy profile, or no such version of it."""

    code = "graph.profile_unknown"
    title = Words(zh="没有这份政策", en="No such policy profile")
    detail = Words(
        zh="没有政策档案“{id}”或它的这个版本。",
        en="There is no policy profile `{id}` of this version.",
    )


class NameTaken(Conflict):
    """Another entity of the kind has the name; the two may be merged."""

    code = "graph.name_taken"
    title = Words(zh="名称已被使用", en="The name is taken")
    detail = Words(
        zh="同类实体里已经有“{name}”。可以改用别的名称，或者把两者合并。",
        en="Another entity of this kind is named `{name}`. Choose another name, or merge the two.",
    )


class MergerGone(Conflict):
    """The entity that was to take another in is not there, or no longer."""

    code = "graph.merger_gone"
    title = Words(zh="合并目标不在了", en="The entity to merge into is gone")
    detail = Words(
        zh="要并入的实体不存在，或刚被删除、合并。请重新选择。",
        en="The entity to merge into is not there; it may have just been deleted or merged.",
    )


class EditSuperseded(Conflict):
    """Something later was done to the same entities; that must be undone first."""

    code = "graph.edit_superseded"
    title = Words(zh="后面还有修改", en="There are later edits")
    detail = Words(
        zh="这些实体后来又改过（第 {later} 号修改），请先撤销那一次。",
        en="The same entities were changed later (edit {later}); undo that first.",
    )


class ItemIsNotEdited(Invalid):
    """Items get their names from their articles, and go when these are withdrawn."""

    code = "graph.item_is_not_edited"
    title = Words(zh="知识条目不在图谱里改", en="Items are not edited here")
    detail = Words(
        zh="知识条目的名称随文章而定；改名请改文章标题，删除请下线文章。",
        en="An item is named by its article; change the article's title, or withdraw it.",
    )


class RelationToItself(Invalid):
    """A relation leads to another entity."""

    code = "graph.relation_to_itself"
    title = Words(zh="关系两端相同", en="Both ends are the same")
    detail = Words(
        zh="一条关系、一次合并都要有两个不同的实体。",
        en="A relation, or a merger, needs two different entities.",
    )


class KindsDiffer(Invalid):
    """Only entities of one kind are merged."""

    code = "graph.kinds_differ"
    title = Words(zh="类别不同", en="The kinds differ")
    detail = Words(
        zh="只有同类实体可以合并：{one} 与 {other} 不同类。",
        en="Only entities of one kind can be merged: {one} is not {other}.",
    )


class NothingToCompare(Invalid):
    """Two to four different things are set side by side."""

    code = "compare.count"
    title = Words(zh="请选 2 到 4 个", en="Choose two to four")
    detail = Words(
        zh="对比需要 2 到 4 个不同的对象，现在是 {count} 个。",
        en="Comparing takes two to four different things; these are {count}.",
    )
