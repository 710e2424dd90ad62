/** Words that every room uses, and the sentence for a refusal. */
import { Problem } from "@hearthline/api";

import { copyOf, useCopy } from "./locale";

export const words = copyOf({
  zh: {
    brand: "暖线",
    again: "再试一次",
    cancel: "取消",
    save: "保存",
    close: "关闭",
    more: "继续加载",
    undo: "撤销",
    notRead: "内容没有读到",
    said: { bot: "机器人：", agent: "坐席：", system: "", customer: "" },
    status: { bot: "机器人接待", queued: "排队中", agent: "人工接待", closed: "已结束" },
    unreachable: "连不上服务器。您写的内容都还在，网络恢复后再试一次。",
    broken: "服务器没能完成这个操作。您写的内容都还在，可以再试一次。",
    refused: "服务器没有同意这个操作。",
    notFound: "没有找到，可能已被移走。",
  },
  en: {
    brand: "Hearthline",
    again: "Try again",
    cancel: "Cancel",
    save: "Save",
    close: "Close",
    more: "Load more",
    undo: "Undo",
    notRead: "This could not be read",
    said: { bot: "Bot: ", agent: "Agent: ", system: "", customer: "" },
    status: { bot: "With the bot", queued: "In queue", agent: "With a person", closed: "Closed" },
    unreachable: "The server cannot be reached. What you wrote is kept; try again when the network is back.",
    broken: "The server could not finish this. What you wrote is kept; you can try again.",
    refused: "The server did not allow this.",
    notFound: "Not found; it may have been moved.",
  },
});

/** What to tell the person of an error: the server's own words where it has them. */
export function useSay(): (error: unknown) => string {
  const copy = useCopy(words);
  return (error) => {
    if (!(error instanceof Problem)) return copy.broken;
    if (error.status === 0) return copy.unreachable;
    if (error.detail !== "") return error.detail;
    if (error.status === 404) return copy.notFound;
    return error.status >= 500 ? copy.broken : copy.refused;
  };
}
