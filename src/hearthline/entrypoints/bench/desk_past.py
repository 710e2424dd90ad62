"""A service centre's past, made up in the database: conversations with their messages and stays.

Always the same for the same numbers, but for the moment it ends at: now. Written by the database
itself, since a past of millions of messages through the product's own verbs would take hours.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from psycopg import AsyncConnection

from hearthline.entrypoints.terminal import Steps
from hearthline.kernel import SystemClock, TenantId

MESSAGES_A_TALK: Final = 20
_TALKS_A_BATCH: Final = 5_000
_DAYS: Final = 90

# Months that are over have no partition of their own yet in a fresh database.
_MONTHS: Final = """
DO $$ DECLARE parent text; first_day timestamptz; part text; BEGIN
  FOREACH parent IN ARRAY ARRAY['conversation', 'message'] LOOP
    FOR back IN 1..4 LOOP
      first_day := date_trunc('month', now(), 'UTC') - make_interval(months => back);
      part := parent || to_char(first_day AT TIME ZONE 'UTC', '_YYYYMM');
      IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          part, parent, uuid_floor(first_day), uuid_floor(first_day + interval '1 month'));
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO hearthline_app', part);
      END IF;
    END LOOP;
  END LOOP;
END $$
"""
_STAFF: Final = """
WITH made AS (
  INSERT INTO staff (id, username, name, password_hash, created_at)
  SELECT gen_random_uuid(), 'past' || n, '坐席' || n, 'nobody logs in by this', now()
  FROM generate_series(1, %(agents)s::int) AS n RETURNING id
), posts AS (
  INSERT INTO staff_role (staff_id, role) SELECT id, 'agent' FROM made
), lines AS (
  INSERT INTO queue_member (queue_id, staff_id) SELECT %(queue)s, id FROM made
)
INSERT INTO presence (staff_id, state, since, capacity, idle_since)
SELECT id, 'available', now(), 8, now() FROM made
"""
# The id says when the conversation began (UUIDv7), as everywhere.
_TALKS: Final = """
INSERT INTO conversation (id, channel_id, label, status, last_seq, last_customer_seq, answered_seq,
  customer_read_seq, agent_read_seq, opened_at, updated_at, closed_at)
SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
    || substr(md5('a' || n), 1, 3) || '8' || substr(md5('b' || n), 1, 15))::uuid,
  %(channel)s, '访客 ' || upper(substr(md5('c' || n), 1, 4)), 'closed', %(size)s, %(size)s::int - 1,
  %(size)s::int - 1, %(size)s, %(size)s, at, at + interval '9 minutes', at + interval '10 minutes'
FROM generate_series(%(first)s::int, %(last)s::int) AS n
CROSS JOIN LATERAL (SELECT %(begins)s::timestamptz + n * %(step)s::interval AS at) AS moment
RETURNING id
"""
_MESSAGES: Final = """
INSERT INTO message (conversation_id, seq, id, sender_kind, sender_name, sender_ai, staff_id, kind,
  text, created_at)
SELECT c.id, s, gen_random_uuid(), CASE s %% 2 WHEN 1 THEN 'customer' ELSE 'agent' END,
  CASE s %% 2 WHEN 1 THEN c.label ELSE '坐席' END, false, NULL, 'text',
  (%(texts)s::text[])[1 + ('x' || substr(md5(c.id::text || s), 1, 6))::bit(24)::int
    %% array_length(%(texts)s::text[], 1)] || '，单号 ' || substr(md5(c.id::text || s), 1, 6),
  c.opened_at + s * interval '25 seconds'
FROM unnest(%(ids)s::uuid[]) AS wanted (id)
JOIN conversation c ON c.id = wanted.id
CROSS JOIN generate_series(1, %(size)s::int) AS s
"""
_STAYS: Final = """
WITH crew AS (SELECT array_agg(staff_id ORDER BY staff_id) AS ids FROM queue_member
  WHERE queue_id = %(queue)s)
INSERT INTO desk_stay (conversation_id, hand, queue_id, channel_id, staff_id, since, began_at,
  first_reply_at, ended_at, ended)
SELECT c.id, hand, %(queue)s, c.channel_id, crew.ids[1 + abs(hashtext(c.id::text))
    %% array_length(crew.ids, 1)], c.opened_at, began, CASE hand WHEN 'agent' THEN
  began + interval '20 seconds' END, ends, CASE hand WHEN 'agent' THEN 'closed' ELSE 'answered' END
