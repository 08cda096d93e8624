package org.nexusauth.jwk.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.LogRecorder;
import org.nexusauth.Signer;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;
import org.nexusauth.jwk.internal.VerificationKey;

/** A refresh of a set of which not every entry can be trusted (row K04 of the attacks). */
class KeySetRefreshTest {
  private static final Signer OLD = Signer.of("ES256");
  private static final Signer NEW = Signer.of("EdDSA");
  private static final Signer WEAK = weak();

  private final AtomicReference<TrustedKeys.Fetch> place = new AtomicReference<>();
  private TrustedKeys keys;

  @BeforeEach
  void start() throws Exception {
    LogRecorder.forget();
    keys =
        TrustedKeys.refreshed(
            document(OLD.jwk()), () -> place.get().fetch(), Duration.ofDays(1), System::nanoTime);
  }

  @AfterEach
  void stop() {
    keys.close();
  }

  private static Signer weak() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      return Signer.ofPair("RS256", "weak", generator.generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> with(Signer signer, String name, Object value) {
    Map<String, Object> jwk = new LinkedHashMap<>(signer.jwk());
    jwk.put(name, value);
    return jwk;
  }

  private static KeyDocument document(Object... jwks) throws UnusableKeyException {
    return KeyDocument.read(JsonDocument.of(Map.of("keys", Arrays.asList(jwks))), null);
  }

  /** What stands beside the new key; the old one is withdrawn. */
  static Stream<Arguments> company() {
    Signer rsa = Signer.of("RS256");
    return Stream.of(
        argumentSet("for encryption", with(rsa, "use", "enc")),
        argumentSet("unknown kty", Map.of("kty", "AKP", "kid", "pq", "pub", "AA")),
        argumentSet("unknown curve", Map.of("kty", "OKP", "crv", "X25519", "kid", "dh", "x", "AA")),
        argumentSet("unknown alg", with(rsa, "alg", "RSA-OAEP-256")),
        argumentSet("weak", WEAK.jwk()),
        argumentSet("private", with(rsa, "d", "AQAB")),
        argumentSet("broken", with(rsa, "n", 1)),
        argumentSet("no JWK", "x"),
        argumentSet("without kid", with(Signer.ofPair("RS256", null, rsa.pair()), "use", "sig")),
        argumentSet("a secret", Signer.of("HS256").jwk()),
        argumentSet("withdrawn for another use", with(OLD, "use", "enc")),
        argumentSet("withdrawn and broken", with(OLD, "x", "")));
  }

  @ParameterizedTest
  @MethodSource("company")
  void K04Refresh_retiresAKeyThatIsGoneWhateverElseIsThere(Object other) {
    VerificationKey old = keys.find("es256");
    place.set(() -> document(NEW.jwk(), other));

    keys.refresh();

    assertThat(old.isTrusted()).isFalse();
    assertThat(keys.find("es256")).isNull();
    assertThat(keys.find("eddsa")).isNotNull();
    assertThat(keys.describe()).isEqualTo("1 key (EdDSA \"eddsa\")");
    assertThat(LogRecorder.messages("NEXUS-1042")).hasSize(1);
    assertThat(LogRecorder.messages("NEXUS-1043"))
        .singleElement()
        .asString()
        .contains("added key \"eddsa\" (EdDSA)");
  }

  @Test
  void K04Refresh_withWeakKeysAlone_retiresTheOldOneAndTrustsNone() {
    VerificationKey old = keys.find("es256");
    place.set(() -> document(WEAK.jwk()));

    keys.refresh();
    keys.refresh();

    assertThat(old.isTrusted()).isFalse();
    assertThat(keys.find("weak")).isNull();
    assertThat(keys.find(null)).isNull();
    assertThat(LogRecorder.messages("NEXUS-1045"))
        .singleElement()
        .asString()
        .contains("an RSA key has 1024 bits")
        .contains("(key \"weak\")")
        .contains("serving 0 keys");
  }

  @Test
  void K04Refresh_withEntriesForAnotherPurposeAlone_isNoSet() {
    VerificationKey old = keys.find("es256");
    place.set(() -> document(with(NEW, "use", "enc")));

    keys.refresh();

    assertThat(old.isTrusted()).isTrue();
    assertThat(LogRecorder.messages("NEXUS-1040")).hasSize(1);
  }

  @Test
  void K04Refresh_withAnIdTwice_keepsTheKeyThatWasTrustedAndNoOther() {
    VerificationKey old = keys.find("es256");
    place.set(() -> document(Signer.stranger("ES256").jwk(), OLD.jwk(), NEW.jwk()));

    keys.refresh();

    assertThat(keys.find("es256")).isSameAs(old);
    assertThat(keys.find("eddsa")).isNotNull();
    assertThat(LogRecorder.messages("NEXUS-1045"))
        .singleElement()
        .asString()
        .contains("holds two keys with the id \"es256\"");
  }

  @Test
  void K04Refresh_withANewIdTwice_trustsNeither() {
    place.set(() -> document(NEW.jwk(), Signer.stranger("EdDSA").jwk(), OLD.jwk()));

    keys.refresh();

    assertThat(keys.find("eddsa")).isNull();
    assertThat(keys.find("es256")).isNotNull();
  }

  @Test
  void refresh_thatIsMended_saysSo() {
    place.set(() -> document(OLD.jwk(), WEAK.jwk()));
    keys.refresh();
    place.set(() -> document(OLD.jwk()));

    keys.refresh();

    assertThat(LogRecorder.messages("NEXUS-1045")).hasSize(1);
    assertThat(LogRecorder.messages("NEXUS-1041")).hasSize(1);
  }

  @Test
  void start_withAWeakKeyBesideAGoodOne_isRefused() {
    assertThatThrownBy(() -> document(OLD.jwk(), WEAK.jwk()).requireSound())
        .isInstanceOf(UnusableKeyException.class)
        .hasMessage("an RSA key has 1024 bits; expected 2048 at least (key \"weak\")");
  }
}
