package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.jwk.VerificationKeySource;
import org.nexusauth.jwk.VerificationKeySourceProvider;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** Verification keys from a source that another module provides for a scheme. */
class KeySourceTest {
  private static final Signer OLD = Signer.of("RS256");
  private static final Signer NEW = Signer.of("ES256");

  @TempDir Path folder;

  /** A source as a module registers it in {@code META-INF/services}. */
  public static final class ShelfProvider implements VerificationKeySourceProvider {
    static volatile Shelf shelf = new Shelf();
    static volatile StoreSettings settings;

    @Override
    public String scheme() {
      return "shelf";
    }

    @Override
    public VerificationKeySource open(String location, StoreSettings given) {
      if (!location.equals("shelf:keys")) {
        throw new StoreSettingException("nexus.auth.shelf", "expected shelf:keys");
      }
      settings = given;
      return shelf;
    }
  }

  /** A source that a test fills. */
  private static final class Shelf implements VerificationKeySource {
    volatile String keys = "";
    volatile RuntimeException failure;
    final AtomicInteger outages = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public Optional<String> readKeys() throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (outages.getAndDecrement() > 0) {
        throw new IOException("the shelf is away");
      }
      return Optional.of(keys).filter(text -> !text.isEmpty());
    }

    @Override
    public String firstKeyAdvice() {
      return "put a key on the shelf";
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @BeforeEach
  void register() throws IOException {
    ShelfProvider.shelf = new Shelf();
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(VerificationKeySourceProvider.class.getName()),
        ShelfProvider.class.getName());
  }

  @AfterEach
  void isClosedOnceAtMost() {
    assertThat(ShelfProvider.shelf.closed.get()).isLessThanOrEqualTo(1);
  }

  private ApiKeyVerifier start(String location, String... more) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("verify.keys.location", location);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      return ApiKeyVerifier.create(Verifiers.settings(properties), new TestClock(), loader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keysOfTheSource_verify_andAreReadAgain() {
    ShelfProvider.shelf.keys = Signer.jwks(OLD);

    try (ApiKeyVerifier verifier = start("shelf:keys", "verify.keys.refresh", "1")) {
      Verifiers.verified(verifier, KeyMaker.of(OLD).text());
      Verifiers.assertInvalid(verifier, KeyMaker.of(NEW).text());

      ShelfProvider.shelf.keys = Signer.jwks(NEW);
      awaitValid(verifier, KeyMaker.of(NEW).text());
      Verifiers.assertInvalid(verifier, KeyMaker.of(OLD).text());
    }
    assertThat(ShelfProvider.shelf.closed).hasValue(1);
  }

  @Test
  void source_thatHasNoKeyLater_endsTheTrustInAll() {
    ShelfProvider.shelf.keys = Signer.jwks(OLD);

    try (ApiKeyVerifier verifier = start("shelf:keys", "verify.keys.refresh", "1")) {
      String key = KeyMaker.of(OLD).text();
      Verifiers.verified(verifier, key);

      ShelfProvider.shelf.keys = "";
      awaitInvalid(verifier, key);
    }
  }

  @Test
  void source_thatIsAway_isTriedAgainAndKeepsTheLastKeys() {
    ShelfProvider.shelf.keys = Signer.jwks(OLD);
    ShelfProvider.shelf.outages.set(1);

    try (ApiKeyVerifier verifier = start("shelf:keys", "verify.keys.refresh", "1")) {
      ShelfProvider.shelf.keys = Signer.jwks(NEW);
      ShelfProvider.shelf.failure = new IllegalStateException("a driver's text with a secret");
      int before = ShelfProvider.shelf.outages.get();
      Verifiers.verified(verifier, KeyMaker.of(OLD).text());
      assertThat(before).isLessThanOrEqualTo(0);

      ShelfProvider.shelf.failure = null;
      awaitValid(verifier, KeyMaker.of(NEW).text());
    }
  }

  @Test
  void source_withoutAKeyAtTheStart_stopsItAndSaysHowToMakeOne() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> start("shelf:keys"))
        .withMessageContaining("verify.keys.location=shelf:keys (a test): holds no key; put a key");
    assertThat(ShelfProvider.shelf.closed).hasValue(1);
  }

  @Test
  void wrongPropertyOfTheSource_stopsTheStart_andIsNamed() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> start("shelf:other"))
        .withMessageContaining("nexus.auth.shelf: expected shelf:keys");
  }

  @Test
  void wrongPropertyThatTheFirstReadFinds_stopsTheStart_withoutRetries() {
    ShelfProvider.shelf.failure = new StoreSettingException("nexus.auth.shelf.user", "is not set");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> start("shelf:keys"))
        .withMessageContaining("nexus.auth.shelf.user: is not set");
    assertThat(ShelfProvider.shelf.closed).hasValue(1);
  }

  @Test
  void source_isGivenTheIssuer() {
    ShelfProvider.shelf.keys = Signer.jwks(OLD);

    start("shelf:keys", "verify.issuer", "https://issuer").close();

    assertThat(ShelfProvider.settings.find("nexus.auth.verify.issuer")).contains("https://issuer");
  }

  @Test
  void store_withoutItsModule_namesTheDependency() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> start("store:"))
        .withMessageContaining("org.nexusauth:nexus-auth-management");
  }

  @Test
  void schemeOfNoModule_isRejected() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> start("cupboard:keys"))
        .withMessageContaining("expected classpath:, file:, https: or a path");
  }

  private static void awaitValid(ApiKeyVerifier verifier, String key) {
    await(() -> verifier.verify(List.of(key)) instanceof VerificationResult.Verified);
  }

  private static void awaitInvalid(ApiKeyVerifier verifier, String key) {
    await(() -> !(verifier.verify(List.of(key)) instanceof VerificationResult.Verified));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
