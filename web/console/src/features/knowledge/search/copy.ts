/** Words of finding. */
import { copyOf } from "@/lib/locale";

export const copy = copyOf({
  zh: {
    search: "问一句，像客户那样说",
    hint: ["搜已发布的知识", "例如 室温多少度算合格、停暖怎么退费。坐席专用的条目也在这里。"] as [
      string,
      string,
    ],
    none: ["没有找到相关知识", "换个说法试试；确实没有的话，请告诉知识编辑补上。"] as [
      string,
      string,
    ],
    failed: "知识没有搜到",
    asked: "对应的问法",
    source: "来源",
    local: "本地规定",
    bands: { direct: "可直接回答", clarify: "需要确认", none: "相关度低" },
    copied: "已复制，可以粘贴到回复里",
    copy: "复制",
    version: (n: number) => `第 ${n} 版`,
  },
  en: {
    search: "Ask as a customer would",
    hint: ["Search what is published", "For example: what room temperature is due, how to get a refund."],
    none: ["Nothing fits", "Try other words; if it is missing, tell the editors."],
    failed: "The search did not work",
    asked: "Asked as",
    source: "Source",
    local: "Local rule",
    bands: { direct: "Answers it", clarify: "Check first", none: "Loosely related" },
    copied: "Copied; paste it into the reply",
    copy: "Copy",
    version: (n: number) => `version ${n}`,
  },
});
