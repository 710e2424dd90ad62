"""What was asked of knowledge, the gaps found in it, what people say of it, and its figures."""

from hearthline.platform.db.ddl import isolate, run

revision = "0015"
down_revision: str | None = "0014"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# No foreign key to tenant where every turn writes: each insert would lock the tenant's one row.
BUSY_TENANT_COLUMN = "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid"

# `text` and `normal` hold no personal data: they are masked before they come here.
# `gathered_at`: when it was put to a gap, or found to be nothing that a gap can be made of.
QUESTION = f"""
CREATE TABLE knowledge_question (
  {BUSY_TENANT_COLUMN},
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  source text NOT NULL CHECK (source IN ('bot', 'desk', 'help', 'phone')),
  conversation_id uuid,
  seq bigint,
  staff_id uuid,
  channel text NOT NULL,
  audience text NOT NULL,
  domain text NOT NULL DEFAULT '',
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  article_id uuid,
  version integer,
  score real,
  band text NOT NULL CHECK (band IN ('direct', 'clarify', 'none')),
  outcome text NOT NULL CHECK (outcome IN ('told', 'asked', 'listed', 'unanswered', 'outside')),
  is_rejected boolean NOT NULL DEFAULT false,
  is_handed boolean NOT NULL DEFAULT false,
  is_rated_low boolean NOT NULL DEFAULT false,
  vote smallint NOT NULL DEFAULT 0 CHECK (vote IN (-1, 0, 1)),
  reason text GENERATED ALWAYS AS (CASE
    WHEN is_rejected THEN 'rejected' WHEN vote < 0 THEN 'disliked'
    WHEN is_handed THEN 'handed_off' WHEN is_rated_low THEN 'rated_low'
    WHEN outcome = 'unanswered' THEN 'unanswered' WHEN outcome = 'outside' THEN 'outside'
    END) STORED,
  gap_id uuid,
  gathered_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX knowledge_question_at ON knowledge_question (tenant_id, at);
CREATE INDEX knowledge_question_changed ON knowledge_question (tenant_id, changed_at);
CREATE UNIQUE INDEX knowledge_question_of_message
  ON knowledge_question (tenant_id, conversation_id, seq) WHERE conversation_id IS NOT NULL;
CREATE INDEX knowledge_question_searched ON knowledge_question (tenant_id, staff_id, at)
  WHERE staff_id IS NOT NULL;
CREATE INDEX knowledge_question_of_gap ON knowledge_question (tenant_id, gap_id, at)
  WHERE gap_id IS NOT NULL;
CREATE INDEX knowledge_question_to_gather ON knowledge_question (tenant_id, at, id)
  WHERE reason IS NOT NULL AND gathered_at IS NULL
"""

USE = f"""
CREATE TABLE article_use (
  {BUSY_TENANT_COLUMN},
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  staff_id uuid NOT NULL,
  article_id uuid NOT NULL,
  version integer NOT NULL,
  how text NOT NULL CHECK (how IN ('opened', 'copied', 'sent')),
  conversation_id uuid,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX article_use_at ON article_use (tenant_id, at)
"""

# `leader` is the text that new questions are compared with; `title` the one most asked.
# `near_*` is the article nearest to it at knowledge edition `near_edition`.
GAP = f"""
CREATE TABLE knowledge_gap (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'drafted', 'dismissed', 'merged')),
  leader text NOT NULL,
  title text NOT NULL,
  size integer NOT NULL DEFAULT 0,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  near_id uuid,
  near_version integer,
  near_title text,
  near_score real,
  near_band text,
  near_edition bigint NOT NULL DEFAULT -1,
  merged_into uuid,
  counter integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, merged_into) REFERENCES knowledge_gap (tenant_id, id)
);
CREATE INDEX knowledge_gap_board ON knowledge_gap (tenant_id, state, size, id);
CREATE INDEX knowledge_gap_recent ON knowledge_gap (tenant_id, state, last_at, id);
CREATE INDEX knowledge_gap_merged ON knowledge_gap (tenant_id, merged_into)
  WHERE merged_into IS NOT NULL;
CREATE INDEX knowledge_gap_stale ON knowledge_gap (tenant_id, near_edition)
  WHERE state = 'open';
CREATE TABLE knowledge_gap_day (
  {TENANT_COLUMN},
  gap_id uuid NOT NULL,
  day date NOT NULL,
  reason text NOT NULL,
  channel text NOT NULL,
  asked integer NOT NULL,
  PRIMARY KEY (tenant_id, gap_id, day, reason, channel),
  FOREIGN KEY (tenant_id, gap_id) REFERENCES knowledge_gap (tenant_id, id) ON DELETE CASCADE
)
"""

# What people offered for a gap: an agent's words in a conversation, the solution of a ticket.
PROPOSAL = f"""
CREATE TABLE knowledge_proposal (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  gap_id uuid NOT NULL,
  origin text NOT NULL CHECK (origin IN ('agent', 'ticket')),
  question text NOT NULL,
  answer text NOT NULL,
  note text NOT NULL,
  conversation_id uuid,
  seq bigint,
  ticket_no text NOT NULL DEFAULT '',
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, gap_id) REFERENCES knowledge_gap (tenant_id, id)
);
CREATE INDEX knowledge_proposal_of_gap ON knowledge_proposal (tenant_id, gap_id, at);
CREATE UNIQUE INDEX knowledge_proposal_once
  ON knowledge_proposal (tenant_id, conversation_id, seq) WHERE conversation_id IS NOT NULL
"""

