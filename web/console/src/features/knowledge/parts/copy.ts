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
    why: {
      reasons: "为什么是它",
      fields: { title: "标题", similar: "相似问法", question: "问法", keyword: "关键词", body: "正文" } as Record<string, string>,
      ways: {
        words: "词语",
        chars: "字",
        characters: "字",
        grams: "相邻字",
        pinyin: "拼音",
        syllables: "读音",
        synonyms: "同义词",
        initials: "拼音首字母",
        dense: "语义",
        graph: "图谱",
      } as Record<string, string>,
      gave: (share: string) => `重合 ${share}`,
    },
  },
  en: {
    pickArticle: "Find an item by title",
    pickNone: "No item of this title",
    channels: { ...itemCopy.en.channels, voice: "Phone", help: "Help centre", desk: "Desk" },
    audiences: itemCopy.en.audiences,
    kinds: itemCopy.en.kinds,
    version: (n: number) => `v${n}`,
    open: "Open",
    why: {
      reasons: "Why",
      fields: { title: "Title", similar: "Wording", question: "Wording", keyword: "Keyword", body: "Text" },
      ways: {
        words: "words",
        chars: "characters",
        characters: "characters",
        grams: "neighbouring characters",
        pinyin: "pinyin",
        syllables: "sound",
        synonyms: "synonyms",
        initials: "initials",
        dense: "meaning",
        graph: "graph",
      },
      gave: (share: string) => `${share} in common`,
    },
  },
});
