package org.nexusauth.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;

/** What identifies a key: its {@code jti}, else what is signed, never the signature. */
class KeyIdTest {

  @Test
  void keyId_withJti_isTheJti() {
    Signer signer = Signer.of("HS256");

    assertThat(Verifiers.verified(Verifiers.trusting(signer), KeyMaker.of(signer).text()).keyId())
        .isEqualTo("key-1");
  }

  @Test
  void keyId_withoutJti_is128BitsOverWhatIsSigned() throws Exception {
    Signer signer = Signer.of("HS256");
    KeyMaker key = KeyMaker.of(signer).without("jti");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(key.signingInput().getBytes(US_ASCII));

    assertThat(Verifiers.verified(Verifiers.trusting(signer), key.text()).keyId())
        .isEqualTo(HexFormat.of().formatHex(hash, 0, 16))
        .hasSize(32);
  }

  @Test
  void keyId_withoutJti_differsBetweenKeys() {
    Signer signer = Signer.of("HS256");
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    KeyMaker key = KeyMaker.of(signer).without("jti");

    assertThat(Verifiers.verified(verifier, key.claim("x", 1).text()).keyId())
        .isNotEqualTo(Verifiers.verified(verifier, key.claim("x", 2).text()).keyId());
  }

  @Test
  void keyId_ofTheTwinOfAnEcdsaSignature_isTheSame() {
    Signer signer = Signer.of("ES256");
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    String text = KeyMaker.of(signer).without("jti").text();
    String twin = twin(text, ((ECPublicKey) signer.publicKey()).getParams().getOrder());

    assertThat(twin).isNotEqualTo(text);
    assertThat(Verifiers.verified(verifier, twin).keyId())
        .isEqualTo(Verifiers.verified(verifier, text).keyId());
  }

  @Test
  void keyId_ofTwoRandomSignaturesOverTheSameText_isTheSame() {
    Signer signer = Signer.of("PS256");
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    KeyMaker key = KeyMaker.of(signer).without("jti");
    String one = key.text();
    String other = key.text();

    assertThat(one).isNotEqualTo(other);
    assertThat(Verifiers.verified(verifier, one).keyId())
        .isEqualTo(Verifiers.verified(verifier, other).keyId());
  }

  @Test
  void subject_hasTheIdsOfTheSignedClaims() {
    Signer signer = Signer.of("HS256");
    VerifiedApiKey key =
        Verifiers.verified(
            Verifiers.trusting(signer), KeyMaker.of(signer).claim("iss", "https://i").text());

    assertThat(key.subject().issuer()).isEqualTo("https://i");
    assertThat(key.subject().keyId()).isEqualTo("key-1");
    assertThat(key.subject().integrationId()).isEqualTo("int_1");
    assertThat(key.subject().organizationId()).isEqualTo("org_1");
    assertThat(key.subject().agentId()).isEqualTo("agt_1");
    assertThat(key.subject().signingKeyId()).isEqualTo("hs256");
    assertThat(key.subject().issuedAt()).isEqualTo("2026-11-24T07:00:00Z");
    assertThat(key.subject().expiresAt()).isEqualTo("2026-11-24T09:00:00Z");
  }

  /** Replaces (r, s) by (r, n − s), which verifies as well: ECDSA is malleable. */
  private static String twin(String text, BigInteger order) {
    int dot = text.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    System.arraycopy(Signer.unsigned(order.subtract(s), 32), 0, signature, 32, 32);
    return KeyMaker.withSignature(text.substring(0, dot), signature);
  }
}
