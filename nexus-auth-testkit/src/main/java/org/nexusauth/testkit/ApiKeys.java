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
 * A JUnit Jupiter extension that makes keys and has the doors of this JVM verify them:
 *
 * <pre>{@code
 * @RegisterExtension static final ApiKeys keys = ApiKeys.create();
 *
 * @Test void writing_needs_the_permission() {
 *   assertEquals(403, post("/agents/1", keys.key().permissions("read").text()));
 *   assertEquals(200, post("/agents/1", keys.key().permissions("write").text()));
 * }
 * }</pre>
 *
 * <p>Before the tests of the class it sets the system properties of {@link #settings()}, which win
 * over an application's own configuration; afterwards it puts back what was there. So start the
 * application in the test class, not before; an application in another JVM gets the settings handed
 * over. System properties belong to the whole JVM: classes that run at the same time must not
 * differ in them. Immutable and thread-safe.
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

  /** Returns a good key: it may {@code read} and {@code write} and is good for an hour. */
  public TestKey key() {
    return keys.key();
  }

  /**
   * Returns a good key of an algorithm.
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
   * @param header what stands for the header
   * @param payload what stands for the claims
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

  /** Returns the settings with which a door verifies the keys, and those of {@link #with}. */
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

  /** Puts back the system properties that were there before. */
  @Override
  public void afterAll(ExtensionContext context) {
    // Each nested class has a store of its own, so its end puts back what its outer class set.
    Map<?, ?> before =
        Objects.requireNonNull(context.getStore(NAMESPACE).remove(this, Map.class), "beforeAll");
    before.forEach((name, value) -> restore((String) name, (String) value));
  }

  private static void restore(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
