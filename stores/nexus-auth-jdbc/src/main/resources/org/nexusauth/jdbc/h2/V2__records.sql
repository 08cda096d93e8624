-- Records of Nexus Auth: organizations, agents, integrations, keys, signing keys, audit and uses.
-- Run by the application itself at its start, or by a DBA before it, after V1__revocations.sql.
-- No table refers to another one: agents may be the application's, and keys that were issued
-- elsewhere are recorded with the ids that they have. Names are ordered and searched by their folded
-- form, which the application writes, so that the order is the same whatever the database's locale.
-- Ids have 255 characters at most, which H2 counts as up to 510.

CREATE TABLE nexus_auth_organization (
  id VARCHAR(510) NOT NULL PRIMARY KEY,
  name VARCHAR NOT NULL,
  folded_name VARCHAR NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  version BIGINT NOT NULL
);

CREATE INDEX nexus_auth_organization_name ON nexus_auth_organization (folded_name, id);

-- An agent's id is unique among all organizations: revocations know it by its id alone.
CREATE TABLE nexus_auth_agent (
  organization_id VARCHAR(510) NOT NULL,
  id VARCHAR(510) NOT NULL,
  name VARCHAR NOT NULL,
  folded_name VARCHAR NOT NULL,
  search_text VARCHAR NOT NULL,
  restricted_at TIMESTAMP(6) WITH TIME ZONE,
  restricted_by VARCHAR,
  restriction_reason VARCHAR,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  CONSTRAINT nexus_auth_agent_id UNIQUE (id)
);

CREATE INDEX nexus_auth_agent_name ON nexus_auth_agent (organization_id, folded_name, id);

-- So is an integration's id. Its name is unique in its organization, ignoring case.
CREATE TABLE nexus_auth_integration (
  organization_id VARCHAR(510) NOT NULL,
  id VARCHAR(510) NOT NULL,
  name VARCHAR NOT NULL,
  folded_name VARCHAR NOT NULL,
  search_text VARCHAR NOT NULL,
  agent_id VARCHAR(510) NOT NULL,
  disabled_at TIMESTAMP(6) WITH TIME ZONE,
  disabled_by VARCHAR,
  disablement_reason VARCHAR,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_by VARCHAR NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  CONSTRAINT nexus_auth_integration_id UNIQUE (id),
  CONSTRAINT nexus_auth_integration_name UNIQUE (organization_id, folded_name)
);

CREATE INDEX nexus_auth_integration_agent
  ON nexus_auth_integration (organization_id, agent_id, folded_name, id);

CREATE INDEX nexus_auth_integration_disabled ON nexus_auth_integration (organization_id, disabled_at);

-- Keys. Never their text. permissions: a JSON array. grace: an ISO-8601 duration.
-- ends_at: when the key is revoked, by its record: the earlier one of revoked_at and the end of its
-- rotation. Its state is computed from these facts when it is read.
CREATE TABLE nexus_auth_api_key (
  organization_id VARCHAR(510) NOT NULL,
  integration_id VARCHAR(510) NOT NULL,
  key_id VARCHAR(510) NOT NULL,
  issuer VARCHAR,
  agent_id VARCHAR(510),
  permissions VARCHAR NOT NULL,
  plan VARCHAR,
  signing_key_id VARCHAR,
  issued_at TIMESTAMP(6) WITH TIME ZONE,
  expires_at TIMESTAMP(6) WITH TIME ZONE,
  name VARCHAR NOT NULL,
  search_text VARCHAR NOT NULL,
  environment VARCHAR(20) NOT NULL,
  origin VARCHAR(20) NOT NULL,
  created_by VARCHAR NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  fingerprint VARCHAR,
  last_four VARCHAR,
  predecessor_id VARCHAR(510),
  successor_id VARCHAR(510),
  rotation_started_at TIMESTAMP(6) WITH TIME ZONE,
  rotation_started_by VARCHAR,
  grace VARCHAR,
  rotation_deadline TIMESTAMP(6) WITH TIME ZONE,
  grace_started_at TIMESTAMP(6) WITH TIME ZONE,
  revoked_at TIMESTAMP(6) WITH TIME ZONE,
  revoked_by VARCHAR,
  revocation_cause VARCHAR(20),
  revocation_text VARCHAR,
  ends_at TIMESTAMP(6) WITH TIME ZONE,
  exposed_at TIMESTAMP(6) WITH TIME ZONE,
  version BIGINT NOT NULL,
  PRIMARY KEY (organization_id, integration_id, key_id)
);

