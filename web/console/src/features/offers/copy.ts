/** Words of an offered conversation. */
import { copyOf } from "@/lib/locale";

export const copy = copyOf({
  zh: {
    title: "有一位客户等您接起",
    waited: (time: string) => `已等 ${time}`,
    left: (s: number) => `${s} 秒`,
    leftHint: (s: number) => `${s} 秒后转给下一位`,
    accept: "接起",
    later: "稍后",
    more: (n: number) => `还有 ${n} 个待接`,
    gone: "这个会话已由别人接起，或客户已离开。",
    newOffer: (who: string) => `${who} 等您接起`,
  },
  en: {
    title: "A customer waits for you",
    waited: (time: string) => `waited ${time}`,
    left: (s: number) => `${s} s`,
    leftHint: (s: number) => `Goes to the next person in ${s} s`,
    accept: "Take",
    later: "Later",
    more: (n: number) => `${n} more offered`,
    gone: "Somebody else took this conversation, or the customer left.",
    newOffer: (who: string) => `${who} waits for you`,
  },
});
