/** Words of the knowledge room's frame. */
import { copyOf } from "@/lib/locale";

export const copy = copyOf({
  zh: {
    title: "知识",
    rooms: {
      search: "查找",
      items: "条目",
      review: "审核",
      import: "导入",
      gaps: "缺口",
      graph: "图谱",
      trials: "命中测试",
      words: "词表",
      compare: "对比",
      analytics: "分析",
    },
    waiting: (n: number) => `${n} 条等待审核`,
    closed: ["这里需要相应的权限", "请管理员在“设置 › 员工”里开通，或者回到“查找”。"] as [string, string],
  },
  en: {
    title: "Articles",
    rooms: {
      search: "Find",
      items: "Items",
      review: "Review",
      import: "Import",
      gaps: "Gaps",
      graph: "Graph",
      trials: "Hit tests",
      words: "Words",
      compare: "Compare",
      analytics: "Figures",
    },
    waiting: (n: number) => `${n} wait for review`,
    closed: ["This place needs a permission", "An administrator can give it in Settings › Staff."],
  },
});
