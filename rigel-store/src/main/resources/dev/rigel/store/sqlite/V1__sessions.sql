-- Times are microseconds since 1970.
CREATE TABLE session (
  key INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (tenant, id)
);

CREATE TABLE message (
  session INTEGER NOT NULL REFERENCES session (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  role TEXT NOT NULL,
  json TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (session, number)
) WITHOUT ROWID;

CREATE TABLE turn (
  key INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES session (key) ON DELETE CASCADE,
  completion TEXT NOT NULL,
  at INTEGER NOT NULL,
  program TEXT NOT NULL,
  trace TEXT NOT NULL
);

CREATE INDEX turn_of_session ON turn (session);

CREATE TABLE artifact (
  session INTEGER NOT NULL REFERENCES session (key) ON DELETE CASCADE,
  object_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  filename TEXT,
  blob TEXT NOT NULL,
  size INTEGER NOT NULL,
  produced INTEGER NOT NULL,
  PRIMARY KEY (session, object_id)
) WITHOUT ROWID;
