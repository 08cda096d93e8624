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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.management.Management;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.ServletContextAttributes;

/** Reports of leaked keys over HTTP, down to the records and the gate. */
class LeakServletIT {
  private static final Operator ADMIN = new Operator("auditor", Role.ADMIN, Set.of());
  private static final String IDENTIFIER = "4fe6b016179b74078ade7581abf4e84fb398c6fa";

  private final TestKeys keys = TestKeys.create();
  private final KeyPair github = generatePair();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Tomcat tomcat = new Tomcat();
  private ApiKeyGate gate;
  private URI address;

  @TempDir Path folder;

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    gate.close();
  }

  @Test
  void key_thatIsReported_isRevokedAndMarked() throws Exception {
    start(Map.of());
    TestKey key = keys.key().integration("int_1").organization("org_1").id("key-1");
    assertThat(decide(key.text())).isInstanceOf(Granted.class);

    HttpResponse<String> answer = send(plain(key.text(), "a public wiki"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\[\\{\"token_hash\":\"[0-9a-f]{64}\",\"token_type\":\"nexus_api_key\",\"label\":\"true_positive\"}]");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(decide(key.text()))
        .isInstanceOfSatisfying(
            Denied.class, denied -> assertThat(denied.reason().code()).isEqualTo("key_revoked"));
    ApiKeyView view = view("key-1");
    assertThat(view.state()).isEqualTo(KeyState.REVOKED);
    assertThat(view.record().lifecycle().exposedAt()).isNotNull();
  }

  @Test
  void report_thatIsRepeated_changesNothing() throws Exception {
    start(Map.of());
    String key = keys.key().integration("int_1").organization("org_1").id("key-1").text();
    String first = send(plain(key, "wiki")).body();
    List<AuditEvent> events = auditEvents();
    ApiKeyView before = view("key-1");

    assertThat(send(plain(key, "wiki")).body()).isEqualTo(first);
    assertThat(auditEvents()).isEqualTo(events);
    assertThat(view("key-1")).isEqualTo(before);
  }

  @Test
  void audit_ofAReport_namesTheSourceAndNoText() throws Exception {
    start(Map.of());
    String key = keys.key().integration("int_1").organization("org_1").id("key-1").text();

    send(plain(key, "a public wiki"));

    String events = auditEvents().toString();
    assertThat(events).contains("leak-report", "a public wiki", "127.0.0.1");
    assertThat(events).doesNotContain(key, key.substring(key.lastIndexOf('.') + 1));
  }

  @Test
  void key_thatIsAlertedAbout_staysValid() throws Exception {
    start(Map.of("nexus.auth.leaks.action", "alert"));
    String key = keys.key().integration("int_1").organization("org_1").id("key-1").text();

    assertThat(send(plain(key, "wiki")).body()).contains("true_positive");
    assertThat(decide(key)).isInstanceOf(Granted.class);
    assertThat(view("key-1").record().lifecycle().exposedAt()).isNotNull();
  }

  @Test
  void report_ofGitHub_withAThousandTokensRevokesOursAlone() throws Exception {
    start(Map.of());
    String ours = keys.key().integration("int_1").organization("org_1").id("key-1").text();
    String forged = keys.key().forged().text();
    String body =
        IntStream.range(0, 998)
            .mapToObj(i -> match("text-" + i))
            .collect(Collectors.joining(",", "[" + match(ours) + "," + match(forged) + ",", "]"));

    HttpResponse<String> answer = sendSigned(body, sign(body));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().split("true_positive", -1)).hasSize(2);
    assertThat(answer.body().split("false_positive", -1)).hasSize(1_000);
    assertThat(decide(ours)).isInstanceOf(Denied.class);
  }

  @Test
  void report_ofGitHub_withAWrongSignatureIsDenied() throws Exception {
    start(Map.of());
    String ours = keys.key().integration("int_1").organization("org_1").id("key-1").text();
    String body = "[" + match(ours) + "]";

    HttpResponse<String> answer = sendSigned(body, sign(body + " "));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("signature-invalid").doesNotContain(ours);
    assertThat(decide(ours)).isInstanceOf(Granted.class);
  }

  @Test
  void request_thatIsNoReport_isAnsweredInWords() throws Exception {
    start(Map.of());

    assertThat(send("{}").statusCode()).isEqualTo(400);
    assertThat(send("x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(exchange(request().GET()).statusCode()).isEqualTo(405);
    assertThat(
            exchange(
                    request()
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"tokens\":[]}")))
                .statusCode())
        .isEqualTo(415);
    assertThat(send("{\"tokens\":[]}").statusCode()).isEqualTo(200);
  }

  @Test
  void sender_ofTooManyForeignTexts_getsA429() throws Exception {
    start(Map.of());
    String many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "\"text-" + i + "\"")
            .collect(Collectors.joining(",", "{\"tokens\":[", "]}"));
    send(many);
    send(many);

    HttpResponse<String> answer = send(many);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
  }

  private void start(Map<String, String> more) throws LifecycleException {
    Map<String, String> settings = new HashMap<>(keys.settings());
    settings.remove("nexus.auth.verify.audiences"); // Theirs is not that of keys issued here.
    settings.put("nexus.auth.revocation.store", "memory");
    settings.put("nexus.auth.management.store", "memory");
    settings.put("nexus.auth.leaks.path", "/leaks");
    settings.put("nexus.auth.leaks.github.keys", publicKeys());
    settings.putAll(more);
    gate = ApiKeyGate.builder(settings).build();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", folder.toString());
    settings.forEach(context::addParameter);
    context.addServletContainerInitializer(new ConsoleInitializer(), null);
    tomcat.getConnector();
    tomcat.start();
    ApplicationGates.of(new ServletContextAttributes(context.getServletContext())).register(gate);
    address = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/leaks");
  }

  private Object decide(String text) {
    return gate.authenticate(new GateRequest(List.of(text), "GET", "/", null, "test", null));
  }

  private ApiKeyView view(String id) {
    return management().services().apiKeys().get(ADMIN, new KeyRef("org_1", "int_1", id));
  }

  private List<AuditEvent> auditEvents() {
    return management()
        .services()
        .auditLog()
        .list(ADMIN, new AuditQuery(null, null, null, null, null, null), new PageRequest(100, null))
        .items();
  }

  private Management management() {
    return gate.extension(Management.class).orElseThrow();
  }

  private static String plain(String token, String source) {
    return "{\"tokens\":[\"%s\"],\"source\":\"%s\"}".formatted(token, source);
  }

  private static String match(String token) {
    return "{\"token\":\"%s\",\"type\":\"nexus_api_key\",\"url\":\"https://github.com/o/r/blob/1/a\",\"source\":\"commit\"}"
        .formatted(token);
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(String body) throws IOException, InterruptedException {
    return exchange(
        request().header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> sendSigned(String body, String signature)
      throws IOException, InterruptedException {
    return exchange(
        request()
            .header("Content-Type", "application/json")
            .header("Github-Public-Key-Identifier", IDENTIFIER)
            .header("Github-Public-Key-Signature", signature)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static KeyPair generatePair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String publicKeys() {
    return "{\"public_keys\":[{\"key_identifier\":\"%s\",\"key\":\"-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n\",\"is_current\":true}]}"
        .formatted(IDENTIFIER, Base64.getEncoder().encodeToString(github.getPublic().getEncoded()));
  }

  private String sign(String body) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(github.getPrivate());
    signature.update(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }
}
