package org.nexusauth.jdbc.internal.usage.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;

/** Requests by route, client version and network, a bounded number of each. */
public final class DetailCounts {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** How many numbers a value has. */
  private static final int NUMBERS = 3;

  private static final int MAX_ROUTES = 50;
  private static final int MAX_OTHERS = 30;

  private final Map<UsageDetail.Kind, Map<String, RequestCounts>> values =
      new EnumMap<>(UsageDetail.Kind.class);

  public static DetailCounts copyOf(DetailCounts other) {
    DetailCounts copy = new DetailCounts();
    copy.addAll(other);
    return copy;
  }

  /** Reads the three columns of a row. */
  public static DetailCounts readRow(ResultRow row) throws SQLException {
    DetailCounts counts = new DetailCounts();
    for (UsageDetail.Kind kind : UsageDetail.Kind.values()) {
      counts.values.put(kind, parseJson(row.text(columnOf(kind))));
    }
    return counts;
  }

  public static String columnOf(UsageDetail.Kind kind) {
    return switch (kind) {
      case ROUTE -> "routes";
      case CLIENT_VERSION -> "client_versions";
      case NETWORK -> "networks";
    };
  }

  private static int maxOf(UsageDetail.Kind kind) {
    if (kind == UsageDetail.Kind.ROUTE) {
      return MAX_ROUTES;
    }
    return MAX_OTHERS;
  }

  public Map<String, RequestCounts> valuesOf(UsageDetail.Kind kind) {
    return values.computeIfAbsent(kind, missing -> new LinkedHashMap<>());
  }

  public int size() {
    return values.values().stream().mapToInt(Map::size).sum();
  }

  /** Adds requests; those of a value that there is no room for count as others. */
  public void addRequests(UsageDetail.Kind kind, String value, RequestCounts counts) {
    Map<String, RequestCounts> known = valuesOf(kind);
    String name = value;
    if (!known.containsKey(value) && !hasRoom(known, maxOf(kind))) {
      name = UsageDetail.OTHER;
    }
    known.merge(name, counts, RequestCounts::plus);
  }

  private static boolean hasRoom(Map<String, RequestCounts> known, int max) {
    if (known.containsKey(UsageDetail.OTHER)) {
      return known.size() <= max;
    }
    return known.size() < max;
  }

  public void addAll(DetailCounts other) {
    other.values.forEach(
        (kind, counts) -> counts.forEach((value, number) -> addRequests(kind, value, number)));
  }

  /**
   * Returns the sum; where there is no room for all, the values with the most requests are kept.
   */
  public static DetailCounts sumOf(List<DetailCounts> parts) {
    DetailCounts sum = new DetailCounts();
    for (UsageDetail.Kind kind : UsageDetail.Kind.values()) {
      Map<String, RequestCounts> all = new LinkedHashMap<>();
      parts.forEach(
          part ->
              part.valuesOf(kind)
                  .forEach((value, number) -> all.merge(value, number, RequestCounts::plus)));
      all.entrySet().stream()
          .sorted(
              Map.Entry.comparingByValue(
                  Comparator.comparingLong(RequestCounts::requests).reversed()))
          .forEach(entry -> sum.addRequests(kind, entry.getKey(), entry.getValue()));
    }
    return sum;
  }

  /** Returns the text of a column. */
  public String toJson(UsageDetail.Kind kind) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, RequestCounts> entry : valuesOf(kind).entrySet()) {
        RequestCounts counts = entry.getValue();
        json.writeFieldName(entry.getKey());
        json.writeArray(
            new long[] {counts.requests(), counts.denied(), counts.failed()}, 0, NUMBERS);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  public static Map<String, RequestCounts> parseJson(String text) {
    Map<String, RequestCounts> counts = new LinkedHashMap<>();
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String value = json.currentName();
        json.nextToken();
        long requests = json.nextLongValue(0);
        long denied = json.nextLongValue(0);
        // Texts that differ in what cannot be stored are the same in the database.
        counts.merge(
            value, new RequestCounts(requests, denied, json.nextLongValue(0)), RequestCounts::plus);
        json.nextToken();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }
}
