-- Revocations of Nexus Auth. Run by the application itself at its start, or by a DBA before it.

-- One row. Its lock makes the order of commits the order of sequences; its generation tells this
-- database from another one, so it is made here and nowhere else; its entries are how many changes
-- there are, so that some that were lost are told from some that never were. The form says how the
-- ids of subjects are hashed: a version with another form must not use them.
CREATE TABLE nexus_auth_head (
  id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
  generation VARCHAR(36) NOT NULL,
  sequence BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  subject_form SMALLINT NOT NULL
);

INSERT INTO nexus_auth_head (id, generation, sequence, entries, subject_form)
  VALUES (1, CAST(random_uuid() AS VARCHAR(36)), 0, 0, 2);

-- What was revoked and switched, in its order. Ids are 128 bits of SHA-256.
-- kind: 1 key, 2 integration, 3 agent, 4 organization, 5 signing key.
-- state: 1 revoked at once, whatever clock a reader has, 2 switched off, 3 switched on, 4 revoked
-- from effective_at on, by each reader's clock.
CREATE TABLE nexus_auth_change (
  sequence BIGINT NOT NULL PRIMARY KEY,
  kind SMALLINT NOT NULL,
  id_high BIGINT NOT NULL,
  id_low BIGINT NOT NULL,
  state SMALLINT NOT NULL,
  effective_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  issued_before TIMESTAMP(6) WITH TIME ZONE,
  until_at TIMESTAMP(6) WITH TIME ZONE,
  reason VARCHAR NOT NULL,
  recorded_at TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE INDEX nexus_auth_change_subject ON nexus_auth_change (kind, id_high, id_low);

CREATE INDEX nexus_auth_change_until ON nexus_auth_change (until_at);
