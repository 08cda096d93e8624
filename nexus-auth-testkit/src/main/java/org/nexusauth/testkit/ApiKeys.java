package org.nexusauth.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.nexusauth.keys.SigningAlgorithm;

/**
 * A JUnit Jupiter extension that makes keys and configures the filters of this JVM to verify them:
 *
 * <pre>{@code
 * @RegisterExtension static final ApiKeys keys = ApiKeys.create();
 *
 * @Test void writing_withoutPermission_isDenied() {
 *   assertEquals(403, post("/agents/1", keys.key().permissions("read").text()));
 *   assertEquals(200, post("/agents/1", keys.key().permissions("write").text()));
 * }
 * }</pre>
 *
 * <p>Before the tests of the class it sets the system properties of {@link #settings()}, which win
 * over an application's own configuration; afterwards it restores the previous values. So start the
 * application in the test class, not before; pass the settings to an application in another JVM.
 * System properties belong to the whole JVM: classes that run at the same time must not differ in
 * them. Immutable and thread-safe.
 */
public final class ApiKeys implements BeforeAllCallback, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(ApiKeys.class);

  private final TestKeys keys;
  private final Map<String, String> more;

  private ApiKeys(TestKeys keys, Map<String, String> more) {
    this.keys = keys;
    this.more = Map.copyOf(more);
  }

  /** Returns an extension that makes RS256 keys. */
  public static ApiKeys create() {
    return of(TestKeys.create());
  }

  /**
   * Returns an extension that makes keys of some algorithms.
   *
   * @param algorithms as for {@link TestKeys#create(SigningAlgorithm...)}
   */
  public static ApiKeys create(SigningAlgorithm... algorithms) {
    return of(TestKeys.create(algorithms));
  }

  /**
   * Returns an extension around a maker of keys.
   *
   * @param keys the maker, for example one with a clock of its own
   */
  public static ApiKeys of(TestKeys keys) {
    return new ApiKeys(keys, Map.of());
  }

  /**
   * Returns this extension with one more setting for the application under test, for example {@code
   * nexus.auth.revocation.store} = {@code memory}.
   *
   * @param property its name
   * @param value its value
   */
  public ApiKeys with(String property, String value) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.put(property, value);
    return new ApiKeys(keys, all);
  }

  /** Returns a valid key with the permissions {@code read} and {@code write}, for an hour. */
  public TestKey key() {
    return keys.key();
  }

  /**
   * Returns a valid key of an algorithm.
   *
   * @param algorithm one of those that this was created with
   * @throws IllegalArgumentException for another algorithm
   */
  public TestKey key(SigningAlgorithm algorithm) {
    return keys.key(algorithm);
  }

  /**
   * Signs any header and payload; see {@link TestKeys#sign}.
   *
   * @param header the header's text
   * @param payload the claims' text
   */
  public String sign(String header, String payload) {
    return keys.sign(header, payload);
  }

  /** Returns the JWK set that verifies the keys. */
  public String jwks() {
    return keys.jwks();
  }

  /** Returns the {@code iss} of the keys. */
  public String issuer() {
    return keys.issuer();
  }

  /** Returns the {@code aud} of the keys. */
  public String audience() {
    return keys.audience();
  }

  /** Returns the settings with which a filter verifies the keys, and those of {@link #with}. */
  public Map<String, String> settings() {
    Map<String, String> all = new LinkedHashMap<>(keys.settings());
    all.putAll(more);
    return Map.copyOf(all);
  }

  /** Sets the system properties. */
  @Override
  public void beforeAll(ExtensionContext context) {
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    settings().forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    context.getStore(NAMESPACE).put(this, before);
  }

  /** Restores the previous system properties. */
  @Override
  public void afterAll(ExtensionContext context) {
    // Each nested class has a store of its own, so its end restores what its outer class set.
    Map<?, ?> before =
        Objects.requireNonNull(context.getStore(NAMESPACE).remove(this, Map.class), "beforeAll");
    before.forEach((name, value) -> restoreProperty((String) name, (String) value));
  }

  private static void restoreProperty(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
