package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.signing.ManagementSecrets;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.signing.SigningSettings;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.RevocationWriter;

class JwksServletTest {
  private static final String SECRET = "the-secret-of-these-tests-is-long";
  private static final ChangeContext CONTEXT =
      new ChangeContext(new Operator("ada", Role.ADMIN, Set.of()), "request", null, null);

  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong(1);
  private final CountingStore store = new CountingStore();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Tomcat tomcat = new Tomcat();
  private SigningKeys keys;

  /** Counts what is read, and can be away. */
  private static final class CountingStore implements ManagementStore {
    final MemoryManagementStore store = new MemoryManagementStore();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean away;

    @Override
    public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
      reads.incrementAndGet();
      if (away) {
        throw ManagementException.unavailable("The records cannot be reached.", null);
      }
      return store.read(work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
      return store.write(work);
    }

    @Override
    public boolean joinsRevocations() {
      return false;
    }

    @Override
    public void close() {}
  }

  /** Revocations in memory. */
  private record StoreAccess(MemoryRevocationStore store) implements RevocationAccess {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return store.statusOf(key);
    }

    @Override
    public RevocationWriter writer() {
      return store;
    }

    @Override
    public void catchUp() {}
  }

  @BeforeEach
  void start() throws Exception {
    GivenProperty secret = new GivenProperty("nexus.auth.management.secret", SECRET, "a test");
    keys =
        new SigningKeys(
            new ManagementPorts(
                store,
                new StoreAccess(new MemoryRevocationStore(Clock.systemUTC())),
                null,
                Clock.systemUTC()),
            new SigningSettings(
                "https://issuer.test",
                Duration.ofMinutes(5),
                ManagementSecrets.parse(secret, SECRET)));
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "jwks", JwksServlet.of(() -> keys, nanos::get)).addMapping("/keys");
    tomcat.getConnector();
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private HttpResponse<String> send(String method, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/keys");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private void insertKey(String keyId) {
    keys.importNext(CONTEXT, SigningKey.generate(SigningAlgorithm.ES256, keyId));
    keys.activate(CONTEXT, keyId, true, ExpectedVersion.ANY);
    passASecond();
  }

  private void passASecond() {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @Test
  void publishedKeys_areServed_forCaches() throws Exception {
    insertKey("one");

    HttpResponse<String> answer = send("GET");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/jwk-set+json");
    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(header(answer, "ETag")).matches("\"[\\w-]{22}\"");
    assertThat(answer.body())
        .isEqualTo(keys.publishedKeys())
        .contains("\"kid\":\"one\"")
        .doesNotContain("\"d\"");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void head_hasTheHeadersOfGet_andNoBody() throws Exception {
    insertKey("one");

    HttpResponse<String> head = send("HEAD");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "ETag")).isEqualTo(header(send("GET"), "ETag"));
    assertThat(header(head, "Content-Length"))
        .isEqualTo(String.valueOf(keys.publishedKeys().length()));
  }

  @Test
  void sameKeys_areNotSentAgain_andOthersAre() throws Exception {
    insertKey("one");
    String tag = header(send("GET"), "ETag");

    for (String condition : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
      HttpResponse<String> same = send("GET", "If-None-Match", condition);
      assertThat(same.statusCode()).as(condition).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(header(same, "ETag")).isEqualTo(tag);
      assertThat(header(same, "Cache-Control")).isEqualTo("public, max-age=300");
    }
    assertThat(send("GET", "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);

    insertKey("two");
    HttpResponse<String> other = send("GET", "If-None-Match", tag);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(header(other, "ETag")).isNotEqualTo(tag);
    assertThat(other.body()).contains("\"kid\":\"one\"", "\"kid\":\"two\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get"})
  void otherMethod_isNotAllowed(String method) throws Exception {
    HttpResponse<String> answer = send(method);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    assertThat(store.reads).hasValue(0);
  }

  @Test
  void recordsThatAreAway_are503InWords_untilTheyWereReadOnce() throws Exception {
    insertKey("one");
    store.away = true;

    HttpResponse<String> away = send("GET");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("The records cannot be reached.");
    assertThat(header(away, "Cache-Control")).contains("no-store");
    assertThat(header(away, "Retry-After")).isEqualTo("5");
    int reads = store.reads.get();
    assertThat(send("GET").statusCode()).isEqualTo(503);
    assertThat(store.reads).hasValue(reads);

    store.away = false;
    passASecond();
    HttpResponse<String> there = send("GET");
    assertThat(there.statusCode()).isEqualTo(200);

    store.away = true;
    passASecond();
    HttpResponse<String> last = send("GET");
    assertThat(last.statusCode()).isEqualTo(200);
    assertThat(last.body()).isEqualTo(there.body());
  }

  @Test
  void manyRequests_readTheRecordsOnceASecond() throws Exception {
    insertKey("one");
    int before = store.reads.get();

    for (int i = 0; i < 50; i++) {
      assertThat(send("GET").statusCode()).isEqualTo(200);
    }
    assertThat(store.reads).hasValue(before + 1);

    passASecond();
    send("GET");
    assertThat(store.reads).hasValue(before + 2);
  }
}
