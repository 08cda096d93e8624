package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http.RawResponse;
import org.nexusauth.contract.server.ContractKeys;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.Server;

/** A connection to one filter of one server, on which rows are tried. */
final class Visit implements AutoCloseable {

  private static final AtomicInteger IDS = new AtomicInteger();
  private static final String GOOD = SentKeys.sent(ContractKeys.KEYS.key().text());

  private final Server server;
  private final String context;
  private final RawHttp http;

  Visit(Server server, Deployment deployment) throws IOException {
    this.server = server;
    this.context = deployment.contextPath();
    this.http = server.connect();
  }

  Seen see(Row row) throws IOException {
    String id = "row-" + IDS.incrementAndGet() + "-";
    RawResponse response = answer(row.request(context, id));
    return new Seen(id, row.isToHead(), response, journal(id));
  }

  /** Returns what was seen with what the application has noted by now. */
  Seen journalOf(Seen seen) throws IOException {
    return new Seen(seen.id(), seen.toHead(), seen.response(), journal(seen.id()));
  }

  private RawResponse answer(String request) {
    try {
      return http.exchange(request);
    } catch (IOException closed) {
      return new RawResponse(ExpectedOutcome.CLOSED, List.of(), closed.toString());
    }
  }

  /** What the application noted, asked on another connection. */
  private List<String> journal(String id) throws IOException {
    try (RawHttp other = server.connect()) {
      String request = "GET " + context + "/record?" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      return other.exchange(request).text().lines().toList();
    }
  }

  /** A good key is good on this connection, whatever was tried on it before. */
  void checkGoodKeyStillPasses() throws IOException {
    String request =
        "GET %s/api/x HTTP/1.1\r\nHost: localhost\r\napi-key: %s\r\n\r\n".formatted(context, GOOD);
    RawResponse response = http.exchange(request);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("int_test may read,write");
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
