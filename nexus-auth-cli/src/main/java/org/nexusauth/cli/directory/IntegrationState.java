package org.nexusauth.cli.directory;

/** The states of an integration, for the filter of a list. */
public enum IntegrationState {
  /** Its keys are valid, as far as it decides. */
  ENABLED,
  /** Its keys are denied. */
  DISABLED
}
