/** The log-in's words. */
import { copyOf } from "@/lib/locale";

export const copy = copyOf({
  zh: {
    title: "登录工作台",
    line: "客服、工单、知识，在一处",
    tenant: "公司代号",
    tenantHint: "只有一家公司时不用填",
    username: "用户名",
    password: "密码",
    needed: { username: "请填用户名", password: "请填密码" },
    enter: "登录",
    wrong: "用户名或密码不对。请再核对一次，注意大小写。",
    locked: (s: number) =>
      s >= 60
        ? `密码错了多次，账号暂时锁定。${Math.floor(s / 60)} 分 ${s % 60} 秒后可以再试。`
        : `密码错了多次，账号暂时锁定。${s} 秒后可以再试。`,
    unlocked: "锁定时间已过，可以再试。",
    expired: "登录已过期",
    expiredLine: "重新登录后回到原来的地方，没发出的内容都还在。",
    other: "换一个账号",
    language: "English",
  },
  en: {
    title: "Log in",
    line: "Service, tickets and knowledge in one place",
    tenant: "Company",
    tenantHint: "Leave empty if there is only one",
    username: "User name",
    password: "Password",
    needed: { username: "Enter your user name", password: "Enter your password" },
    enter: "Log in",
    wrong: "User name or password is wrong. Check both; case matters.",
    locked: (s: number) =>
      s >= 60
        ? `Locked after several wrong passwords. Try again in ${Math.floor(s / 60)} min ${s % 60} s.`
        : `Locked after several wrong passwords. Try again in ${s} s.`,
    unlocked: "The lock is over; you can try again.",
    expired: "Your session is over",
    expiredLine: "Log in and go on where you were; nothing you wrote is lost.",
    other: "Use another account",
    language: "中文",
  },
});
