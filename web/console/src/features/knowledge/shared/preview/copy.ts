/** Words of the preview. */
import { copyOf } from "@/lib/locale";

export const previewCopy = copyOf({
  zh: {
    previewIn: "在哪里看",
    shapes: { web: "网页", wechat: "微信", phone: "电话", agent: "坐席" },
    notShown: (where: string) => `按现在的设置，${where}里查不到这条知识。`,
    notYet: "还没有写答案",
    seconds: (n: number) => `念出来约 ${n} 秒`,
    long: "电话里偏长，建议写一段不超过 25 秒的话术",
    readsAnswer: "没有写电话话术，念的是客户版答案",
    bot: "智能客服",
    related: "相关问题",
    details: "补充说明",
    professional: "专业版",
  },
  en: {
    previewIn: "Seen in",
    shapes: { web: "Web", wechat: "WeChat", phone: "Phone", agent: "Agent" },
    notShown: (where: string) => `As it is set, it is not found in: ${where}.`,
    notYet: "No answer yet",
    seconds: (n: number) => `About ${n} s to say`,
    long: "Long for a phone; write a spoken form under 25 s",
    readsAnswer: "No spoken form: the customer's answer is read",
    bot: "Assistant",
    related: "Related",
    details: "Details",
    professional: "Professional",
  },
});
