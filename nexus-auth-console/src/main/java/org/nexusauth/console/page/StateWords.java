package org.nexusauth.console.page;

import java.util.Locale;
import org.nexusauth.management.model.KeyState;

/** The states of keys in words, and how each is tinted. */
public final class StateWords {
  private StateWords() {}

  /** Returns a state in words, for example {@code integration disabled}. */
  public static String describe(KeyState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns the class of its tint: good, warn, bad or ended. */
  public static String tintOf(KeyState state) {
    return switch (state) {
      case ACTIVE -> "good";
      case EXPIRING, RETIRING -> "warn";
      case EXPIRED, REVOKED -> "ended";
      case INTEGRATION_DISABLED, AGENT_RESTRICTED -> "bad";
    };
  }
}