# Each deed on the board; `before` is all that undoing it needs.
DEED = f"""
CREATE TABLE knowledge_gap_deed (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  gap_id uuid NOT NULL,
  deed text NOT NULL CHECK (deed IN ('accepted', 'drafted', 'merged', 'dismissed')),
  article_id uuid,
  question text NOT NULL DEFAULT '',
  others uuid[] NOT NULL DEFAULT '{{}}',
  reason text NOT NULL DEFAULT '',
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  undone_by uuid,
  undone_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, gap_id) REFERENCES knowledge_gap (tenant_id, id)
);
CREATE INDEX knowledge_gap_deed_of ON knowledge_gap_deed (tenant_id, gap_id, at);
CREATE TABLE learned_test (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  deed_id uuid NOT NULL,
  question text NOT NULL,
  article_id uuid NOT NULL,
  audience text NOT NULL,
  channel text NOT NULL,
  at timestamptz NOT NULL,
  saved_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, deed_id) REFERENCES knowledge_gap_deed (tenant_id, id)
);
CREATE INDEX learned_test_of_deed ON learned_test (tenant_id, deed_id);
CREATE INDEX learned_test_waiting ON learned_test (tenant_id, at) WHERE saved_at IS NULL
"""

REPORT = f"""
CREATE TABLE article_report (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  article_id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('wrong', 'outdated', 'unclear', 'incomplete')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  state text NOT NULL CHECK (state IN ('open', 'mended', 'declined')),
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  answer text NOT NULL DEFAULT '',
  answered_by uuid,
  answered_at timestamptz,
  seen_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, article_id, version)
    REFERENCES revision (tenant_id, article_id, version)
);
CREATE INDEX article_report_board ON article_report (tenant_id, state, at, id);
CREATE INDEX article_report_of_article ON article_report (tenant_id, article_id, at);
CREATE INDEX article_report_mine ON article_report (tenant_id, by_staff, at)
"""

# A row an article (the nil id: none) of a day; days are those of the service's time zone.
# Days are those of the service's zone. Totals are counted apart from articles, so that a year of
# them is read in a moment.
DAY = f"""
CREATE TABLE knowledge_day (
  {TENANT_COLUMN},
  day date NOT NULL,
  source text NOT NULL,
  channel text NOT NULL,
  audience text NOT NULL,
  asked integer NOT NULL,
  told integer NOT NULL,
  asked_back integer NOT NULL,
  unanswered integer NOT NULL,
  outside integer NOT NULL,
  found integer NOT NULL,
  rejected integer NOT NULL,
  handed_off integer NOT NULL,
  rated_low integer NOT NULL,
  matched integer NOT NULL,
  liked integer NOT NULL,
  disliked integer NOT NULL,
  PRIMARY KEY (tenant_id, day, source, channel, audience)
);
CREATE TABLE article_day (
  {TENANT_COLUMN},
  day date NOT NULL,
  source text NOT NULL,
  channel text NOT NULL,
  audience text NOT NULL,
  article_id uuid NOT NULL,
  told integer NOT NULL,
  matched integer NOT NULL,
  rejected integer NOT NULL,
  handed_off integer NOT NULL,
  rated_low integer NOT NULL,
  liked integer NOT NULL,
  disliked integer NOT NULL,
  PRIMARY KEY (tenant_id, day, source, channel, audience, article_id)
);
CREATE TABLE article_use_day (
  {TENANT_COLUMN},
  day date NOT NULL,
  article_id uuid NOT NULL,
  opened integer NOT NULL,
  copied integer NOT NULL,
  sent integer NOT NULL,
  PRIMARY KEY (tenant_id, day, article_id)
);
CREATE TABLE knowledge_counted (
  {TENANT_COLUMN},
  counted_upto timestamptz NOT NULL DEFAULT 'epoch',
  gathered_upto timestamptz NOT NULL DEFAULT 'epoch',
  PRIMARY KEY (tenant_id)
)
"""


def upgrade() -> None:
    """Make them."""
    for sql, tables in _PARTS:
        run(sql)
        for table in tables:
            isolate(table)


def downgrade() -> None:
    """Take them away."""
    names = [table for _, tables in _PARTS for table in tables]
    run(f"DROP TABLE {', '.join(reversed(names))}")


_PARTS = (
    (QUESTION, ("knowledge_question",)),
    (USE, ("article_use",)),
    (GAP, ("knowledge_gap", "knowledge_gap_day")),
    (PROPOSAL, ("knowledge_proposal",)),
    (DEED, ("knowledge_gap_deed", "learned_test")),
    (REPORT, ("article_report",)),
    (DAY, ("knowledge_day", "article_day", "article_use_day", "knowledge_counted")),
)
