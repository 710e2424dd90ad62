/** Words of items that several places use: kinds, states, whom they are for, fields. */
import { copyOf } from "@/lib/locale";

const FIELDS_ZH = {
  slug: "编号", kind: "类型", title: "标题", questions: "相似问法", answer: "客户版答案", professional: "专业版",
  details: "补充说明", spoken: "电话话术", intents: "意图", keywords: "关键词", catalogue: "目录", tags: "标签",
  scenes: "业务场景", audience: "给谁看", channels: "渠道", customer_classes: "客户类别", regions: "地区",
  related: "相关知识", attributes: "属性", attachments: "附件", is_local_rule: "本地规定",
  is_exportable: "可发往外网", source: "来源", owner: "负责人", review_on: "复核日期", valid_from: "生效时间",
  valid_to: "失效时间",
};
const FIELDS_EN: typeof FIELDS_ZH = {
  slug: "Name", kind: "Kind", title: "Title", questions: "Asked as", answer: "Customer's answer",
  professional: "Professional", details: "Details", spoken: "Spoken on the phone", intents: "Intents",
  keywords: "Keywords", catalogue: "Place", tags: "Tags", scenes: "Scenes", audience: "For whom",
  channels: "Channels", customer_classes: "Customer classes", regions: "Regions", related: "Related",
  attributes: "Attributes", attachments: "Files", is_local_rule: "Local rule",
  is_exportable: "May go to the extranet", source: "Source", owner: "Owner", review_on: "Review on",
  valid_from: "In force from", valid_to: "In force until",
};

export type Field = keyof typeof FIELDS_ZH;

export const itemCopy = copyOf({
  zh: {
    kinds: {
      question: "问答", article: "文章", procedure: "办事步骤", case: "案例", script: "话术", policy: "政策",
      notice: "通知", form: "表单",
    },
    kindHints: {
      question: "一个问题，一段能直接说给客户的答案",
      article: "一篇说明，可以长一些",
      procedure: "一步一步怎么办",
      case: "遇到过的事，当时怎么处理",
      script: "坐席怎么开口、怎么接话",
      policy: "文件规定，写清出处和时间",
      notice: "有起止时间的通知",
      form: "要填、要带、要签的材料",
    },
    states: {
      draft: "草稿", in_review: "待审核", approved: "待发布", scheduled: "定时发布", published: "已发布",
      expired: "已过期", withdrawn: "已下架",
    },
    copyStates: { draft: "有修改未提交", in_review: "修改待审核" },
    audiences: { customer: "客户", agent: "坐席", field: "现场人员", manager: "管理人员" } as Record<
      string,
      string
    >,
    channels: {
      web: "网页", wechat: "微信", app: "App", phone: "电话", sms: "短信", email: "邮件", alipay: "支付宝",
      terminal: "自助终端", gov: "政务平台", property: "物业",
    } as Record<string, string>,
    classes: {
      residential: "居民", business: "工商业", public: "公共机构", rural: "农村", low_income: "低保困难",
    } as Record<string, string>,
    fields: FIELDS_ZH,
    causes: {
      publish: "发布", pack: "随系统安装", schedule: "定时发布", roll_back: "退回旧版", tidy: "整理目录或标签",
      undo: "撤销整理",
    },
    origins: { pack: "随系统安装", desk: "人工编写", import: "文件导入", replica: "内网同步", learning: "缺口建议" },
    yes: "是",
    no: "否",
    empty: "（空）",
    forever: "长期有效",
    everyone: "不限",
    untitled: "未命名",
    noPlace: "未归类",
    version: (n: number) => `第 ${n} 版`,
    by: (name: string, at: string) => `${name} · ${at}`,
    system: "系统",
  },
  en: {
    kinds: {
      question: "Question", article: "Article", procedure: "Procedure", case: "Case", script: "Script",
      policy: "Policy", notice: "Notice", form: "Form",
    },
    kindHints: {
      question: "One question with an answer a customer can be told",
      article: "A longer explanation",
      procedure: "How it is done, step by step",
      case: "What happened before, and how it was handled",
      script: "How an agent opens and replies",
      policy: "A rule with its source and dates",
      notice: "News with a beginning and an end",
      form: "Papers to fill in, bring or sign",
    },
    states: {
      draft: "Draft", in_review: "In review", approved: "Approved", scheduled: "Scheduled",
      published: "Published", expired: "Expired", withdrawn: "Withdrawn",
    },
    copyStates: { draft: "Unsubmitted change", in_review: "Change in review" },
    audiences: { customer: "Customers", agent: "Agents", field: "Field staff", manager: "Managers" } as Record<
      string,
      string
    >,
    channels: {
      web: "Web", wechat: "WeChat", app: "App", phone: "Phone", sms: "SMS", email: "E-mail",
      alipay: "Alipay", terminal: "Terminal", gov: "Government", property: "Property",
    } as Record<string, string>,
    classes: {
      residential: "Residential", business: "Business", public: "Public bodies", rural: "Rural",
      low_income: "Low income",
    } as Record<string, string>,
    fields: FIELDS_EN,
    causes: {
      publish: "Published", pack: "Installed", schedule: "As scheduled", roll_back: "Rolled back",
      tidy: "Sorted", undo: "Sorting undone",
    },
    origins: { pack: "Installed", desk: "Written here", import: "Imported", replica: "From the intranet", learning: "From a gap" },
    yes: "Yes",
    no: "No",
    empty: "(empty)",
    forever: "No end",
    everyone: "All",
    untitled: "Untitled",
    noPlace: "No place",
    version: (n: number) => `version ${n}`,
    by: (name: string, at: string) => `${name} · ${at}`,
    system: "The system",
  },
});

export type ItemWords = typeof itemCopy.zh;
