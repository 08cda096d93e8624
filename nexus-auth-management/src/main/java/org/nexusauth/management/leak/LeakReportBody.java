package org.nexusauth.management.leak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.json.StrictJson;

/**
 * Parses the body of a report, of either form: an array of objects with {@code token}, {@code
 * type}, {@code url} and {@code source} as GitHub sends it, or an object with {@code tokens} and
 * {@code source}.
 */
final class LeakReportBody {
  static final int MAX_TOKENS = 1_000;

  private static final String DEFAULT_TYPE = "nexus_api_key";
  private static final int MAX_TYPE_LENGTH = 100;
  private static final String PLAIN_FORM =
      "{\"tokens\":[\"…\"],\"source\":\"where they were found\"}";

  private LeakReportBody() {}

  /** The body is no report; the message says what is wrong and holds nothing of it. */
  static final class MalformedReportException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedReportException(String message) {
      super(message, null, false, false);
    }
  }

  /** Returns the different texts of a report, in its order. */
  static List<ReportedToken> parse(byte[] body, boolean fromGitHub)
      throws MalformedReportException {
    if (body.length > LeakReports.MAX_BODY_BYTES) {
      throw new MalformedReportException(
          "The body has more than " + LeakReports.MAX_BODY_BYTES + " bytes. Split the report.");
    }
    Map<String, ReportedToken> tokens = new LinkedHashMap<>();
    for (ReportedToken token : readTokens(body, fromGitHub)) {
      tokens.putIfAbsent(token.text(), token);
    }
    return new ArrayList<>(tokens.values());
  }

  private static List<ReportedToken> readTokens(byte[] body, boolean fromGitHub)
      throws MalformedReportException {
    try {
      if (isArray(body)) {
        return readMatches(StrictJson.readArray(body), fromGitHub);
      }
      return readPlainReport(StrictJson.readKeySet(body));
    } catch (StrictJson.MalformedException e) {
      throw new MalformedReportException("The body " + e.getMessage() + ".");
    }
  }

  private static boolean isArray(byte[] body) {
    for (byte character : body) {
      if (character != ' ' && character != '\t' && character != '\r' && character != '\n') {
        return character == '[';
      }
    }
    return false;
  }

  private static List<ReportedToken> readMatches(List<Object> matches, boolean fromGitHub)
      throws MalformedReportException {
    requireCount(matches.size());
    List<ReportedToken> tokens = new ArrayList<>();
    for (Object match : matches) {
      if (!(match instanceof Map<?, ?> members) || textOf(members, "token") == null) {
        throw new MalformedReportException(
            "Each element of the array must be an object with a text \"token\".");
      }
      tokens.add(readMatch(members, fromGitHub));
    }
    return tokens;
  }

  private static ReportedToken readMatch(Map<?, ?> members, boolean fromGitHub) {
    StringBuilder source = new StringBuilder(fromGitHub ? ReportedToken.GITHUB : "unsigned");
    for (String name : List.of("source", "url")) {
      String part = textOf(members, name);
      if (part != null && !part.isEmpty()) {
        source.append(' ').append(part);
      }
    }
    String token = String.valueOf(members.get("token"));
    return new ReportedToken(token, typeOf(members, token), source.toString());
  }

  /** Returns the type that the answer names: never a part of the key. */
  private static String typeOf(Map<?, ?> members, String token) {
    String type = textOf(members, "type");
    if (type == null
        || type.length() > MAX_TYPE_LENGTH
        || KeyTextDetector.containsPartOf(type, token)) {
      return DEFAULT_TYPE;
    }
    return LogSanitizer.escape(type);
  }

  private static List<ReportedToken> readPlainReport(Map<String, Object> report)
      throws MalformedReportException {
    if (!Set.of("tokens", "source").containsAll(report.keySet())
        || !(report.get("tokens") instanceof List<?> texts)
        || !texts.stream().allMatch(String.class::isInstance)
        || (report.containsKey("source") && !(report.get("source") instanceof String))) {
      throw new MalformedReportException(
          "Expected " + PLAIN_FORM + ", \"source\" may be left out.");
    }
    requireCount(texts.size());
    String source = textOf(report, "source");
    List<ReportedToken> tokens = new ArrayList<>();
    for (Object text : texts) {
      tokens.add(
          new ReportedToken(
              String.valueOf(text), DEFAULT_TYPE, source == null ? "unsigned" : source));
    }
    return tokens;
  }

  private static @Nullable String textOf(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  private static void requireCount(int count) throws MalformedReportException {
    if (count > MAX_TOKENS) {
      throw new MalformedReportException(
          "A report has at most " + MAX_TOKENS + " tokens. Split it.");
    }
  }
}
