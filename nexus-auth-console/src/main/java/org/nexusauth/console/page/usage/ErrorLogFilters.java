package org.nexusauth.console.page.usage;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Pager;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.UsageScope;

/**
 * The filters of the error log, as they were given.
 *
 * @param reason the code of a reason; empty for all
 * @param requestId the id of a request; empty for all
 * @param from the first instant, in UTC; empty for the beginning
 * @param to the instant before which denials are, in UTC; empty for the end
 * @param errors what is wrong with them
 */
public record ErrorLogFilters(
    String reason, String requestId, String from, String to, FormErrors errors) {
  static final String[] NAMES = {"reason", "requestId", "from", "to"};

  private static final Duration LONGEST = Duration.ofDays(3_700);

  /** Reads them; what is wrong is in their errors. */
  static ErrorLogFilters read(QueryReader reader) {
    reader.readValue("reason", ErrorLogFilters::parseReason);
    reader.readValue("from", ErrorLogFilters::parseTime);
    reader.readValue("to", ErrorLogFilters::parseTime);
    FormErrors errors = FormErrors.NONE;
    try {
      reader.finish();
    } catch (ProblemException e) {
      errors = FormErrors.of(e.errors());
    }
    return new ErrorLogFilters(
        textOf(reader, "reason"),
        textOf(reader, "requestId"),
        textOf(reader, "from"),
        textOf(reader, "to"),
        errors);
  }

  private static String textOf(QueryReader reader, String name) {
    return Objects.requireNonNullElse(reader.readText(name), "");
  }

  private static Reason parseReason(String code) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no such reason."));
  }

  /** A field of a page has no offset: the page says that its times are UTC. */
  private static Instant parseTime(String text) {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "This is not a time. Write it in UTC, for example 2026-11-30T13:00.", e);
    }
  }

  /** Returns what is asked for, where nothing is wrong. */
  DenialQuery toQuery(UsageScope scope, PageRequest page, Instant now) {
    return new DenialQuery(
        scope,
        reason.isEmpty() ? Set.of() : Set.of(parseReason(reason)),
        timeOr(from, now.minus(LONGEST)),
        timeOr(to, now.plus(Duration.ofDays(1))),
        requestId.isEmpty() ? null : requestId,
        page.cursor(),
        page.limit());
  }

  private static Instant timeOr(String text, Instant standard) {
    return text.isEmpty() ? standard : parseTime(text);
  }

  /** Returns whether nothing is filtered. */
  public boolean isEmpty() {
    return reason.isEmpty() && requestId.isEmpty() && from.isEmpty() && to.isEmpty();
  }

  /** Returns the reasons that a genuine key can be denied for. */
  public static List<Reason> reasons() {
    return List.of(
        Reason.KEY_EXPIRED,
        Reason.KEY_NOT_YET_VALID,
        Reason.KEY_REVOKED,
        Reason.INTEGRATION_DISABLED,
        Reason.AGENT_RESTRICTED,
        Reason.PERMISSION_MISSING,
        Reason.ACCESS_DENIED,
        Reason.RATE_LIMITED,
        Reason.STATUS_UNAVAILABLE);
  }

  Pager pager(@Nullable String cursor, @Nullable String next) {
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("reason", reason);
    parameters.put("requestId", requestId);
    parameters.put("from", from);
    parameters.put("to", to);
    return Pager.of(parameters, cursor, next);
  }
}