CREATE INDEX nexus_auth_api_key_created
  ON nexus_auth_api_key (organization_id, created_at DESC, key_id DESC, integration_id DESC);

CREATE INDEX nexus_auth_api_key_integration
  ON nexus_auth_api_key (organization_id, integration_id, created_at DESC, key_id DESC);

CREATE INDEX nexus_auth_api_key_agent
  ON nexus_auth_api_key (organization_id, agent_id, created_at DESC, key_id DESC, integration_id DESC);

CREATE INDEX nexus_auth_api_key_expiry ON nexus_auth_api_key (organization_id, expires_at);

CREATE INDEX nexus_auth_api_key_ended ON nexus_auth_api_key (organization_id, ends_at);

CREATE INDEX nexus_auth_api_key_rotated ON nexus_auth_api_key (organization_id, successor_id);

CREATE INDEX nexus_auth_api_key_awaiting ON nexus_auth_api_key (rotation_deadline);

CREATE INDEX nexus_auth_api_key_last_four ON nexus_auth_api_key (organization_id, last_four);

CREATE INDEX nexus_auth_api_key_signer
  ON nexus_auth_api_key (signing_key_id, issuer, expires_at);

-- public_jwk: without private members. sealed_private_key: encrypted by the application.
CREATE TABLE nexus_auth_signing_key (
  issuer VARCHAR(1000) NOT NULL,
  key_id VARCHAR(510) NOT NULL,
  algorithm VARCHAR NOT NULL,
  state VARCHAR(20) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_by VARCHAR NOT NULL,
  changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  public_jwk VARCHAR NOT NULL,
  sealed_private_key VARCHAR,
  version BIGINT NOT NULL,
  PRIMARY KEY (issuer, key_id)
);

-- One row. Every change of records locks it first, on all nodes; it has the number and
-- the hash of the last event.
CREATE TABLE nexus_auth_audit_head (
  id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
  sequence BIGINT NOT NULL,
  hash VARCHAR(64) NOT NULL
);

INSERT INTO nexus_auth_audit_head (id, sequence, hash) VALUES (1, 0, REPEAT('0', 64));

-- Appended only. before_values, after_values: JSON objects. hash: see docs, over the previous one.
CREATE TABLE nexus_auth_audit (
  sequence BIGINT NOT NULL PRIMARY KEY,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  actor_name VARCHAR NOT NULL,
  actor_role VARCHAR NOT NULL,
  request_id VARCHAR NOT NULL,
  address VARCHAR,
  organization_id VARCHAR(510),
  action VARCHAR NOT NULL,
  subject_kind VARCHAR NOT NULL,
  subject_id VARCHAR NOT NULL,
  before_values VARCHAR NOT NULL,
  after_values VARCHAR NOT NULL,
  hash VARCHAR(64) NOT NULL
);

CREATE INDEX nexus_auth_audit_organization ON nexus_auth_audit (organization_id, sequence DESC);

CREATE INDEX nexus_auth_audit_actor ON nexus_auth_audit (actor_name, sequence DESC);

CREATE INDEX nexus_auth_audit_action ON nexus_auth_audit (action, sequence DESC);

CREATE INDEX nexus_auth_audit_subject ON nexus_auth_audit (subject_id, sequence DESC);

CREATE INDEX nexus_auth_audit_at ON nexus_auth_audit (at);

-- Requests that must not be carried out twice; forgotten after a day.
CREATE TABLE nexus_auth_idempotent_request (
  operator VARCHAR(510) NOT NULL,
  idempotency_key VARCHAR(510) NOT NULL,
  digest VARCHAR NOT NULL,
  result_id VARCHAR NOT NULL,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (operator, idempotency_key)
);

CREATE INDEX nexus_auth_idempotent_request_at ON nexus_auth_idempotent_request (at);

-- First and last uses. A row has one writer, its node; readers merge them. Rows of nodes that have
-- gone are merged into one without a node.
CREATE TABLE nexus_auth_key_use (
  organization_id VARCHAR(510) NOT NULL,
  integration_id VARCHAR(510) NOT NULL,
  key_id VARCHAR(510) NOT NULL,
  node VARCHAR(510) NOT NULL,
  first_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  last_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  network VARCHAR,
  client_version VARCHAR,
  client_version_at TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (organization_id, integration_id, key_id, node)
);
