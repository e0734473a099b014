-- A turn keeps its answer and what it used; a completion id is stored once in a tenant.
ALTER TABLE turn ADD COLUMN tenant TEXT NOT NULL DEFAULT '';
ALTER TABLE turn ADD COLUMN answer TEXT NOT NULL DEFAULT '{}';
ALTER TABLE turn ADD COLUMN prompt_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN completion_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN credits REAL NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN idempotency_key TEXT;
ALTER TABLE turn ADD COLUMN idempotency_body TEXT;

UPDATE turn SET tenant = (SELECT s.tenant FROM session s WHERE s.key = turn.session);

CREATE UNIQUE INDEX turn_of_completion ON turn (tenant, completion);

CREATE UNIQUE INDEX turn_of_idempotency_key ON turn (tenant, idempotency_key)
  WHERE idempotency_key IS NOT NULL;

CREATE INDEX turn_by_time ON turn (tenant, at);
