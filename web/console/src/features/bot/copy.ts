/** Words of the bot's room that several views share. */
import { copyOf } from "@/lib/locale";

export const copy = copyOf({
  zh: {
    title: "机器人",
    views: { flows: "流程", try: "试一试", tests: "测试", releases: "版本", examples: "例句" },
    looking: "查看的版本",
    inForce: (short: string) => `正在使用 · ${short}`,
    another: (short: string) => `您在看版本 ${short}，它没有在回答客户。`,
    back: "看正在使用的版本",
    learning: "正在学习",
    learningHint: "新的例句或版本学完之前，仍按原来的回答；一般几秒到一分钟。",
    failed: "机器人的情况没有读到",
    undo: "撤销",
    states: { draft: "草稿", tested: "已测试", active: "使用中", retired: "已停用" },
    origins: { shipped: "随系统安装", upload: "上传", export: "由例句导出" },
    file: "文件",
    show: "展开",
    hide: "收起",
  },
  en: {
    title: "Bot",
    views: { flows: "Flows", try: "Try", tests: "Tests", releases: "Releases", examples: "Examples" },
    looking: "Release looked at",
    inForce: (short: string) => `In force · ${short}`,
    another: (short: string) => `You look at release ${short}, which does not answer customers.`,
    back: "Look at the one in force",
    learning: "Learning",
    learningHint: "Until the new examples or release are learnt it answers as before: seconds to a minute.",
    failed: "The bot could not be read",
    undo: "Undo",
    states: { draft: "Draft", tested: "Tested", active: "In force", retired: "Retired" },
    origins: { shipped: "Installed", upload: "Uploaded", export: "From examples" },
    file: "File",
    show: "Show",
    hide: "Hide",
  },
});
