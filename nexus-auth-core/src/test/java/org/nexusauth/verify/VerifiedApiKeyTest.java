package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.security.Principal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;

/** The one proof that a key is genuine: nobody outside makes one, and it gives no text away. */
class VerifiedApiKeyTest {
  private static final Signer SIGNER = Signer.of("HS256");
  private static final String TEXT = KeyMaker.of(SIGNER).claim("iss", "https://i").text();

  private final VerifiedApiKey key = Verifiers.verified(Verifiers.trusting(SIGNER), TEXT);

  @Test
  void class_isFinalAndHasNoConstructorForOthers() {
    assertThat(Modifier.isFinal(VerifiedApiKey.class.getModifiers())).isTrue();
    assertThat(VerifiedApiKey.class.getDeclaredConstructors())
        .extracting(Constructor::getModifiers)
        .noneMatch(modifiers -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
    assertThat(key).isNotInstanceOf(Serializable.class);
  }

  @Test
  void values_areThoseOfTheClaims() {
    assertThat(key.keyId()).isEqualTo("key-1");
    assertThat(key.integrationId()).isEqualTo("int_1");
    assertThat(key.organizationId()).isEqualTo("org_1");
    assertThat(key.agentId()).contains("agt_1");
    assertThat(key.issuer()).contains("https://i");
    assertThat(key.issuedAt()).hasToString("Optional[2026-11-24T07:00:00Z]");
    assertThat(key.expiresAt()).hasToString("Optional[2026-11-24T09:00:00Z]");
    assertThat(key.signingKeyId()).contains("hs256");
    assertThat(key.permissions()).containsExactly("read", "write");
  }

  @Test
  void principal_isNamedAfterTheIntegration() {
    assertThat(key).isInstanceOf(Principal.class);
    assertThat(key.getName()).isEqualTo("int_1");
  }

  @Test
  void words_holdIdsAndNoText() {
    assertThat(key)
        .hasToString("VerifiedApiKey[keyId=key-1, integrationId=int_1, organizationId=org_1]");
    Arrays.stream(TEXT.split("\\.", -1))
        .forEach(part -> assertThat(key.toString()).doesNotContain(part.substring(0, 16)));
  }

  @Test
  void signingKey_withoutAnId_leavesTheIdOut() {
    Signer pem = Signer.of("ES256");
    ApiKeyVerifier verifier = Verifiers.withKeys(new TestClock(), pem.pem());

    assertThat(
            Verifiers.verified(verifier, KeyMaker.of(pem).withoutHeader("kid").text())
                .signingKeyId())
        .isEmpty();
  }
}
