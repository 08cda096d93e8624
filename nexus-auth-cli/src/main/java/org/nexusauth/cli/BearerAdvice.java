package org.nexusauth.cli;

import java.util.Optional;
import org.nexusauth.reason.Reason;

/** What to do about a denial where the header is {@code Authorization}. */
final class BearerAdvice {

  private BearerAdvice() {}

  /** Returns the advice; empty where it is the same as for every other header. */
  static Optional<String> on(Reason reason) {
    return switch (reason) {
      case KEY_MISSING, KEY_MALFORMED ->
          Optional.of(
              "send Authorization: Bearer, one space, then all of the key, from eyJ to its end; give"
                  + " explain the whole value");
      case KEY_WHITESPACE ->
          Optional.of("send Bearer, exactly one space and the key, without tabs and line breaks");
      case KEY_BEARER_PREFIX -> Optional.of("send Bearer once, not twice");
      default -> Optional.empty();
    };
  }
}
