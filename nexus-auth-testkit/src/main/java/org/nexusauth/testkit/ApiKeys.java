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

  /**
   * An extension that makes RS256 keys.
   *
   * @return the extension
   */
  public static ApiKeys create() {
    return of(TestKeys.create());
  }

  /**
   * An extension that makes keys of some algorithms.
   *
   * @param algorithms as for {@link TestKeys#create(SigningAlgorithm...)}
   * @return the extension
   */
  public static ApiKeys create(SigningAlgorithm... algorithms) {
    return of(TestKeys.create(algorithms));
  }

  /**
   * An extension around a maker of keys.
   *
   * @param keys the maker, for example one with a clock of its own
   * @return the extension
   */
  public static ApiKeys of(TestKeys keys) {
    return new ApiKeys(keys, Map.of());
  }

  /**
   * This extension with one more setting for the application under test, for example {@code
   * nexus.auth.status.store} = {@code memory}.
   *
   * @param property its name
   * @param value its value
   * @return another extension
   */
  public ApiKeys with(String property, String value) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.put(property, value);
    return new ApiKeys(keys, all);
  }

  /**
   * A good key: it may {@code read} and {@code write} and is good for an hour.
   *
   * @return the key, with an id of its own
   */
  public TestKey key() {
    return keys.key();
  }

  /**
   * A good key of an algorithm.
   *
   * @param algorithm one of those that this was created with
   * @return the key, with an id of its own
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
   * @return the key's text, whose signature is right
   */
  public String sign(String header, String payload) {
    return keys.sign(header, payload);
  }

  /**
   * The JWK set that verifies the keys.
   *
   * @return the set as JSON text
   */
  public String jwks() {
    return keys.jwks();
  }

  /**
   * The {@code iss} of the keys.
   *
   * @return the issuer
   */
  public String issuer() {
    return keys.issuer();
  }

  /**
   * The {@code aud} of the keys.
   *
   * @return the audience
   */
  public String audience() {
    return keys.audience();
  }

  /**
   * The settings with which a door verifies the keys, and those of {@link #with}.
   *
   * @return names and values, for init-params, an environment or a gate built by hand
   */
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
