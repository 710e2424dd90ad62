/** Words of the log of questions. */
import { copyOf } from "@/lib/locale";

export const logCopy = copyOf({
  zh: {
    intro: "个人信息已遮盖",
    outcomes: {
      told: "直接回答", asked: "反问确认", listed: "列出几条", unanswered: "没有答上", outside: "当成业务外",
    },
    sources: { bot: "机器人", desk: "坐席", help: "帮助中心", phone: "电话" },
    anyOutcome: "全部结果",
    anyChannel: "全部渠道",
    outcome: "结果",
    channel: "渠道",
    where: "在哪里问",
    day: "日期",
    question: "问的是",
    answeredBy: "最接近的知识",
    at: "时间",
    likely: (share: string) => `把握 ${share}`,
    none: ["还没有人问过", "客户问机器人、坐席查知识、帮助中心里的搜索，都会记在这里。"] as [string, string],
    noMatch: ["没有符合的提问", "换一天，或者去掉结果、渠道的限制。"] as [string, string],
    failed: "提问记录没有读到",
    noArticle: "没有接近的",
    conversation: "看会话",
  },
  en: {
    intro: "Personal data are masked",
    outcomes: {
      told: "Told", asked: "Asked back", listed: "Listed", unanswered: "Not answered", outside: "Taken as not ours",
    },
    sources: { bot: "Bot", desk: "Desk", help: "Help centre", phone: "Phone" },
    anyOutcome: "All outcomes",
    anyChannel: "All channels",
    outcome: "Outcome",
    channel: "Channel",
    where: "Where",
    day: "Day",
    question: "Asked",
    answeredBy: "Closest item",
    at: "When",
    likely: (share: string) => `${share} sure`,
    none: ["Nobody asked yet", "What customers ask the bot, agents look up and people search in the help centre stands here."],
    noMatch: ["No such question", "Another day, or all outcomes and channels."],
    failed: "The questions could not be read",
    noArticle: "None near",
    conversation: "Conversation",
  },
});
