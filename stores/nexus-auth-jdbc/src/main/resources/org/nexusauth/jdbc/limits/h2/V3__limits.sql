-- Counters of limits that nodes share. Run by the application itself at its start, or by a DBA before
-- it. Needs none of the other tables of Nexus Auth.
-- What the tables hold is gone when the database is closed or its process ends, in all of them
-- together, so that the next generation tells nodes that the counters begin anew.

-- One row. Made by the first node that finds none. Each transaction locks it first: batches of
-- several nodes never wait for each other's rows.
CREATE MEMORY TABLE nexus_auth_limit_generation (
  id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
  generation VARCHAR(36) NOT NULL
) NOT PERSISTENT;

-- A row a key and length of a window. Ids are 128 bits of SHA-256; kind: 1 key. window_end: the second
-- since 1970 at which the window ends. used: what is debited in it.
CREATE MEMORY TABLE nexus_auth_limit_counter (
  id_high BIGINT NOT NULL,
  id_low BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  window_seconds BIGINT NOT NULL,
  window_end BIGINT NOT NULL,
  used BIGINT NOT NULL,
  PRIMARY KEY (id_high, id_low, kind, window_seconds)
) NOT PERSISTENT;

CREATE INDEX nexus_auth_limit_counter_end ON nexus_auth_limit_counter (window_end);

-- The nodes that were there lately, and when each said so. Made last.
CREATE MEMORY TABLE nexus_auth_limit_node (
  node VARCHAR(255) NOT NULL PRIMARY KEY,
  seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
) NOT PERSISTENT;
