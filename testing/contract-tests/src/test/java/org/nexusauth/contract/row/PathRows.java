package org.nexusauth.contract.row;

import static org.nexusauth.contract.row.ExpectedOutcome.open;
import static org.nexusauth.contract.row.ExpectedOutcome.refused;
import static org.nexusauth.contract.row.ExpectedOutcome.runs;
import static org.nexusauth.contract.row.ExpectedOutcome.server;
import static org.nexusauth.contract.server.Deployment.ANNOTATED;
import static org.nexusauth.contract.server.Deployment.FILTER;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE10;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE11;
import static org.nexusauth.contract.server.ServerKind.PAYARA_MICRO;
import static org.nexusauth.contract.server.ServerKind.TOMCAT_10;
import static org.nexusauth.contract.server.ServerKind.TOMCAT_11;
import static org.nexusauth.contract.server.ServerKind.UNDERTOW;
import static org.nexusauth.reason.Reason.KEY_MISSING;
import static org.nexusauth.reason.Reason.PERMISSION_MISSING;

import java.util.stream.Stream;
import org.nexusauth.contract.server.ContractKeys;
import org.nexusauth.contract.server.ServerKind;

/** Paths that try to be two things at once, and what is and is not open. */
final class PathRows {

  private static final String KEY = "api-key: " + SentKeys.sent(ContractKeys.KEYS.key().text());

  private static final ServerKind[] TOMCAT_AND_JETTY = {
    TOMCAT_10, TOMCAT_11, JETTY_EE10, JETTY_EE11
  };
  private static final ServerKind[] EXCEPT_UNDERTOW = {
    TOMCAT_10, TOMCAT_11, JETTY_EE10, JETTY_EE11, PAYARA_MICRO
  };

  private PathRows() {}

  static Stream<Row> rows() {
    return Stream.of(odd(), absolute(), unknown(), open22(), permissions()).flatMap(rows -> rows);
  }

  private static Stream<Row> odd() {
    return Stream.of(
        odd("P01", "/public/..;/api/x").but(server(400), JETTY_EE10, JETTY_EE11),
        odd("P02", "/public/../api/x"),
        odd("P02", "/public/./..//api/x").but(server(400), JETTY_EE10, JETTY_EE11),
        odd("P02", "/public//../api/x").but(server(400), JETTY_EE10, JETTY_EE11),
        odd("P02", "//api/x").but(server(400), JETTY_EE10, JETTY_EE11),
        odd("P03", "/public/%2e%2e/api/x").but(server(400), JETTY_EE10, JETTY_EE11),
        odd("P03", "/public/.%2e/api/x").but(server(400), JETTY_EE10, JETTY_EE11),
        odd("P03", "/public/%252e%252e/api/x").but(server(400), JETTY_EE10, JETTY_EE11),
        odd("P04", "/public%2f..%2fapi/x").but(server(400), TOMCAT_AND_JETTY),
        odd("P04", "/public/..%2fapi/x").but(server(400), TOMCAT_AND_JETTY),
        odd("P04", "/public/..%5capi/x").but(server(400), EXCEPT_UNDERTOW),
        odd("P04", "/public\\..\\api\\x").but(server(400), ServerKind.values()),
        odd("P05", "/api;x=1/x"),
        odd("P05", "/public;/../api/x"),
        odd("P05", "/.;/api/x")
            .but(server(400), JETTY_EE10, JETTY_EE11)
            .but(server(301), (kind, deployment) -> kind == PAYARA_MICRO && deployment == FILTER),
        odd("P06", "/public/%00").but(server(400), EXCEPT_UNDERTOW),
        odd("P06", "/public/a%0d%0a").but(server(400), JETTY_EE10, JETTY_EE11),
        // Undertow makes letters of the bytes, no dots: a file below /public that nobody has.
        odd("P07", "/public/%c0%ae%c0%ae/api/x")
            .but(server(400), EXCEPT_UNDERTOW)
            .but(open(), UNDERTOW),
        unknown(odd("P08", "/PUBLIC/x"), 404),
        odd("P08", "/%70ublic/../api/x"),
        odd("P09", "/api/x?x=/public"),
        odd("P09", "/api/x#/public").but(server(400), TOMCAT_AND_JETTY).but(server(400), UNDERTOW));
  }

  /** RFC 9112 §3.2.2: the whole URI in the request line, which a client may send. */
  private static Stream<Row> absolute() {
    return Stream.of(
        Row.of("P09 absolute", "GET http://localhost{ctx}/api/x", refused(KEY_MISSING)),
        Row.of("P09 absolute, good key", "GET http://localhost{ctx}/api/x", runs(), KEY),
        Row.of("P09 absolute, open", "GET http://localhost{ctx}/public/a", open()),
        Row.of("P09 absolute, other host", "GET http://evil{ctx}/api/x", refused(KEY_MISSING))
            .but(server(400), TOMCAT_AND_JETTY)
            .but(server(400), UNDERTOW),
        Row.of("P09 absolute, evil/public", "GET http://evil/public{ctx}/api/x", server(400, 404)),
        Row.of(
            "P09 absolute, userinfo", "GET http://a/public@localhost{ctx}/api/x", server(400, 404)),
        Row.of(
            "P09 absolute, odd",
            "GET http://localhost{ctx}/public/../api/x",
            refused(KEY_MISSING)));
  }

  private static Row odd(String row, String path) {
    return Row.get(row + ' ' + path, path, refused(KEY_MISSING));
  }

  private static Stream<Row> unknown() {
    return Stream.of(
        unknown(Row.get("P18 no such path", "/nothing/here", refused(KEY_MISSING)), 404),
        Row.get("P18 WADL", "/application.wadl", refused(KEY_MISSING))
            // Jersey itself, which lacks JAXB everywhere but on the platform.
            .but(server(200, 404, 500), ANNOTATED),
        unknown(Row.of("P18 no such method", "DELETE {ctx}/api/x", refused(KEY_MISSING)), 405),
        Row.of(
            "P18 unknown media type",
            "POST {ctx}/api/x",
            refused(KEY_MISSING),
            "Content-Type: x/y",
            "Content-Length: 0"),
        Row.get("P18 nothing acceptable", "/api/x", refused(KEY_MISSING), "Accept: x/y"),
        Row.get("P20 locator", "/api/sub", refused(KEY_MISSING)),
        Row.get("P20 regex", "/api/y", refused(KEY_MISSING)));
  }

  /** Annotations guard what there is; what there is not, JAX-RS itself says. */
  private static Row unknown(Row row, int status) {
    return row.but(server(status), ANNOTATED);
  }

  private static Stream<Row> open22() {
    return Stream.of(
        Row.get("P22 no key", "/public/a", open()),
        Row.get("P22 bad key", "/public/a", open(), "api-key: Bearer junk"),
        Row.get("P22 two keys", "/public/a", open(), "api-key: a", "api-key: b"),
        Row.get("P22 good key", "/public/a", open(), KEY));
  }

  private static Stream<Row> permissions() {
    return Stream.of(
        Row.get("C16 permission of another", "/api/admin", refused(PERMISSION_MISSING), KEY),
        lacking("readall"),
        lacking("*"),
        lacking("ADMIN"),
        lacking("adm\u0131n"),
        lacking("\uff41dmin"));
  }

  private static Row lacking(String permission) {
    String key = SentKeys.sent(ContractKeys.KEYS.key().permissions("read", permission).text());
    String shown = permission.chars().allMatch(c -> c < 128) ? permission : "twin of admin";
    return Row.get("C16 " + shown, "/api/admin", refused(PERMISSION_MISSING), "api-key: " + key);
  }
}
