package org.nexusauth.sample.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What a person reads once the sample is up. */
final class Greeting {

  private Greeting() {}

  /** The greeting around the first key; the others are named by their files. */
  static String text(
      String url, Duration start, List<DemoKey> keys, DataFolder folder, Instant now) {
    DemoKey first = keys.get(0);
    return """
        Nexus sample API on %s          (Payara Micro, up after %d s)
        A key that may %s, good for %s:
          curl -i %s/api/public/v1/me -H 'api-key: %s'
        All keys are in %s:
        %s
        Try it wrong: with "Bearer " before it, with a blank in it, without it. Stop with Ctrl-C.
        """
        .formatted(
            url,
            Math.max(1, start.toSeconds()),
            first.kind().words(),
            left(first, now),
            url,
            first.text(),
            folder.path(),
            keys.stream().map(Greeting::line).collect(Collectors.joining("\n")));
  }

  private static String line(DemoKey key) {
    String renewed = key.renewed() ? " (issued anew: the one before was no longer good)" : "";
    return "  %-22s %s%s".formatted(key.kind().file(), key.kind().words(), renewed);
  }

  private static String left(DemoKey key, Instant now) {
    long days = Duration.between(now, key.expiresAt()).plusHours(12).toDays();
    return days > 1 ? days + " days" : "less than two days";
  }
}