FROM unnest(%(ids)s::uuid[]) AS wanted (id) JOIN conversation c ON c.id = wanted.id
CROSS JOIN crew
CROSS JOIN LATERAL (VALUES ('queue', c.opened_at, c.opened_at + interval '15 seconds'),
  ('agent', c.opened_at + interval '15 seconds', c.closed_at)) AS stay (hand, began, ends)
ORDER BY c.id, hand DESC
"""
_HELD: Final = """
UPDATE conversation SET status = 'agent', closed_at = NULL, holder_id = given.staff_id,
  agent_read_seq = last_seq - 3, waiting_since = now()
FROM (SELECT c.id, crew.staff_id FROM
  (SELECT id, row_number() OVER () AS n FROM conversation ORDER BY id DESC LIMIT %(held)s) AS c
  JOIN (SELECT staff_id, row_number() OVER (ORDER BY staff_id) AS n, count(*) OVER () AS of
    FROM queue_member WHERE queue_id = %(queue)s) AS crew ON crew.n = 1 + c.n %% crew.of) AS given
WHERE conversation.id = given.id
"""
TEXTS: Final = (
    "家里暖气从昨晚开始就不热，老人孩子都在家",
    "麻烦您报一下户号，我查一下换热站的情况",
    "今年的热费交了吗，发票在哪里开",
    "维修人员预计两小时内上门，请保持电话畅通",
    "客厅十六度，卧室更低，邻居家也不热",
    "停电了，整栋楼都没电，什么时候能来",
    "您的工单已经派到班组，进度会发消息给您",
    "我要投诉，打了三次电话都没人来",
    "报停需要结清往年热费，在供暖开始前办理",
    "好的，谢谢，我等师傅电话",
)


@dataclass(frozen=True, slots=True)
class Past:
    """How much happened: messages, and the agents among whom they fell."""

    messages: int
    agents: int

    @property
    def talks(self) -> int:
        """How many conversations that are."""
        return max(1, self.messages // MESSAGES_A_TALK)


async def make_past(
    owner_url: str, tenant_id: TenantId, past: Past, *, steps: Steps, held_each: int = 5
) -> dict[str, Any]:
    """Write it; what was written, and how long that took in seconds."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with await AsyncConnection.connect(owner_url, autocommit=True) as connection:
        await connection.execute(_MONTHS)
        await connection.execute(
            "SELECT set_config('hearthline.tenant', %s, false)", [str(tenant_id)]
        )
        given = await _given(connection)
        await connection.execute(_STAFF, {**given, "agents": past.agents})
        for batch in _batches(past):
            cursor = await connection.execute(_TALKS, {**given, **batch})
            ids = [row[0] for row in await cursor.fetchall()]
            more = {**given, "ids": ids, "texts": list(TEXTS), "size": MESSAGES_A_TALK}
            await connection.execute(_MESSAGES, more)
            await connection.execute(_STAYS, more)
            steps.step(len(ids) * MESSAGES_A_TALK)
        held = min(past.agents * held_each, past.talks // 2)
        await connection.execute(_HELD, {**given, "held": held})
        await connection.execute("VACUUM ANALYZE")
    return {"messages": past.talks * MESSAGES_A_TALK, "past_s": round(loop.time() - began, 1)}


async def _given(connection: AsyncConnection[Any]) -> dict[str, Any]:
    """The channel and queue of the tenant."""
    cursor = await connection.execute(
        "SELECT (SELECT id FROM channel WHERE tenant_id = t ORDER BY created_at LIMIT 1),"
        " (SELECT id FROM queue WHERE tenant_id = t AND is_default)"
        " FROM (SELECT current_setting('hearthline.tenant')::uuid AS t) AS tenant"
    )
    row = await cursor.fetchone()
    if row is None or None in row:
        raise LookupError("the tenant has no channel or no queue")
    return {"channel": row[0], "queue": row[1]}


def _batches(past: Past) -> Iterator[dict[str, Any]]:
    span = timedelta(days=_DAYS)
    begins, step = SystemClock().now() - span, span / (past.talks + 1)
    for first in range(1, past.talks + 1, _TALKS_A_BATCH):
        last = min(first + _TALKS_A_BATCH - 1, past.talks)
        yield {
            "first": first,
            "last": last,
            "begins": begins,
            "step": step,
            "size": MESSAGES_A_TALK,
        }
