/** Words of publishing. */
import { copyOf } from "@/lib/locale";

export const publishCopy = copyOf({
  zh: {
    approvedWaits: (n: number) => `第 ${n} 版已审核通过，还没有发布。`,
    scheduled: (n: number, at: string) => `第 ${n} 版定于 ${at} 发布。`,
    publish: "现在发布",
    publishStill: "仍要发布",
    gateFailed: "命中测试上次未通过，发布前请看一眼",
    gatePassed: (at: string) => `命中测试上次全部通过（${at}）`,
    schedule: "定时发布",
    at: "发布时间",
    atHint: "到时自动生效",
    unschedule: "取消定时",
    published: (n: number) => `第 ${n} 版已发布，客户和坐席马上能查到`,
    willBe: (at: string) => `定于 ${at} 发布`,
    unscheduled: "已取消定时，这一版仍是待发布",
  },
  en: {
    approvedWaits: (n: number) => `Version ${n} is approved, and not published yet.`,
    scheduled: (n: number, at: string) => `Version ${n} is published at ${at}.`,
    publish: "Publish now",
    publishStill: "Publish anyway",
    gateFailed: "The hit tests failed last time; look before publishing",
    gatePassed: (at: string) => `All hit tests passed last time (${at})`,
    schedule: "At a time",
    at: "Publish at",
    atHint: "In force by itself then",
    unschedule: "Cancel",
    published: (n: number) => `Version ${n} is published; it is found from now on`,
    willBe: (at: string) => `Published at ${at}`,
    unscheduled: "Cancelled; the version stays approved",
  },
});
