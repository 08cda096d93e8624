package org.nexusauth.testkit;

import java.util.List;
import java.util.Locale;

/** Ids that act where texts are put together instead of handed over. */
final class OddIds {
  private OddIds() {}

  static List<String> all() {
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

  /** Returns ids that are another one's neighbours, and other ids all the same. */
  static List<String> near(String id) {
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
