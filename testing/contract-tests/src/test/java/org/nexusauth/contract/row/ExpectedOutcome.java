package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.nexusauth.reason.Reason;

/** What becomes of a request. */
sealed interface ExpectedOutcome {

  /** Closed without an answer, among statuses. */
  int CLOSED = 0;

  /** Where every request comes from, whatever a header says. */
  String CALLER = " from 127.0.0.1";

  /** Compares with what was seen. */
  void check(Seen seen);

  /** Whether the next request on the connection is answered: a server may close after its own. */
  default boolean keepsConnection() {
    return true;
  }

  /** The guarded resource runs, once, for a caller with the key's permissions. */
  static ExpectedOutcome runs() {
    return new Runs("/api/", List.of("event granted" + CALLER));
  }

  /** The open resource runs, once, and no key is asked for. */
  static ExpectedOutcome open() {
    return new Runs("/public/", List.of());
  }

  /** A filter refuses, with the contract's answer. */
  static ExpectedOutcome refused(Reason reason) {
    return new Refused(reason);
  }

  /**
   * Whatever is left of the server answers, before any filter or because there is no such thing.
   */
  static ExpectedOutcome server(Integer... statuses) {
    return new OfServer(new TreeSet<>(Set.of(statuses)));
  }

  /** The application answers so, and a shared cache may keep what these headers let it. */
  static ExpectedOutcome cached(int status, String vary, String cacheControl) {
    return new Cached(status, vary, cacheControl);
  }

  /** The answer announces the end of its key in these headers; an empty one is not there. */
  static ExpectedOutcome announced(int status, String sunset, String deprecation) {
    return new Announced(status, sunset, deprecation);
  }

  /** The headers of an answer to a key that is being rotated. */
  record Announced(int status, String sunset, String deprecation) implements ExpectedOutcome {
    @Override
    public void check(Seen seen) {
      assertThat(seen.status()).isEqualTo(status);
      assertThat(seen.headers("Sunset")).isEqualTo(once(sunset));
      assertThat(seen.headers("Deprecation")).isEqualTo(once(deprecation));
    }

    private static List<String> once(String value) {
      return value.isEmpty() ? List.of() : List.of(value);
    }
  }

  /** The key was replaced in a rotation that started on a day. */
  record Ended(String day) implements ExpectedOutcome {
    @Override
    public void check(Seen seen) {
      assertThat(seen.status()).isEqualTo(401);
      assertThat(seen.ran()).isEmpty();
      assertThat(seen.header("WWW-Authenticate")).endsWith("error=\"key_revoked\"");
      assertThat(seen.headers("Sunset")).isEmpty();
      assertThat(seen.text())
          .endsWith(
              "\"hint\":\"This key was replaced in a rotation on %s and has ended: use the new key.\"}"
                  .formatted(day));
    }
  }

  /** The headers of an answer of the application for caches. */
  record Cached(int status, String vary, String cacheControl) implements ExpectedOutcome {
    @Override
    public void check(Seen seen) {
      assertThat(seen.status()).isEqualTo(status);
      assertThat(seen.ran()).hasSize(1);
      assertThat(names(seen.header("Vary"))).containsExactlyInAnyOrderElementsOf(names(vary));
      assertThat(seen.header("Cache-Control")).isEqualTo(cacheControl);
    }

    /** In one field, each once; their case and their order do not matter. */
    private static List<String> names(String vary) {
      return List.of(vary.toLowerCase(Locale.ROOT).split(", ", -1));
    }
  }

  /** A resource ran. */
  record Runs(String path, List<String> events) implements ExpectedOutcome {
    @Override
    public void check(Seen seen) {
      assertThat(seen.status()).isEqualTo(200);
      assertThat(seen.ran()).singleElement().asString().startsWith("ran " + path);
      assertThat(seen.events().stream().map(event -> event.split(" in ", 2)[0]))
          .containsExactlyElementsOf(events);
      assertThat(seen.header("Vary")).isEqualTo(events.isEmpty() ? "" : "api-key");
      assertThat(seen.header("Cache-Control")).isEqualTo(events.isEmpty() ? "" : "private");
      if (!seen.text().isEmpty()) {
        assertThat(seen.text()).matches(events.isEmpty() ? "nobody may " : "int_test may .*");
      }
    }
  }

  /** A filter refused. */
  record Refused(Reason reason) implements ExpectedOutcome {
    @Override
    public void check(Seen seen) {
      assertThat(seen.ran()).isEmpty();
      ContractAnswer.check(seen, reason);
      assertThat(seen.events())
          .singleElement()
          .asString()
          .startsWith("event " + reason.code() + CALLER + " ");
      assertThat(SentKeys.areIn(seen.events().get(0))).isFalse();
    }
  }

  /** No filter saw it. */
  record OfServer(Set<Integer> statuses) implements ExpectedOutcome {
    @Override
    public boolean keepsConnection() {
      return false;
    }

    @Override
    public void check(Seen seen) {
      assertThat(statuses).contains(seen.status());
      assertThat(seen.ran()).isEmpty();
      assertThat(seen.events()).isEmpty();
    }
  }
}
