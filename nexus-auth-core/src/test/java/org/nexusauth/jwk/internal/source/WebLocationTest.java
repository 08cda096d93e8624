package org.nexusauth.jwk.internal.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.Certificates;
import org.nexusauth.KeyMaker;
import org.nexusauth.LogRecorder;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.Verifiers;

/** Keys from a web server with TLS, on the loopback address. */
class WebLocationTest {
  private static final Signer OLD = Signer.of("ES256");
  private static final Signer NEW = Signer.of("EdDSA");
  private static final Duration SHORT = Duration.ofMillis(400);

  private static final SSLSocketFactory ORDINARY = HttpsURLConnection.getDefaultSSLSocketFactory();
  private static final Queue<Map<String, List<String>>> REQUESTS = new ConcurrentLinkedQueue<>();
  private static ExecutorService threads;
  private static HttpsServer server;
  private static SSLSocketFactory trusting;
  private static volatile HttpHandler handler;

  @BeforeAll
  static void start() throws Exception {
    Certificates certificate = Certificates.selfSigned("EC", "localhost");
    SSLContext context = context(certificate);
    trusting = context.getSocketFactory();
    threads = Executors.newCachedThreadPool();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          REQUESTS.add(exchange.getRequestHeaders());
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    HttpsURLConnection.setDefaultSSLSocketFactory(ORDINARY);
    server.stop(0);
    threads.shutdownNow();
  }

  @BeforeEach
  void trustTheServer() {
    HttpsURLConnection.setDefaultSSLSocketFactory(trusting);
    REQUESTS.clear();
    LogRecorder.forget();
    handler = answering(200, Signer.jwks(OLD));
  }

  private static SSLContext context(Certificates certificate) throws Exception {
    Certificate read =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.der()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "test".toCharArray();
    store.setKeyEntry(
        "server", certificate.pair().getPrivate(), password, new Certificate[] {read});
    store.setCertificateEntry("trusted", read);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static HttpHandler answering(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private static String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/keys.jwks";
  }

  private static WebLocation document(Duration timeout) throws IOException {
    return new WebLocation(URI.create(url()).toURL(), timeout);
  }

  private static ApiKeyVerifier verifier() {
    return Verifiers.of(new TestClock(), Map.of("verify.keys.location", url()));
  }

  @Test
  void document_isReadAtTheStart() {
    try (ApiKeyVerifier verifier = verifier()) {
      Verifiers.verified(verifier, KeyMaker.of(OLD).text());
    }
    assertThat(REQUESTS)
        .singleElement()
        .satisfies(
            headers ->
                assertThat(headers.get("Accept"))
                    .containsExactly("application/jwk-set+json, application/json"));
  }

  @Test
  void document_isFetchedOnceMoreForAnUnknownKeyId() {
    try (ApiKeyVerifier verifier = verifier()) {
      handler = answering(200, Signer.jwks(OLD, NEW));
      String text = KeyMaker.of(NEW).text();

      Verifiers.assertInvalid(verifier, text);
      await().until(() -> verifier.verify(List.of(text)) instanceof VerificationResult.Verified);

      for (int i = 0; i < 100; i++) {
        Verifiers.assertInvalid(verifier, KeyMaker.of(NEW).header("kid", "x" + i).text());
      }
      assertThat(REQUESTS).hasSize(2);
    }
  }

  @Test
  void document_thatIsSpoiltLater_keepsTheLastGoodSet() {
    try (ApiKeyVerifier verifier = verifier()) {
      handler = answering(500, "sorry");

      Verifiers.assertInvalid(verifier, KeyMaker.of(NEW).text());
      await().until(() -> !LogRecorder.messages("NEXUS-1040").isEmpty());

      Verifiers.verified(verifier, KeyMaker.of(OLD).text());
      assertThat(LogRecorder.messages("NEXUS-1040").get(0))
          .contains("the server answered 500 instead of 200");
    }
  }

  @Test
  void document_behindARedirect_isNotFollowed() {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        };

    assertThatThrownBy(() -> document(SHORT).read())
        .isInstanceOf(IOException.class)
        .hasMessage("the server answered 302 instead of 200");
    assertThat(REQUESTS).hasSize(1);
  }

  @Test
  void document_ofAServerThatIsNotTrusted_isRefused() {
    HttpsURLConnection.setDefaultSSLSocketFactory(ORDINARY);

    assertThatThrownBy(() -> document(SHORT).read()).isInstanceOf(SSLException.class);
    assertThat(REQUESTS).isEmpty();
  }

  @Test
  void document_thatIsTooLarge_isRefused() {
    handler = answering(200, " ".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> document(Duration.ofSeconds(10)).read())
        .hasMessage("it is larger than 1048576 bytes");
  }

  @Test
  void document_thatNever_comesIsGivenUp() {
    handler = exchange -> pause(exchange, 3_000);

    assertThatThrownBy(() -> document(SHORT).read()).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void document_thatTrickles_isGivenUp() {
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 40; i++) {
            out.write(' ');
            out.flush();
            pause(exchange, 50);
          }
        };

    assertThatThrownBy(() -> document(SHORT).read()).hasMessage("it took longer than PT0.4S");
  }

  private static void pause(HttpExchange exchange, long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis); // The server's slowness is what is tested.
    } catch (InterruptedException e) {
      throw new IOException("stopped: " + exchange, e);
    }
  }

  @Test
  void patienceAServer_thatComesUpLate_isWaitedFor() throws Exception {
    handler = answering(503, "");
    KeyDocument[] read = new KeyDocument[1];
    Thread starting =
        new Thread(
            () -> {
              try {
                read[0] =
                    VerificationKeyLoader.fetchWithRetries(
                        () -> KeyDocument.read(document(SHORT).read(), null),
                        Duration.ofSeconds(20));
              } catch (IOException | UnusableKeyException e) {
                throw new AssertionError(e);
              }
            });
    starting.start();
    await().until(() -> !REQUESTS.isEmpty());

    handler = answering(200, Signer.jwks(OLD));
    starting.join();

    assertThat(read[0].requireSound().describe()).isEqualTo("1 key (ES256 \"es256\")");
  }

  @Test
  void patience_hasAnEnd() {
    handler = answering(404, "");

    assertThatThrownBy(
            () ->
                VerificationKeyLoader.fetchWithRetries(
                    () -> KeyDocument.read(document(SHORT).read(), null), Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessage("the server answered 404 instead of 200, tried for 0 s");
  }

  @Test
  void patienceBadKeys_areNotWaitedFor() {
    handler = answering(200, "<html>");

    assertThatThrownBy(WebLocationTest::verifier)
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.keys.location="
                + url()
                + " (a test): is an HTML page; give the address of the keys themselves;"
                + " expected a JWK set, a JWK or PEM");
    assertThat(REQUESTS).hasSize(1);
  }

  @Test
  void patience_endsWhenTheStartIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                VerificationKeyLoader.fetchWithRetries(
                    () -> {
                      throw new IOException("down");
                    },
                    Duration.ofMinutes(1)))
        .hasMessage("down, tried for 60 s");
    assertThat(Thread.interrupted()).isTrue();
  }
}
