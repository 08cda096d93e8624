package org.nexusauth.contract.row;

import static org.nexusauth.contract.row.ExpectedOutcome.announced;

import java.util.stream.Stream;
import org.nexusauth.contract.server.ContractKeys;

/** Every answer to a key in rotation says when the key ends, and each header is there once. */
final class RotationRows {
  private static final String END = "Thu, 01 Jan 2099 00:00:00 GMT";
  private static final String STARTED = "@1796043600";
  private static final String ROTATING = header("rotating");

  private RotationRows() {}

  private static String header(String keyId) {
    return "api-key: " + SentKeys.sent(ContractKeys.KEYS.key().claim("jti", keyId).text());
  }

  static Stream<Row> rows() {
    return Stream.of(
        row("plain", 200, END),
        row("sunset", 200, "Fri, 01 Jan 2100 00:00:00 GMT"),
        row("reset", 200, END),
        row("flushed", 200, END),
        row("gone", 410, END),
        row("not-modified", 304, END),
        row("async", 200, END),
        Row.of(
            "rotation, HEAD",
            "HEAD {ctx}/api/answer?plain",
            announced(200, END, STARTED),
            ROTATING),
        Row.get("rotation, denied", "/api/admin", announced(403, END, STARTED), ROTATING),
        Row.get(
            "rotation, ended",
            "/api/x",
            new ExpectedOutcome.Ended("2026-11-30"),
            header("rotated")),
        Row.get(
            "rotation, not rotated",
            "/api/answer?plain",
            announced(200, "", ""),
            "api-key: " + SentKeys.sent(ContractKeys.KEYS.key().text())),
        Row.get("rotation, open", "/public/answer?plain", announced(200, "", "")));
  }

  private static Row row(String how, int status, String sunset) {
    return Row.get(
        "rotation, " + how, "/api/answer?" + how, announced(status, sunset, STARTED), ROTATING);
  }
}
