package org.nexusauth.contract.row;

import static org.nexusauth.contract.row.ExpectedOutcome.refused;
import static org.nexusauth.contract.row.ExpectedOutcome.runs;
import static org.nexusauth.contract.row.ExpectedOutcome.server;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE10;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE11;
import static org.nexusauth.contract.server.ServerKind.PAYARA_MICRO;
import static org.nexusauth.contract.server.ServerKind.UNDERTOW;
import static org.nexusauth.reason.Reason.KEY_BEARER_PREFIX;
import static org.nexusauth.reason.Reason.KEY_MALFORMED;
import static org.nexusauth.reason.Reason.KEY_MISSING;
import static org.nexusauth.reason.Reason.KEY_REPEATED;
import static org.nexusauth.reason.Reason.KEY_TOO_LONG;
import static org.nexusauth.reason.Reason.KEY_WHITESPACE;

import java.util.stream.Stream;
import org.nexusauth.contract.server.ContractKeys;
import org.nexusauth.reason.Reason;

/** The key's header as it comes over the wire. */
final class HeaderRows {

  private static final String KEY = SentKeys.sent(ContractKeys.KEYS.key().text());
  private static final String OTHER = SentKeys.sent(ContractKeys.KEYS.key().text());
  private static final String SPLIT = KEY.replaceFirst("\\.", ".\r\n ");

  private HeaderRows() {}

  static Stream<Row> rows() {
    return Stream.of(good(), missing(), repeated(), malformed(), forwarded(), byServers())
        .flatMap(rows -> rows);
  }

  private static Stream<Row> good() {
    return Stream.of(
        passes("H00 a good key", "api-key: " + KEY),
        passes("H03 blanks before", "api-key:    " + KEY),
        passes("H03 tab before", "api-key:\t" + KEY),
        passes("H03 blanks after", "api-key: " + KEY + "  "),
        passes("H03 tab after", "api-key: " + KEY + "\t")
            .but(refused(KEY_WHITESPACE), PAYARA_MICRO),
        passes("H03 no blank", "api-key:" + KEY),
        passes("H13 API-KEY", "API-KEY: " + KEY),
        passes("H13 Api-Key", "Api-Key: " + KEY),
        passes("H15 Authorization beside", "api-key: " + KEY, "Authorization: Bearer " + OTHER),
        passes("H15 x-api-key beside", "x-api-key: junk", "api-key: " + KEY),
        passes("H16 longest", "api-key: " + LongKeys.ofLength(4096)),
        Row.get("H15 query beside", "/api/x?api-key=junk", runs(), "api-key: " + KEY),
        Row.of("H00 POST", "POST {ctx}/api/x", runs(), "api-key: " + KEY, "Content-Length: 0"),
        Row.of("H00 HEAD", "HEAD {ctx}/api/x", runs(), "api-key: " + KEY));
  }

  private static Stream<Row> missing() {
    return Stream.of(
        is("H01 none", KEY_MISSING),
        is("H01 empty", KEY_MISSING, "api-key:"),
        is("H01 blanks", KEY_MISSING, "api-key:  \t "),
        is("H14 api_key", KEY_MISSING, "api_key: " + KEY),
        is("H14 x-api-key", KEY_MISSING, "x-api-key: " + KEY),
        is("H14 apikey", KEY_MISSING, "apikey: " + KEY),
        is("H14 Authorization", KEY_MISSING, "Authorization: " + KEY),
        is("H14 Authorization Bearer", KEY_MISSING, "Authorization: Bearer " + KEY),
        is("H14 cookie", KEY_MISSING, "Cookie: api-key=" + KEY),
        Row.get("H14 query", "/api/x?api-key=" + KEY, refused(KEY_MISSING)),
        Row.get("H15 query good, header empty", "/api/x?api-key=" + KEY, refused(KEY_MISSING)),
        form("H14 form", "api-key=" + KEY),
        Row.of(
                "H14 trailer field",
                "POST {ctx}/api/x",
                refused(KEY_MISSING),
                "Transfer-Encoding: chunked",
                "Trailer: api-key")
            .body("1\r\nx\r\n0\r\napi-key: " + KEY + "\r\n\r\n"));
  }

  private static Row form(String name, String body) {
    return Row.of(
            name,
            "POST {ctx}/api/x",
            refused(KEY_MISSING),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + body.length())
        .body(body);
  }

  private static Stream<Row> repeated() {
    return Stream.of(
        is("H01 comma", KEY_REPEATED, "api-key: ,"),
        is("H01 commas", KEY_REPEATED, "api-key: , ,"),
        is("H10 same", KEY_REPEATED, "api-key: " + KEY, "api-key: " + KEY),
        is("H10 different", KEY_REPEATED, "api-key: " + KEY, "Api-Key: " + OTHER),
        is("H10 good, bad", KEY_REPEATED, "api-key: " + KEY, "api-key: junk"),
        is("H10 bad, good", KEY_REPEATED, "api-key: junk", "api-key: " + KEY),
        is("H10 good, empty", KEY_REPEATED, "api-key: " + KEY, "api-key:"),
        is("H10 empty, good", KEY_REPEATED, "api-key:", "api-key: " + KEY),
        is("H11 joined", KEY_REPEATED, "api-key: " + KEY + "," + OTHER),
        is("H11 joined with a blank", KEY_REPEATED, "api-key: " + KEY + ", " + OTHER),
        is("H04 trailing comma", KEY_REPEATED, "api-key: " + KEY + ","));
  }

