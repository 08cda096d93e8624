package org.nexusauth.console.page.revocation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/**
 * How keys are to be revoked, as a form has it.
 *
 * @param cause why, as the API writes it; empty while nothing is chosen
 * @param text why, in words; may be empty
 * @param when {@code now} or {@code later}
 * @param at when, a date and time of UTC without an offset; empty for none
 */
public record RevocationForm(String cause, String text, String when, String at) {
  /** At once. */
  public static final String NOW = "now";

  /** At a time. */
  public static final String LATER = "later";

  /**
   * A cause that can be chosen.
   *
   * @param value the cause, as the API writes it
   * @param label it in words
   */
  public record CauseChoice(String value, String label) {}

  /** Returns the causes that can be chosen. */
  public static List<CauseChoice> causes() {
    return List.of(
        new CauseChoice("leaked", "Leaked: someone else may have it"),
        new CauseChoice("unused", "No longer needed"),
        new CauseChoice("owner-left", "Owner left"),
        new CauseChoice("other", "Other"));
  }

  /** Returns the form as it is first shown. */
  static RevocationForm begin(@Nullable Cause cause) {
    String chosen = "";
    if (cause != null) {
      chosen = ValueFormats.write(cause);
    }
    return new RevocationForm(chosen, "", NOW, "");
  }

  /** Reads a form with a time. */
  static RevocationForm read(FormReader form) {
    return new RevocationForm(
        form.readText("cause"), form.readText("text"), form.readText("when"), form.readText("at"));
  }

  /** Reads a form without a time: at once. */
  static RevocationForm readWithoutTime(FormReader form) {
    return new RevocationForm(form.readText("cause"), form.readText("text"), NOW, "");
  }

  /**
   * Returns what the form says.
   *
   * @throws ManagementException of kind {@code INVALID}
   */
  KeyRevocationRequest toRequest() {
    List<FieldError> errors = new ArrayList<>();
    Cause chosen = parseCause(errors);
    Instant time = parseTime(errors);
    if (!errors.isEmpty()) {
      throw ManagementException.invalid(errors);
    }
    return new KeyRevocationRequest(chosen, text, time);
  }

  private Cause parseCause(List<FieldError> errors) {
    try {
      return ValueFormats.choice(KeyRevocationRequest.CAUSES).apply(cause);
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError("cause", "Choose why the key is revoked."));
      return Cause.OTHER;
    }
  }

  private @Nullable Instant parseTime(List<FieldError> errors) {
    if (when.equals(NOW)) {
      if (!at.isEmpty()) {
        String message =
            "“At once” is chosen, and a time is given. Empty the time, or choose “At a time”.";
        errors.add(new FieldError("at", message));
      }
      return null;
    }
    if (!when.equals(LATER)) {
      errors.add(new FieldError("when", "Choose when the key is revoked."));
      return null;
    }
    try {
      return LocalDateTime.parse(at).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      String message = "Give the date and the time in UTC, for example 2026-12-01T09:30.";
      errors.add(new FieldError("at", message));
      return null;
    }
  }
}
