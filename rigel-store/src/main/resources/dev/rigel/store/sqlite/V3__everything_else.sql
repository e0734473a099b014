-- Everything else that lasts: files, skills, agents, executions, webhook calls, feedback, programs, keys and jobs.
CREATE TABLE file (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  filename TEXT NOT NULL,
  purpose TEXT NOT NULL,
  media_type TEXT NOT NULL,
  blob TEXT,
  size INTEGER NOT NULL,
  md5 TEXT,
  shared INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant, id)
);

CREATE INDEX file_by_time ON file (tenant, created_at);

CREATE INDEX file_by_md5 ON file (tenant, md5);

CREATE INDEX file_by_blob ON file (blob);

CREATE INDEX artifact_by_blob ON artifact (blob);

CREATE TABLE skill (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant, id),
  UNIQUE (tenant, name)
);

CREATE TABLE skill_version (
  key INTEGER PRIMARY KEY,
  skill INTEGER NOT NULL REFERENCES skill (key) ON DELETE CASCADE,
  version TEXT NOT NULL,
  description TEXT NOT NULL,
  blob TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (skill, version)
);

CREATE INDEX skill_version_by_blob ON skill_version (blob);

-- The family is the name without its version.
CREATE TABLE agent (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  family TEXT NOT NULL,
  description TEXT NOT NULL,
  prompt TEXT NOT NULL,
  prompt_hash TEXT NOT NULL,
  config TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (tenant, id),
  UNIQUE (tenant, name)
);

CREATE INDEX agent_by_family ON agent (tenant, family);

CREATE INDEX agent_by_prompt ON agent (tenant, prompt_hash);

CREATE TABLE execution (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  request TEXT NOT NULL,
  origin TEXT NOT NULL,
  status TEXT NOT NULL,
  response TEXT,
  usage TEXT NOT NULL,
  error TEXT,
  callback_url TEXT,
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  completed_at INTEGER
);

CREATE INDEX execution_by_time ON execution (tenant, kind, created_at);

CREATE INDEX execution_unfinished ON execution (created_at) WHERE status IN ('ENQUEUED', 'RUNNING');

CREATE TABLE delivery (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  execution TEXT NOT NULL REFERENCES execution (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_failure TEXT,
  outcome TEXT,
  created_at INTEGER NOT NULL
);

CREATE INDEX delivery_of_execution ON delivery (execution);

CREATE INDEX delivery_pending ON delivery (created_at) WHERE outcome IS NULL;

CREATE TABLE feedback (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  entity TEXT NOT NULL,
  response TEXT,
  notes TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant, id)
);

CREATE INDEX feedback_of_entity ON feedback (tenant, type, entity, created_at);

CREATE TABLE program (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  parameters TEXT NOT NULL,
  run TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant, id)
);

CREATE INDEX program_by_time ON program (tenant, created_at);

CREATE TABLE api_key (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  requests_per_minute INTEGER NOT NULL,
  concurrent_runs INTEGER NOT NULL,
  bytes_per_day INTEGER NOT NULL,
  credits_per_month REAL NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);

-- Apart from the turns, so that deleting a session gives no credits back.
CREATE TABLE spending (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  credits REAL NOT NULL
);

CREATE INDEX spending_by_time ON spending (tenant, at);

INSERT INTO spending (tenant, at, credits) SELECT tenant, at, credits FROM turn WHERE credits > 0;

DROP INDEX turn_by_time;

CREATE INDEX session_by_time ON session (tenant, updated_at);

-- Of the job scheduler's library, as it wants it.
CREATE TABLE scheduled_tasks (
  task_name TEXT NOT NULL,
  task_instance TEXT NOT NULL,
  task_data BLOB,
  execution_time TIMESTAMP NOT NULL,
  picked BIT NOT NULL,
  picked_by TEXT,
  last_success TIMESTAMP,
  last_failure TIMESTAMP,
  consecutive_failures INT,
  last_heartbeat TIMESTAMP,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);

CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