  private static Stream<Row> malformed() {
    return Stream.of(
        is("H02 Bearer", KEY_BEARER_PREFIX, "api-key: Bearer " + KEY),
        is("H02 bearer", KEY_BEARER_PREFIX, "api-key: bearer " + KEY),
        is("H02 BEARER tab", KEY_BEARER_PREFIX, "api-key: BEARER\t" + KEY),
        is("H02 Token", KEY_WHITESPACE, "api-key: Token " + KEY),
        is("H02 Basic", KEY_WHITESPACE, "api-key: Basic " + KEY),
        is("H02 ApiKey", KEY_WHITESPACE, "api-key: ApiKey " + KEY),
        is("H04 inner space", KEY_WHITESPACE, "api-key: " + KEY.replaceFirst("\\.", ". ")),
        is("H04 inner tab", KEY_WHITESPACE, "api-key: " + KEY.replaceFirst("\\.", "\t.")),
        is("H04 %20", KEY_MALFORMED, "api-key: " + KEY + "%20"),
        is("H04 quotes", KEY_MALFORMED, "api-key: \"" + KEY + '"'),
        is("H04 single quotes", KEY_MALFORMED, "api-key: '" + KEY + "'"),
        is("H04 angle brackets", KEY_MALFORMED, "api-key: <" + KEY + '>'),
        is("H04 semicolon", KEY_MALFORMED, "api-key: " + KEY + ';'),
        is("H04 dot", KEY_MALFORMED, "api-key: " + KEY + '.'),
        is("H05 NBSP before", KEY_MALFORMED, "api-key: \u00c2\u00a0" + KEY)
            .but(server(400), PAYARA_MICRO),
        is("H05 NBSP byte before", KEY_MALFORMED, "api-key: \u00a0" + KEY)
            .but(server(400), PAYARA_MICRO),
        is("H05 U+FEFF before", KEY_MALFORMED, "api-key: \u00ef\u00bb\u00bf" + KEY)
            .but(server(400), PAYARA_MICRO),
        is("H05 U+2028 after", KEY_MALFORMED, "api-key: " + KEY + "\u00e2\u0080\u00a8")
            .but(server(400), PAYARA_MICRO),
        is("H16 longest + 1", KEY_TOO_LONG, "api-key: " + LongKeys.ofLength(4097)),
        is("H16 longest junk", KEY_MALFORMED, "api-key: " + "a".repeat(4096)));
  }

  /** Events name the peer that the container sees: anybody can write these headers. */
  private static Stream<Row> forwarded() {
    return Stream.of(
            "X-Forwarded-For: 203.0.113.9",
            "X-Forwarded-For: 203.0.113.9, 127.0.0.2",
            "Forwarded: for=203.0.113.9",
            "X-Real-IP: 203.0.113.9",
            "X-Client-IP: 203.0.113.9")
        .flatMap(
            header ->
                Stream.of(
                    is("H20 " + header, KEY_MISSING, header),
                    passes("H20 good key, " + header, header, "api-key: " + KEY)));
  }

  private static Stream<Row> byServers() {
    return Stream.of(
        is("H07 obs-fold", KEY_WHITESPACE, "api-key: " + SPLIT)
            .but(server(400), JETTY_EE10, JETTY_EE11),
        ofServer("H09 bare CR", "api-key: " + KEY.replaceFirst("\\.", ".\r"), 400),
        is("H09 bare LF", KEY_MALFORMED, "api-key: " + KEY.replaceFirst("\\.", ".\nX-Evil: 1"))
            .but(server(400), PAYARA_MICRO, UNDERTOW),
        ofServer("H09 NUL", "api-key: " + KEY + "\0", 400),
        ofServer("H09 blank before the colon", "api-key : " + KEY, 400),
        ofServer("H16 16 kB", "api-key: " + "a".repeat(16_384), 400, 431)
            .but(refused(KEY_TOO_LONG), UNDERTOW),
        ofServer("H16 1 MB", "api-key: " + "a".repeat(1 << 20), 400, 431, ExpectedOutcome.CLOSED));
  }

  /** Refused before any filter: what the server itself does not take. */
  private static Row ofServer(String name, String header, Integer... statuses) {
    return Row.get(name, "/api/x", server(statuses), header);
  }

  private static Row passes(String name, String... headers) {
    return Row.get(name, "/api/x", runs(), headers);
  }

  private static Row is(String name, Reason reason, String... headers) {
    return Row.get(name, "/api/x", refused(reason), headers);
  }
}
