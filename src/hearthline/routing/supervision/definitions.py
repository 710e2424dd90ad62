"""What each figure means, beside the figure: numerator, denominator, what is left out."""

from hearthline.kernel import Words

DEFINITIONS = {
    "offered": Words(
        zh="进入人工队列的次数，减去 5 秒内就离开的。换队列会在两个队列各计一次。",
        en="Entries into a line for people, less those who left within 5 s. Moving to another line"
        " counts in both.",
    ),
    "answered": Words(
        zh="排队中被坐席接起的次数，计入接起的那一刻。", en="Waits that ended with an agent."
    ),
    "abandoned": Words(
        zh="等了超过 5 秒、没有接通就结束的次数。", en="Waits over 5 s that ended without an agent."
    ),
    "service_level": Words(
        zh="目标秒数内接起 ÷（接起 + 超过目标后放弃）。等待从客户第一次进入队列算起。",
        en="Answered within the target ÷ (answered + abandoned after the target); the wait counts"
        " from the customer's first entry.",
    ),
    "answer_rate": Words(zh="接起 ÷ 请求人工。", en="Answered ÷ offered."),
    "abandon_rate": Words(zh="放弃 ÷ 请求人工。", en="Abandoned ÷ offered."),
    "asa": Words(
        zh="平均应答速度：接起的等待总和 ÷ 接起。", en="Sum of waits answered ÷ answered."
    ),
    "first_response": Words(
        zh="从接起到坐席第一句话的平均时间。", en="From answering to the agent's first words."
    ),
    "aht": Words(
        zh="平均处理时长：（接待时长 + 话后时长）÷ 处理完成。交给机器人代办的时间算在内。",
        en="(Time with the customer + wrap-up) ÷ handled; a step lent to the bot is included.",
    ),
    "handling": Words(
        zh="今天结束的接待时长，中位数与九成位（不含话后）。",
        en="Time with the customer of what ended today, median and 90th percentile, wrap-up"
        " left out.",
    ),
    "wrap_up": Words(zh="话后总时长 ÷ 话后次数。", en="Sum of wrap-ups ÷ wrap-ups."),
    "occupancy": Words(
        zh="占用率：有会话或在话后的时间 ÷（该时间 + 在线空闲）。同时几个会话只计一次。",
        en="Time with at least one conversation or in wrap-up ÷ (that + available and idle).",
    ),
    "transferred": Words(
        zh="接待中转给他人或退回队列的次数。", en="Times that an agent passed a customer on."
    ),
    "contained_share": Words(
        zh="拦截率：没有到人工的会话 ÷ 客户说过话的会话。要和解决率一起看。",
        en="Sessions that reached no person ÷ sessions in which a customer wrote.",
    ),
    "bot_resolved_share": Words(
        zh="机器人解决率：没有到人工、已结束或静默 30 分钟、24 小时内没有再来的会话"
        " ÷ 客户说过话的会话。当天的数会随回头客下降。",
        en="Sessions without a person, over or silent for 30 min, whose customer did not come back"
        " within 24 h ÷ sessions in which a customer wrote. Today's share still falls.",
    ),
    "satisfaction": Words(
        zh="满意率：4 分和 5 分 ÷ 有效评价，按首次评价的时间；同时看参评数。",
        en="Scores 4 and 5 ÷ ratings, by the time of the first rating.",
    ),
    "tickets_overdue": Words(
        zh="还没办结、已过下一个时限的工单。", en="Open tickets past their next deadline."
    ),
    "callbacks_due": Words(
        zh="约定时段已到、还没打的回拨；过了时段算超时。",
        en="Call-backs whose promised time has come; past it they are overdue.",
    ),
    "eta": Words(
        zh="现在排进来的人预计等多久：按近 30 分钟接起的间隔推算，样本少时按每席 5 分钟。",
        en="How long one who joins now will wait: from the pace of the last half hour.",
    ),
}
