/** Words that several places of the knowledge room share. */
import { copyOf } from "@/lib/locale";

import { itemCopy } from "../shared/copy";

export const shared = copyOf({
  zh: {
    pickArticle: "按标题找知识",
    pickNone: "没有这个标题的知识",
    channels: { ...itemCopy.zh.channels, voice: "电话", help: "帮助中心", desk: "坐席" } as Record<string, string>,
    audiences: itemCopy.zh.audiences,
    kinds: itemCopy.zh.kinds,
    version: (n: number) => `v${n}`,
    open: "打开",
    you: "您",
    colleague: "同事",
  },
  en: {
    pickArticle: "Find an item by title",
    pickNone: "No item of this title",
    channels: { ...itemCopy.en.channels, voice: "Phone", help: "Help centre", desk: "Desk" },
    audiences: itemCopy.en.audiences,
    kinds: itemCopy.en.kinds,
    version: (n: number) => `v${n}`,
    open: "Open",
    you: "you",
    colleague: "a colleague",
  },
});
