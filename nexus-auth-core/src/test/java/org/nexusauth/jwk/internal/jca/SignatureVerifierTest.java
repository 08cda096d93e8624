package org.nexusauth.jwk.internal.jca;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jca.ProviderContext;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is used again from one check to the next must not remember the one before. */
class SignatureVerifierTest {
  private static final int TEXTS = 16;

  /** A verifier, and texts with their signatures. */
  private record Signed(SignatureVerifier verifier, List<byte[]> texts, List<byte[]> signatures) {
    boolean verifies(int text, int signature) throws GeneralSecurityException {
      byte[] signed = texts.get(text);
      return verifier.verifies(signed, signed.length - 1, signatures.get(signature));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS512", "HS256", "HS512", "PS256"})
  void verifier_afterAWrongSignature_verifiesTheNext(String algorithm) throws Exception {
    Signed signed = sign(algorithm);

    for (int i = 1; i < TEXTS; i++) {
      assertThat(signed.verifies(i, i - 1)).isFalse();
      assertThat(signed.verifies(i, i)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "HS256"})
  void verifier_afterAnException_verifiesTheNext(String algorithm) throws Exception {
    Signed signed = sign(algorithm);
    byte[] text = signed.texts().get(0);

    assertThat(signed.verifies(0, 0)).isTrue();
    assertThatThrownBy(
            () -> signed.verifier().verifies(text, text.length + 1, signed.signatures().get(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(signed.verifies(0, 0)).isTrue();
  }

  @Test
  void rsaSignature_ofAnotherLength_leavesNothingBehind() throws Exception {
    Signed signed = sign("RS256");

    assertThatThrownBy(() -> signed.verifier().verifies(signed.texts().get(0), 3, new byte[9]))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(signed.verifies(0, 0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "HS256"})
  void verifier_ofManyThreads_answersEachByItsOwnText(String algorithm) throws Exception {
    Signed signed = sign(algorithm);
    ExecutorService threads = Executors.newFixedThreadPool(2 * TEXTS);
    try {
      List<Callable<Boolean>> checks = new ArrayList<>();
      IntStream.range(0, 500).forEach(i -> checks.add(() -> answersRight(signed, i)));

      for (Future<Boolean> right : threads.invokeAll(checks)) {
        assertThat(right.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean answersRight(Signed signed, int i) throws GeneralSecurityException {
    int text = i % TEXTS;
    int signature = i / TEXTS % 3 == 0 ? (text + 1) % TEXTS : text;
    return signed.verifies(text, signature) == (text == signature);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS1", "RS1", "RSA"})
  void algorithm_thatIsNoneToSignWith_isNeverThatOfAPooledVerifier(String algorithm) {
    Key secret = new SecretKeySpec(new byte[32], "HmacSHA256");
    try {
      assertThat(SignatureVerifier.of(algorithm, secret, new ProviderContext()))
          .isInstanceOf(Jose4jVerifier.class);
    } catch (JoseException e) {
      assertThat(algorithm).isNotEqualTo("none");
    }
  }

  @Test
  void pool_givesOneObject_toOneThreadAtATime() {
    InstancePool<Object> pool = new InstancePool<>();
    Object instance = new Object();

    assertThat(pool.take()).isNull();
    pool.giveBack(instance);
    assertThat(pool.take()).isSameAs(instance);
    assertThat(pool.take()).isNull();
  }

  private static Signed sign(String algorithm) throws Exception {
    List<byte[]> texts =
        IntStream.range(0, TEXTS).mapToObj(i -> ("text " + i + "!").getBytes(US_ASCII)).toList();
    List<byte[]> signatures = new ArrayList<>();
    if (algorithm.startsWith("HS")) {
      Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
      Key secret = new SecretKeySpec(new byte[64], mac.getAlgorithm());
      mac.init(secret);
      for (byte[] text : texts) {
        mac.update(text, 0, text.length - 1);
        signatures.add(mac.doFinal());
      }
      return new Signed(
          SignatureVerifier.of(algorithm, secret, new ProviderContext()), texts, signatures);
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Signature signer = createSigner(algorithm);
    signer.initSign(pair.getPrivate());
    for (byte[] text : texts) {
      signer.update(text, 0, text.length - 1);
      signatures.add(signer.sign());
    }
    return new Signed(
        SignatureVerifier.of(algorithm, pair.getPublic(), new ProviderContext()),
        texts,
        signatures);
  }

  private static Signature createSigner(String algorithm) throws GeneralSecurityException {
    if (algorithm.equals("PS256")) {
      Signature signer = Signature.getInstance("RSASSA-PSS");
      signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      return signer;
    }
    return Signature.getInstance("SHA" + algorithm.substring(2) + "withRSA");
  }
}
