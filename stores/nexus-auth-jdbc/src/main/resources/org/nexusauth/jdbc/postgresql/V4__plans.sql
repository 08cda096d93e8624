-- Plans of limits of Nexus Auth, and which keys have another one than they claim.
-- Run by the application itself at its start, or by a DBA before it, after V2__records.sql.
-- Nodes of a version before it go on working: they neither read nor write what is new here.

-- assigned_plan: the plan that the record gives a key; null for what the key claims.
ALTER TABLE nexus_auth_api_key ADD COLUMN assigned_plan VARCHAR;

CREATE INDEX nexus_auth_api_key_assigned ON nexus_auth_api_key (key_id)
  WHERE assigned_plan IS NOT NULL;

CREATE INDEX nexus_auth_api_key_rotating ON nexus_auth_api_key (ends_at)
  WHERE successor_id IS NOT NULL;

CREATE INDEX nexus_auth_api_key_plan ON nexus_auth_api_key
  ((LEFT(COALESCE(assigned_plan, plan, 'default'), 65)), organization_id, created_at DESC,
    key_id DESC, integration_id DESC);

-- policies: as settings write them, for example 60/minute,1000/hour.
CREATE TABLE nexus_auth_plan (
  name VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
  policies VARCHAR NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_by VARCHAR NOT NULL,
  changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  changed_by VARCHAR NOT NULL,
  version BIGINT NOT NULL
);
