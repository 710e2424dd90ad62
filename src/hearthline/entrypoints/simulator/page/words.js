// The contract's codes in Chinese.

export const OPERATIONS = {
  "*": "全部操作", searchAccounts: "查找户号", getAccount: "户号资料", listBills: "账单", getBalance: "余额",
  getUsage: "用量", listPayments: "缴费记录", createPayLink: "缴费链接", listOutages: "停供查询", getOutage: "停供详情",
  createOutageSubscription: "停供通知", listTemperatures: "室温", getPolicy: "政策", getTariffs: "价格",
  listBranches: "营业厅", createWorkOrder: "建工单", listWorkOrders: "工单列表", getWorkOrder: "工单进度",
  urgeWorkOrder: "催办", withdrawWorkOrder: "撤单", precheckApplication: "核查条件", submitApplication: "提交申请",
  listApplications: "申请列表", getApplication: "申请进度", withdrawApplication: "撤回申请",
  uploadApplicationFile: "上传资料", listSlots: "可约时间", createAppointment: "预约上门", cancelAppointment: "取消预约",
  createInvoice: "开发票", listInvoices: "发票列表", estimateRefund: "估算退费", createProfileChange: "更正资料",
  createAutopay: "开通代扣", listAutopay: "代扣列表", cancelAutopay: "取消代扣", sendOtp: "发验证码",
  verifyIdentity: "核验身份", getVerification: "核验结果", createCallback: "预约回拨", getMeter: "表计",
  createMeterTest: "校表", createFeedback: "意见反馈", getSubscriptions: "通知订阅", putSubscriptions: "改订阅",
  getHealth: "健康检查",
};
export const FAULTS = {
  slow: "很慢", down: "不可用", refused: "拒绝", stale: "旧数据", lost: "办完后不回答", cut: "办完后断开",
  html: "返回网页", content_type: "标错类型", broken_json: "残缺内容", wrong_types: "错误类型", empty: "空内容", huge: "10 MB",
};
export const EVENTS = {
  "workorder.changed": "工单变化", "outage.changed": "停供变化", "application.changed": "申请变化",
  "identity.verified": "核验完成", "payment.done": "缴费到账", "bill.issued": "新账单", "balance.low": "余额不足",
  "reading.anomaly": "用量异常", "temperature.low": "室温偏低",
};
export const APPLICATIONS = {
  HEAT_STOP: "报停", HEAT_RESUME: "恢复用热", HEAT_TRANSFER: "供热过户", HEAT_AREA_CHECK: "面积核查", HEAT_CONNECT: "入网",
  HEAT_RETROFIT: "供热改造", HEAT_REFUND: "退费", POWER_TOU: "峰谷电价", POWER_MULTI_PERSON: "多人口电价",
  POWER_LOW_INCOME: "低保减免", POWER_TRANSFER: "供电过户", POWER_NEW: "用电新装", POWER_CAPACITY: "容量变更",
  POWER_CHARGING_PILE: "充电桩", POWER_PV: "光伏并网", POWER_METER_TEST: "电能表校验",
};
export const DOCS = {
  ID_CARD: "身份证", DEED: "房产证", BUSINESS_LICENCE: "营业执照", HOUSEHOLD_BOOK: "户口簿", LOW_INCOME_CERT: "低保证",
  PROPERTY_CONSENT: "同意书", TEMP_RECORD: "测温记录", INVOICE: "发票", PHOTO: "照片", AUTHORISATION: "授权书",
};
export const FIELDS = {
  phone: "手机号", contact_name: "联系人", email: "邮箱", deed_area_m2: "房本面积", person_count: "人口数", id_last4: "证件后四位",
};
export const CHANNELS = { WECHAT: "微信", ALIPAY: "支付宝", UNIONPAY: "云闪付", BANK: "银行", HALL: "营业厅", TERMINAL: "自助终端" };
export const STATES = { ACTIVE: "在用", STOPPED: "报停", CUT_OFF: "欠费停供", NOT_CONNECTED: "未入网", CLOSED: "销户" };
export const FLAGS = {
  IMPORTANT: "重要用户", OUTAGE_SENSITIVE: "停电敏感", LOW_INCOME: "低保", ELDERLY: "老人", OPEN_DISPUTE: "有争议",
  PAY_PROCESSING: "缴费未入账", PAY_DOUBLE: "重复缴费", HIGH_BILL: "电费偏高", READING_JUMP: "抄表异常", COLD: "室温偏低",
  RECORDS: "有测温记录",
};
export const FEEDBACK = { PRAISE: "表扬", SUGGESTION: "建议", OPINION: "意见", REPORT: "举报" };
