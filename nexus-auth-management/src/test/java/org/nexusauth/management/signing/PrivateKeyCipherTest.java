package org.nexusauth.management.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.model.SealedText;

class PrivateKeyCipherTest {
  private static final String OLD = "the-old-secret-has-32-characters";
  private static final String NEW = "the-new-secret-has-32-characters";
  private static final SigningKeyId ID = new SigningKeyId("https://issuer", "2026-11");
  private static final String TEXT = "{\"kty\":\"RSA\",\"d\":\"private\u00e9\"}";

  private final PrivateKeyCipher cipher = cipher(OLD);

  private static PrivateKeyCipher cipher(String secrets) {
    return new PrivateKeyCipher(ManagementSecretsTest.parse(secrets));
  }

  @Test
  void encryptedText_isDecrypted() {
    SealedText sealed = cipher.encryptText(ID, TEXT);

    assertThat(sealed.value()).matches("v1\\.[\\w-]{8}\\.[\\w-]{16}\\.[\\w-]+");
    assertThat(cipher.decryptText(ID, sealed)).contains(TEXT);
  }

  @Test
  void sameText_isEncryptedUnderAnotherNonceEachTime() {
    assertThat(
            Stream.generate(() -> cipher.encryptText(ID, TEXT).value().split("\\.", -1)[2])
                .limit(1000))
        .doesNotHaveDuplicates();
  }

  /**
   * The form and the derivation of the key must not change: databases hold such texts. This one was
   * made with other libraries (HKDF and AES-GCM of Python).
   */
  @Test
  void textOfVersion1_isDecrypted() {
    SealedText stored =
        new SealedText(
            "v1.mqKurcik.AAECAwQFBgcICQoL.s6VRKavybQSbKGjNgmo-KH6z9XAdMM8Y8TAIJ8tPJiplM-FVf9l2JxOUUVdR");

    assertThat(cipher.decryptText(ID, stored)).contains(TEXT);
  }

  @Test
  void everyAlteredCharacter_isDetected() {
    String sealed = cipher.encryptText(ID, TEXT).value();

    for (int at = 0; at < sealed.length(); at++) {
      for (char other : new char[] {'A', 'B', '_', '.', '=', '\u0131'}) {
        String altered = sealed.substring(0, at) + other + sealed.substring(at + 1);
        if (!altered.equals(sealed)) {
          assertThat(cipher.decryptText(ID, new SealedText(altered))).as(altered).isEmpty();
        }
      }
      assertThat(cipher.decryptText(ID, new SealedText(sealed.substring(0, at)))).isEmpty();
    }
    assertThat(cipher.decryptText(ID, new SealedText(sealed + "A"))).isEmpty();
  }

  @Test
  void everyBitOfTheLastCharacter_counts() {
    String sealed = cipher.encryptText(ID, "ab").value();

    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    long decrypted =
        alphabet
            .chars()
            .mapToObj(last -> sealed.substring(0, sealed.length() - 1) + (char) last)
            .filter(text -> cipher.decryptText(ID, new SealedText(text)).isPresent())
            .count();
    assertThat(decrypted).isEqualTo(1);
  }

  static Stream<Arguments> otherKeys() {
    return Stream.of(
        argumentSet("another key id", "https://issuer", "2026-12"),
        argumentSet("another issuer", "https://other", "2026-11"),
        argumentSet("characters moved", "https://issuer2", "026-11"),
        argumentSet("exchanged", "2026-11", "https://issuer"));
  }

  @ParameterizedTest
  @MethodSource("otherKeys")
  void textOfAnotherKey_isNotDecrypted(String issuer, String keyId) {
    SealedText sealed = cipher.encryptText(ID, TEXT);

    assertThat(cipher.decryptText(new SigningKeyId(issuer, keyId), sealed)).isEmpty();
  }

  @Test
  void renewedSecret_decryptsWhatTheFormerOneEncrypted() {
    SealedText before = cipher.encryptText(ID, TEXT);
    PrivateKeyCipher renewing = cipher(NEW + "," + OLD);
    PrivateKeyCipher renewed = cipher(NEW);

    assertThat(renewing.isUnderFirstSecret(before)).isFalse();
    SealedText after = renewing.encryptText(ID, renewing.decryptText(ID, before).orElseThrow());
    assertThat(renewing.isUnderFirstSecret(after)).isTrue();
    assertThat(renewed.decryptText(ID, after)).contains(TEXT);
    assertThat(renewed.decryptText(ID, before)).isEmpty();
    assertThat(cipher.decryptText(ID, after)).isEmpty();
  }

  @Test
  void sealedText_showsNothing() {
    SealedText sealed = cipher.encryptText(ID, TEXT);

    assertThat(sealed.toString()).doesNotContain(sealed.value().substring(0, 12));
    assertThat(sealed.value().getBytes(StandardCharsets.US_ASCII)).hasSizeLessThan(200);
  }
}
