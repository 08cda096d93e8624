package org.nexusauth.management.model;

/** Where a key is used. Each has presets of plan and lifetime. */
public enum Environment {
  /** On a developer's machine. */
  DEVELOPMENT,
  /** Before production. */
  STAGING,
  /** For real. */
  PRODUCTION
}
