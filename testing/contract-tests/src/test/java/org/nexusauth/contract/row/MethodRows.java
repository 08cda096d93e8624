package org.nexusauth.contract.row;

import static org.nexusauth.contract.row.ExpectedOutcome.refused;
import static org.nexusauth.contract.row.ExpectedOutcome.server;
import static org.nexusauth.contract.server.Deployment.ANNOTATED;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE10;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE11;
import static org.nexusauth.contract.server.ServerKind.UNDERTOW;
import static org.nexusauth.reason.Reason.KEY_MISSING;

import java.util.stream.Stream;

/** Methods of every kind without a key. */
final class MethodRows {

  private MethodRows() {}

  static Stream<Row> rows() {
    Stream<Row> preflight =
        Stream.of(
            Row.of(
                    "H22 preflight",
                    "OPTIONS {ctx}/api/x",
                    refused(KEY_MISSING),
                    "Origin: https://a.test",
                    "Access-Control-Request-Method: GET")
                .but(server(200), ANNOTATED));
    Stream<Row> guarded = Stream.of("GET", "HEAD", "POST").map(MethodRows::row);
    // Without a method of the resource there is nothing that an annotation guards.
    Stream<Row> others =
        Stream.of("PUT", "DELETE", "PATCH", "PROPFIND", "get", "BOGUS")
            .map(method -> row(method).but(server(405), ANNOTATED));
    // Most servers answer TRACE themselves; JAX-RS answers OPTIONS where no resource does.
    Stream<Row> byServers =
        Stream.of(
            Row.of("H23 TRACE", "TRACE {ctx}/api/x", server(405))
                .but(server(403), JETTY_EE10, JETTY_EE11)
                .but(
                    refused(KEY_MISSING),
                    (kind, deployment) -> kind == UNDERTOW && deployment != ANNOTATED),
            row("OPTIONS").but(server(200), ANNOTATED));
    return Stream.of(preflight, guarded, others, byServers).flatMap(rows -> rows);
  }

  private static Row row(String method) {
    String[] length = method.equals("POST") ? new String[] {"Content-Length: 0"} : new String[0];
    return Row.of("H23 " + method, method + " {ctx}/api/x", refused(KEY_MISSING), length);
  }
}
