-- What the storage knows of itself, for example its own id.
CREATE TABLE property (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_by_use ON session (updated_at);

CREATE INDEX execution_by_end ON execution (completed_at);

CREATE INDEX feedback_by_time ON feedback (created_at);
