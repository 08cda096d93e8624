package org.nexusauth.contract.row;

import static org.nexusauth.contract.row.ExpectedOutcome.cached;
import static org.nexusauth.contract.server.Deployment.ALL;
import static org.nexusauth.contract.server.Deployment.ANNOTATED;
import static org.nexusauth.contract.server.Deployment.BOTH;
import static org.nexusauth.contract.server.Deployment.FILTER;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE10;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE11;
import static org.nexusauth.contract.server.ServerKind.PAYARA_MICRO;
import static org.nexusauth.contract.server.ServerKind.UNDERTOW;

import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.contract.server.ContractKeys;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.ServerKind;

/** H21: what a shared cache before the application may keep of its answers. */
final class CacheRows {

  private static final String KEY = "api-key: " + SentKeys.sent(ContractKeys.KEYS.key().text());
  private static final Deployment[] JAXRS = {ANNOTATED, ALL, BOTH};

  private CacheRows() {}

  static Stream<Row> rows() {
    return Stream.of(guarded(), open()).flatMap(rows -> rows);
  }

  private static Stream<Row> guarded() {
    return Stream.of(
        row("plain", cached(200, "api-key", "private")),
        row("vary", cached(200, "Accept, api-key", "private")),
        row("vary-twice", cached(200, "Accept, Origin, API-KEY", "private")),
        row("vary-any", cached(200, "*", "private")),
        row("public", cached(200, "api-key", "public, max-age=60")),
        row("public-add", cached(200, "api-key", "public, max-age=60"))
            .but(cached(200, "api-key", "no-transform, max-age=60"), JAXRS),
        row("only-if-none", cached(200, "api-key", "no-cache"))
            .but(cached(200, "api-key", "private"), JAXRS),
        row("reset", cached(200, "api-key", "private")),
        row("reset-public", cached(200, "Accept, api-key", "public"))
            .but(cached(200, "api-key", "private"), JAXRS),
        row("flushed", cached(200, "api-key", "private")),
        row("error", cached(404, "api-key", "private")).but(ofJetty(404), JETTY_EE10, JETTY_EE11),
        row("gone", cached(410, "api-key", "private"))
            // Jersey has the server make the page of an error without an entity.
            .but(ofJetty(410), (kind, deployment) -> isJetty(kind) && deployment != FILTER),
        row("moved", cached(302, "api-key", "private"))
            .but(cached(303, "api-key", "private"), JAXRS),
        row("not-modified", cached(304, "api-key", "private")),
        row("fails", cached(500, "api-key", "private"))
            .but(ofJetty(500), JETTY_EE10, JETTY_EE11)
            // Both clear all headers when an exception comes out of a servlet.
            .but(
                cached(500, "", ""),
                (kind, deployment) ->
                    deployment == FILTER && List.of(UNDERTOW, PAYARA_MICRO).contains(kind)),
        row("async", cached(200, "Accept, api-key", "private")),
        row("async-own", cached(200, "Accept, api-key", "private")),
        Row.of("H21 HEAD", "HEAD {ctx}/api/answer?plain", cached(200, "api-key", "private"), KEY),
        Row.of(
            "H21 POST",
            "POST {ctx}/api/answer?plain",
            cached(200, "api-key", "private"),
            KEY,
            "Content-Length: 0"));
  }

  /** Jetty's own error pages begin with no headers, and no cache may store them. */
  private static ExpectedOutcome ofJetty(int status) {
    return cached(status, "", "must-revalidate,no-cache,no-store");
  }

  private static boolean isJetty(ServerKind kind) {
    return kind == JETTY_EE10 || kind == JETTY_EE11;
  }

  private static Row row(String how, ExpectedOutcome outcome) {
    return Row.get("H21 " + how, "/api/answer?" + how, outcome, KEY);
  }

  /** Not touched, whoever asks. */
  private static Stream<Row> open() {
    return Stream.of(
        Row.get("H21 open", "/public/answer?plain", cached(200, "", "")),
        Row.get("H21 open, a key", "/public/answer?plain", cached(200, "", ""), KEY),
        Row.get("H21 open, vary", "/public/answer?vary", cached(200, "Accept", "")),
        Row.get(
            "H21 open, public", "/public/answer?public", cached(200, "", "public, max-age=60")));
  }
}
