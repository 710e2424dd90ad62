/** Words of comparing two versions. */
import { copyOf } from "@/lib/locale";

export const diffCopy = copyOf({
  zh: {
    none: "两版内容完全一样。",
    failed: "差别没有读到",
    removed: "删去",
    added: "新增",
    changed: (n: number) => `${n} 处不同`,
    fresh: "新条目，全部内容都是新写的。",
  },
  en: {
    none: "The two are the same.",
    failed: "The differences could not be read",
    removed: "Removed",
    added: "Added",
    changed: (n: number) => `${n} differences`,
    fresh: "A new item: all of it is new.",
  },
});
