package org.nexusauth.console.page.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Pager;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.store.AuditQuery;

/**
 * The filters of the audit log, as they were given.
 *
 * @param actor the name of an actor; empty for all
 * @param action an action; empty for all
 * @param subject the id of a subject; empty for all
 * @param from the first instant, in UTC; empty for the beginning
 * @param to the instant before which events are, in UTC; empty for the end
 * @param query what is looked for; of everything where the filters are wrong
 * @param errors what is wrong with them
 */
public record AuditFilters(
    String actor,
    String action,
    String subject,
    String from,
    String to,
    AuditQuery query,
    FormErrors errors) {
  static final String[] NAMES = {"actor", "action", "subject", "from", "to"};

  static AuditFilters read(QueryReader reader, @Nullable Set<String> organizations) {
    AuditQuery query =
        new AuditQuery(
            organizations,
            reader.readText("actor"),
            reader.readText("action"),
            reader.readText("subject"),
            reader.readValue("from", AuditFilters::readTime),
            reader.readValue("to", AuditFilters::readTime));
    return new AuditFilters(
        textOf(reader, "actor"),
        textOf(reader, "action"),
        textOf(reader, "subject"),
        textOf(reader, "from"),
        textOf(reader, "to"),
        query,
        finish(reader));
  }

  private static String textOf(QueryReader reader, String name) {
    String text = reader.readText(name);
    if (text == null) {
      return "";
    }
    return text;
  }

  private static FormErrors finish(QueryReader reader) {
    try {
      reader.finish();
      return FormErrors.NONE;
    } catch (ProblemException e) {
      return FormErrors.of(e.errors());
    }
  }

  /** A field of a page has no offset: the page says that its times are UTC. */
  private static Instant readTime(String text) {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return readWithOffset(text);
    }
  }

  private static Instant readWithOffset(String text) {
    try {
      return ValueFormats.readInstant(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "This is not a time. Write it in UTC, for example 2026-11-30T13:00.", e);
    }
  }

  /** Returns whether nothing is filtered. */
  public boolean isEmpty() {
    return parameters().values().stream().allMatch(String::isEmpty);
  }

  /** Returns these filters as a query string, with its question mark. */
  public String queryString() {
    return Pager.of(Map.copyOf(parameters()), null, null).first();
  }

  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    List<String> values = List.of(actor, action, subject, from, to);
    for (int i = 0; i < NAMES.length; i++) {
      all.put(NAMES[i], values.get(i));
    }
    return all;
  }
}
