package org.nexusauth.testkit;

import java.util.List;
import java.util.Locale;

/** Ids that are dangerous where commands are concatenated. */
final class OddIds {
  private OddIds() {}

  static List<String> dangerous() {
    return List.of(
        "*",
        ":",
        "/",
        "'",
        "%",
        "_",
        "a:*/'%",
        "'; DROP TABLE revocation; --",
        "\" OR \"\"=\"",
        "${x}{}[]\\",
        "\r\n\t ",
        "Ä-ß-Ω-漢-\uD83D\uDD11",
        "x".repeat(10_000));
  }

  /** Returns ids that are similar to another one but not equal. */
  static List<String> similarTo(String id) {
    return List.of(
        id + " ",
        " " + id,
        id.toUpperCase(Locale.ROOT) + "A",
        id.substring(1),
        id.substring(0, id.length() - 1),
        id.replace('-', '_'),
        id.replace('k', 'K'),
        "%",
        "*");
  }
}
