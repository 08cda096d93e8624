package org.nexusauth.console.page.reveal;

import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;

/**
 * A new key, as it is shown once.
 *
 * @param integration its integration
 * @param key its record
 * @param usage the key itself, and how it is used
 * @param next what comes next
 */
public record RevealView(
    Integration integration, ApiKeyRecord key, UsageExample usage, NextStep next) {

  /** Returns the key itself. */
  public String keyText() {
    return usage.key().text();
  }
}
