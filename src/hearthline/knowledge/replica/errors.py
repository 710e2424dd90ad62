"""What can go wrong between the master and its replica.

Invalid
├── KeyUnreadable         not a public key of a master
├── BundleUnreadable      not a bundle, or one that breaks the rules of bundles
├── BundleForged          not signed by the master that is followed
└── BundleTampered        an item is not what the manifest says
Refused
└── ExportBySelf          whoever wrote it does not let it out
Conflict
├── NotForExport          it is not published, or not flagged for export
├── NothingToSend         nothing has changed since the bundle before
├── BundleReplayed        it was received before, or an earlier one is sent again
├── BundleGap             bundles before it are missing
├── BundleForked          it follows another bundle than the last one received
├── NotFollowing          this tenant follows no master yet
├── FollowsAnother        it follows another master
└── ReplicaSendsNothing   a replica makes no bundles
"""

from hearthline.kernel import Conflict, Invalid, Refused, Words


class KeyUnreadable(Invalid):
    """Not a public key of a master."""

    code = "replica.key_unreadable"
    title = Words(zh="公钥不可用", en="The key cannot be used")
    detail = Words(
        zh="这不是主库的公钥。请在主库运行 hearthline knowledge bundle-key 取得。",
        en="That is no public key of a master; `hearthline knowledge bundle-key` prints it there.",
    )


class BundleUnreadable(Invalid):
    """Not a bundle, or one that breaks the rules of bundles."""

    code = "replica.bundle_unreadable"
    title = Words(zh="不是可用的知识包", en="Not a bundle")
    detail = Words(zh="知识包读不出来：{why}", en="The bundle cannot be read: {why}")


class BundleForged(Invalid):
    """Not signed by the master that is followed."""

    code = "replica.bundle_forged"
    title = Words(zh="签名不符", en="Wrong signature")
    detail = Words(
        zh="签名不是所跟随主库的，整包拒收，没有改动任何内容。",
        en="The signature is not the master's; the bundle is refused and nothing was changed.",
    )


class BundleTampered(Invalid):
    """An item is not what the manifest says."""

    code = "replica.bundle_tampered"
    title = Words(zh="内容被改动", en="Changed on the way")
    detail = Words(
        zh="第 {line} 条与清单不符，整包拒收，没有改动任何内容。",
        en="Item {line} is not what the manifest says; the bundle is refused, nothing was changed.",
    )


class ExportBySelf(Refused):
    """Whoever wrote it does not let it out."""

    code = "replica.export_by_self"
    title = Words(zh="须由另一人批准", en="Another person has to approve")
    detail = Words(
        zh="这一版是您写的，外发须由另一位有审核权限的同事批准。",
        en="You wrote this version; another person has to let it out.",
    )


class NotForExport(Conflict):
    """It is not published, or not flagged for export."""

    code = "replica.not_for_export"
    title = Words(zh="不能外发", en="Not for export")
    detail = Words(
        zh="只有已发布、面向客户、并标记为可外发的知识才能批准外发。",
        en="Only what is published, for customers and flagged for export can be let out.",
    )


class NothingToSend(Conflict):
    """Nothing has changed since the bundle before."""

    code = "replica.nothing_to_send"
    title = Words(zh="没有变化", en="Nothing has changed")
    detail = Words(
        zh="自第 {number} 包以来没有变化，不需要新的增量包。",
        en="Nothing has changed since bundle {number}.",
    )


class BundleReplayed(Conflict):
    """It was received before, or an earlier one is sent again."""

    code = "replica.bundle_replayed"
    title = Words(zh="重复的知识包", en="Received before")
    detail = Words(
        zh="这是第 {number} 包，已收到第 {received} 包，拒收。",
        en="This is bundle {number}; bundle {received} was received already.",
    )


class BundleGap(Conflict):
    """Bundles before it are missing."""

    code = "replica.bundle_gap"
    title = Words(zh="缺少前面的知识包", en="Bundles are missing")
    detail = Words(
        zh="这是第 {number} 包，应接第 {wanted} 包。请按顺序接收，或接收一个全量包。",
        en="This is bundle {number}, {wanted} is next. Receive them in order, or a full one.",
    )


class BundleForked(Conflict):
    """It follows another bundle than the last one received."""

    code = "replica.bundle_forked"
    title = Words(zh="前后不衔接", en="Another line of bundles")
    detail = Words(
        zh="第 {number} 包接的不是这里收到的上一包。请接收一个全量包。",
        en="Bundle {number} follows another bundle than the last one here. Receive a full one.",
    )


class NotFollowing(Conflict):
    """This tenant follows no master yet."""

    code = "replica.not_following"
    title = Words(zh="还没有设定主库", en="No master is set")
    detail = Words(
        zh="请先设定主库公钥（HEARTHLINE_KNOWLEDGE_MASTER_KEY，或 --master-key）。",
        en="Set the master's public key first (HEARTHLINE_KNOWLEDGE_MASTER_KEY, or --master-key).",
    )


class FollowsAnother(Conflict):
    """It follows another master."""

    code = "replica.follows_another"
    title = Words(zh="跟随的是另一个主库", en="Another master is followed")
    detail = Words(
        zh="这里跟随的是另一个主库（公钥 {master_key}），不能改换。",
        en="Another master is followed here (key {master_key}); that cannot be changed.",
    )


class ReplicaSendsNothing(Conflict):
    """A replica makes no bundles."""

    code = "replica.sends_nothing"
    title = Words(zh="只读副本不能制作知识包", en="A replica makes no bundles")
    detail = Words(zh="知识包只能由主库制作。", en="Only a master makes bundles.")
