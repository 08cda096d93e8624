-- Alerts of Nexus Auth: what rules have found, mutes, switches of rules, and deliveries to people.
-- Run by the application itself at its start, or by a DBA before it, after V4__plans.sql.
-- It only adds tables: nodes of a version before it go on working.

-- open_matter: a hash of rule and subject while the alert is open, so that there is one at most.
-- list_position: orders lists; open alerts and severe ones first, then the newest.
-- notice_due: 1 while people are still to be notified; notified_severity: of which severity they were.
CREATE TABLE nexus_auth_alert (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  open_matter VARCHAR(64) UNIQUE,
  kind VARCHAR(64) NOT NULL,
  organization_id VARCHAR(255) NOT NULL,
  integration_id VARCHAR(255),
  key_id VARCHAR(255),
  severity VARCHAR(16) NOT NULL,
  sentence VARCHAR NOT NULL,
  opened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  last_seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  repeats BIGINT NOT NULL,
  closed_at TIMESTAMP(6) WITH TIME ZONE,
  acknowledged_at TIMESTAMP(6) WITH TIME ZONE,
  acknowledged_by VARCHAR,
  note VARCHAR,
  notice_due SMALLINT NOT NULL,
  notified_severity VARCHAR(16),
  list_position BIGINT NOT NULL,
  version BIGINT NOT NULL
);

CREATE INDEX nexus_auth_alert_list ON nexus_auth_alert (list_position DESC, id DESC);

CREATE INDEX nexus_auth_alert_organization
  ON nexus_auth_alert (organization_id, list_position DESC, id DESC);

CREATE INDEX nexus_auth_alert_closed ON nexus_auth_alert (closed_at);

CREATE INDEX nexus_auth_alert_notice ON nexus_auth_alert (notice_due, opened_at);

-- muted_until: null until it is lifted by hand.
CREATE TABLE nexus_auth_alert_mute (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  kind VARCHAR(64) NOT NULL,
  organization_id VARCHAR(255) NOT NULL,
  integration_id VARCHAR(255),
  key_id VARCHAR(255),
  muted_since TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  muted_until TIMESTAMP(6) WITH TIME ZONE,
  muted_by VARCHAR NOT NULL
);

CREATE INDEX nexus_auth_alert_mute_organization ON nexus_auth_alert_mute (organization_id);

-- Rules that were switched for an organization; without a row a rule is on.
CREATE TABLE nexus_auth_alert_rule (
  organization_id VARCHAR(255) NOT NULL,
  kind VARCHAR(64) NOT NULL,
  enabled SMALLINT NOT NULL,
  changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  changed_by VARCHAR NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (organization_id, kind)
);

-- Messages to people outside the application: tried until they arrive or are given up.
CREATE TABLE nexus_auth_alert_delivery (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  channel VARCHAR(16) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  title VARCHAR NOT NULL,
  body VARCHAR NOT NULL,
  delivery_state VARCHAR(16) NOT NULL,
  attempts BIGINT NOT NULL,
  last_attempt_at TIMESTAMP(6) WITH TIME ZONE,
  next_attempt_at TIMESTAMP(6) WITH TIME ZONE,
  outcome VARCHAR
);

CREATE INDEX nexus_auth_alert_delivery_list ON nexus_auth_alert_delivery (created_at DESC, id DESC);

CREATE INDEX nexus_auth_alert_delivery_due ON nexus_auth_alert_delivery (next_attempt_at);

-- Channels whose receiver wants no more.
CREATE TABLE nexus_auth_alert_stop (
  channel VARCHAR(16) NOT NULL PRIMARY KEY,
  stopped_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  reason VARCHAR NOT NULL
);

-- One row: the node that evaluates the rules, until when unless it goes on.
CREATE TABLE nexus_auth_alert_lease (
  id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
  node VARCHAR(64) NOT NULL,
  expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
