/** Words for what the desk gives back to the base: what belongs in it, what is wrong in it. */
import { copyOf } from "@/lib/locale";

export const knowledgeCopy = copyOf({
  zh: {
    propose: "该入库",
    proposeHint: { answer: "把这句回答推荐给知识编辑", question: "知识里缺这个问题，告诉知识编辑" },
    proposed: "已推荐入库",
    proposedSaid: "已交给知识编辑，审核后才会用",
    report: "这条有误",
    reportTitle: (title: string) => `“${title}”哪里不对`,
    kinds: { wrong: "内容有误", outdated: "已过时", unclear: "说不清楚", incomplete: "不完整" },
    reason: "哪里不对，应该是什么",
    reasonHint: "例如 滞纳金 2026 年起不收了，以新规定为准",
    send: "交给知识编辑",
    reported: "已交给知识编辑，处理后会在这里回复您",
    answered: (title: string) => `您说“${title}”有误`,
    outcomes: { mended: "已改正", declined: "不用改" } as Record<string, string>,
    seen: "知道了",
  },
  en: {
    propose: "For the base",
    proposeHint: { answer: "Offer this answer to the editors", question: "Tell the editors that the base lacks this" },
    proposed: "Offered",
    proposedSaid: "The editors have it; it is used once reviewed",
    report: "This is wrong",
    reportTitle: (title: string) => `What is wrong in “${title}”`,
    kinds: { wrong: "Wrong", outdated: "Outdated", unclear: "Unclear", incomplete: "Incomplete" },
    reason: "What is wrong, and what would be right",
    reasonHint: "For example: no late fee since 2026, by the new rule",
    send: "To the editors",
    reported: "The editors have it and will answer you here",
    answered: (title: string) => `You reported “${title}”`,
    outcomes: { mended: "Mended", declined: "Declined" },
    seen: "Seen",
  },
});
