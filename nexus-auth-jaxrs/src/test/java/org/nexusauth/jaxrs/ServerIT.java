package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.ApplicationGates;

/** The filters on a whole server: Payara Micro, or WildFly with {@code -Dwildfly}. */
@ExtendWith(ArquillianExtension.class)
final class ServerIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, "app.war")
            .addClasses(Resources.class, Injected.class, BeanResource.class, Ledger.class)
            .addClasses(Resources.class.getDeclaredClasses())
            .addClasses(Injected.class.getDeclaredClasses())
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            .addAsResource(
                new StringAsset(
                    """
                    nexus.auth.verify.keys=%s
                    nexus.auth.verify.issuer=%s
                    nexus.auth.paths.permissions=/api/open/ruled=audit
                    """
                        .formatted(KEYS.jwks().replace("\\", "\\\\"), KEYS.issuer())),
                "META-INF/microprofile-config.properties");
    libraries().forEach(war::addAsLibraries);
    classes(ApiKeyGate.class, "core.jar", war);
    classes(ApplicationGates.class, "web.jar", war);
    classes(ApiKeySecured.class, "jaxrs.jar", war);
    return war;
  }

  private static void classes(Class<?> ofModule, String name, WebArchive war) {
    File folder = new File(location(ofModule));
    war.addAsLibrary(
        folder.isDirectory()
            ? ShrinkWrap.create(ExplodedImporter.class, name)
                .importDirectory(folder)
                .as(JavaArchive.class)
            : ShrinkWrap.createFromZipFile(JavaArchive.class, folder));
  }

  private static Stream<File> libraries() {
    return Stream.of(
            org.jose4j.jwk.JsonWebKey.class,
            com.github.benmanes.caffeine.cache.Cache.class,
            dev.failsafe.CircuitBreaker.class,
            com.fasterxml.jackson.core.JsonFactory.class,
            org.slf4j.Logger.class)
        .map(type -> new File(location(type)));
  }

  private static URI location(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.toURI().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> with(TestKey key, String path) throws Exception {
    return get(path, "api-key", key.text());
  }

  @Test
  void annotations_everyKind_holdOnTheServer() throws Exception {
    TestKey reader = KEYS.key().permissions("read");
    for (String row :
        new String[] {
          "api/open 200 200", "api/secured 401 200", "api/secured/anybody 200 200",
          "api/secured/async 401 200", "api/roles 401 200", "api/roles/either 401 200",
          "api/roles/admin 401 403", "api/roles/nobody 403 403", "api/roles/none 403 403",
          "api/roles/both 401 403", "api/denied 403 403", "api/denied/but 200 200",
          "api/implements 401 200", "api/extends 401 403", "api/locator/sub 401 200",
          "api/locator/bare 401 200", "api/agents/agt_other 401 403", "api/caller 401 200",
          "api/bean 401 200", "api/bean/admin 401 403", "api/bean/anybody 200 200",
          "api/bean/nobody 403 403", "api/ledger 401 200", "api/ledger/admin 401 403",
          "api/ledger/unguarded 403 403"
        }) {
      String[] parts = row.split(" ", -1);
      HttpResponse<String> without = get(parts[0]);
      HttpResponse<String> with = with(reader, parts[0]);
      assertThat(without.statusCode()).as(row).isEqualTo(Integer.parseInt(parts[1]));
      assertThat(with.statusCode()).as(row).isEqualTo(Integer.parseInt(parts[2]));
      for (HttpResponse<String> response : Arrays.asList(without, with)) {
        assertThat(response.body()).as(row).doesNotContain("must not run", "swallowed", "<html");
        checkHeadersForCaches(row, response);
        if (response.statusCode() != 200) {
          assertThat(response.body()).as(row).startsWith("{\"statusCode\":").contains("\"code\":");
          assertThat(response.headers().allValues("WWW-Authenticate"))
              .as(row)
              .noneMatch(value -> value.startsWith("Basic") || value.startsWith("Bearer"));
        }
      }
    }
  }

  private static void checkHeadersForCaches(String row, HttpResponse<String> response) {
    boolean open = row.startsWith("api/open") || row.startsWith("api/locator/bare");
    String cacheControl = response.statusCode() == 200 ? "private" : "no-store";
    if (!open) {
      assertThat(String.join(", ", response.headers().allValues("Vary")))
          .as(row)
          .contains("api-key");
      assertThat(response.headers().allValues("Cache-Control"))
          .as(row)
          .containsExactly(cacheControl);
    } else if (row.startsWith("api/open")) {
      assertThat(response.headers().allValues("Vary")).as(row).isEmpty();
      assertThat(response.headers().allValues("Cache-Control")).as(row).isEmpty();
    }
  }

  @Test
  void enterpriseBean_ofAResource_knowsTheCallerAndItsPermissions() throws Exception {
    TestKey reader = KEYS.key().permissions("read");
    String caller = "int_test true false";

    assertThat(with(reader, "api/bean").body()).isEqualTo(caller);
    assertThat(with(reader, "api/bean/anybody").body()).isEqualTo(caller);
    assertThat(with(reader, "api/ledger").body()).isEqualTo(caller);
    assertThat(with(reader, "api/ledger/later").body()).isEqualTo(caller);
    assertThat(with(KEYS.key().permissions("admin"), "api/ledger/admin").body())
        .isEqualTo("int_test false true");
  }

  @Test
  void enterpriseBean_nextRequestWithoutKey_isAnonymous() throws Exception {
    String anonymous = get("api/bean/anybody").body();
    assertThat(anonymous).endsWith(" false false").doesNotContain("int_test");
    for (int i = 0; i < 50; i++) {
      assertThat(with(KEYS.key().permissions("read"), "api/ledger").statusCode()).isEqualTo(200);
      assertThat(get("api/bean/anybody").body()).isEqualTo(anonymous);
    }
  }

  @Test
  void badKey_onPermitAll_isDenied() throws Exception {
    assertThat(with(KEYS.key().wrongSignature(), "api/secured/anybody").statusCode())
        .isEqualTo(401);
  }

  @Test
  void caller_injectedIntoASingleton_isThatOfTheRequest() throws Exception {
    TestKey one = KEYS.key().permissions("read");
    TestKey other = KEYS.key().permissions("write");
    assertThat(with(one, "api/caller").body()).startsWith(one.keyId()).endsWith("true");
    assertThat(with(other, "api/caller").body()).startsWith(other.keyId()).endsWith("false");
    assertThat(get("api/caller/open").body()).isEqualTo("nobody");
  }

  @Test
  void store_bean_isQueried() throws Exception {
    HttpResponse<String> closed =
        with(KEYS.key().claim("organizationId", "org_closed"), "api/secured");
    assertThat(closed.statusCode()).isEqualTo(401);
    assertThat(closed.body()).contains("key_revoked");
    HttpResponse<String> broken =
        with(KEYS.key().claim("organizationId", "org_broken"), "api/secured");
    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(broken.headers().firstValue("Retry-After")).isPresent();
    assertThat(with(KEYS.key(), "api/secured").statusCode()).isEqualTo(200);
  }

  @Test
  void listener_bean_hearsOnceOfEachRequest() throws Exception {
    String good = KEYS.key().text();
    get("api/secured", "api-key", good, "X-Request-ID", "granted-1");
    get("api/roles/admin", "api-key", good, "X-Request-ID", "denied-1");
    get("api/secured", "X-Request-ID", "denied-2");
    for (String id : new String[] {"granted-1", "denied-1", "denied-2"}) {
      assertThat(get("api/caller/events?id=" + id).body()).as(id).isEqualTo("1");
    }
  }

  @Test
  void pathRule_unannotatedResource_holds() throws Exception {
    assertThat(get("api/open/ruled").statusCode()).isEqualTo(401);
    assertThat(get("api/open/ruled;x=1").statusCode()).isIn(400, 401);
  }

  @Test
  void requestId_made_isEchoedOnce() throws Exception {
    assertThat(get("api/secured").headers().allValues("X-Request-ID")).hasSize(1);
  }
}
