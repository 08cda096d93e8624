-- Plans of limits of Nexus Auth, and which keys have another one than they claim.
-- Run by the application itself at its start, or by a DBA before it, after V2__records.sql.
-- Nodes of a version before it go on working: they neither read nor write what is new here.

-- assigned_plan: the plan that the record gives a key; null for what the key claims.
ALTER TABLE nexus_auth_api_key ADD COLUMN assigned_plan VARCHAR;

CREATE INDEX nexus_auth_api_key_assigned ON nexus_auth_api_key (assigned_plan);

CREATE INDEX nexus_auth_api_key_end ON nexus_auth_api_key (ends_at);

-- policies: as settings write them, for example 60/minute,1000/hour.
CREATE TABLE nexus_auth_plan (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  policies VARCHAR NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_by VARCHAR NOT NULL,
  changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  changed_by VARCHAR NOT NULL,
  version BIGINT NOT NULL
);
