/** Words of writing: the box, replies that wait, notes, limits. */
import { copyOf } from "@/lib/locale";

export const writingCopy = copyOf({
  zh: {
    soon: (seconds: number) => `${seconds} 秒后发出`,
    sendNow: "立即发送",
    takeBack: "撤回",
    note: "内部备注",
    whisper: "班长提示，客户看不到",
    keepNote: "记下备注",
    noteHint: "写给同事的备注，客户看不到。@ 提到同事，Alt N 切回回复",
    attach: "发送图片或文件，也可以直接粘贴、拖进来",
    people: "同事",
    lent: "机器人正在替您办这一步，办完会交还给您。",
    returned: {
      moved: "没有发出：会话已由别人接待。您的话已放回输入框。",
      closed: "没有发出：会话已经结束。您的话已放回输入框。",
      limit: "没有发出：渠道不再接收。您的话已放回输入框，请改用电话联系。",
    },
    windowLeft: (time: string) => `还可回复 ${time}`,
    windowOver: "回复时限已过，请改用电话或短信",
    messagesLeft: (left: number, most: number) => `还能发 ${left} 条（客户每说一次话可回 ${most} 条）`,
    smsLength: (length: number, longest: number, parts: number) =>
      `短信 ${length}/${longest} 字，计 ${parts} 条`,
    suggests: (words: string) => `建议：${words}`,
    sendAgain: "再按一次 Enter 发送",
    mend: "回去修改",
    sendAnyway: "仍要发送",
    nearNumber: (written: string, end: string) =>
      `“${written}”与本次会话里尾号 ${end} 的号码只差一位，请核对。`,
  },
  en: {
    soon: (seconds: number) => `Sent in ${seconds} s`,
    sendNow: "Send now",
    takeBack: "Take back",
    note: "Private note",
    whisper: "From a supervisor, not shown to the customer",
    keepNote: "Keep note",
    noteHint: "A note for colleagues, never shown to the customer. @ names somebody, Alt N replies",
    attach: "Send pictures or files; pasting and dropping work too",
    people: "Colleagues",
    lent: "The bot is doing this step for you and hands back when it is done.",
    returned: {
      moved: "Not sent: somebody else has the conversation. Your words are back in the box.",
      closed: "Not sent: the conversation is closed. Your words are back in the box.",
      limit: "Not sent: the channel takes no more. Your words are back in the box; please call.",
    },
    windowLeft: (time: string) => `You may answer for ${time}`,
    windowOver: "The time for answers is over; please call or text",
    messagesLeft: (left: number, most: number) => `${left} of ${most} messages left`,
    smsLength: (length: number, longest: number, parts: number) =>
      `${length}/${longest} characters, ${parts} SMS`,
    suggests: (words: string) => `Better: ${words}`,
    sendAgain: "Enter again sends",
    mend: "Back to the text",
    sendAnyway: "Send anyway",
    nearNumber: (written: string, end: string) =>
      `"${written}" differs by one digit from the number ending in ${end}; please check.`,
  },
});
