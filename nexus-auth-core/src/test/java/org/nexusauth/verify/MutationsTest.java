package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.verify.VerificationResult.Verified;

/** S41, S43: no text next to a good key is good, and none harms the good one. */
class MutationsTest {

  @Test
  void verifyEveryOtherByte_atEveryPlace_isRefused() {
    Signer signer = Signer.of("HS256");
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    String good = KeyMaker.of(signer).text();

    int accepted = 0;
    for (int i = 0; i < good.length(); i++) {
      StringBuilder changed = new StringBuilder(good);
      for (char c = 0; c < 256; c++) {
        changed.setCharAt(i, c);
        if (c != good.charAt(i) && isAccepted(verifier, changed.toString())) {
          accepted++;
        }
      }
    }

    assertThat(accepted).isZero();
    Verifiers.verified(verifier, good);
  }

  static List<String> algorithms() {
    return List.of("RS256", "PS256", "HS512", "EdDSA", "ES256");
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void verifyOneOtherDigit_atEveryPlace_isRefused(String algorithm) {
    Signer signer = Signer.of(algorithm);
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    String good = KeyMaker.of(signer).text();

    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      String changed = good.substring(0, i) + other + good.substring(i + 1);

      assertThat(isAccepted(verifier, changed)).as("%s at %s", algorithm, i).isFalse();
    }
    Verifiers.verified(verifier, good);
  }

  @Test
  void verifyOneCharacterMore_orLessOrSwapped_isRefused() {
    Signer signer = Signer.of("HS256");
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    String good = KeyMaker.of(signer).text();

    for (int i = 0; i < good.length(); i++) {
      String less = good.substring(0, i) + good.substring(i + 1);
      String more = good.substring(0, i) + "A" + good.substring(i);
      String twice = good.substring(0, i) + good.charAt(i) + good.substring(i);

      assertThat(isAccepted(verifier, less)).as("without %s", i).isFalse();
      assertThat(isAccepted(verifier, more)).as("one more at %s", i).isFalse();
      assertThat(isAccepted(verifier, twice)).as("twice at %s", i).isFalse();
    }
    assertThat(isAccepted(verifier, good + good)).isFalse();
    assertThat(isAccepted(verifier, new StringBuilder(good).reverse().toString())).isFalse();
  }

  @Test
  void verifyGoodKeyStraight_afterEachBadOne_isGood() {
    Signer signer = Signer.of("HS256");
    ApiKeyVerifier verifier = Verifiers.trusting(signer, "cache.size", "0");
    String good = KeyMaker.of(signer).text();

    for (int i = 0; i < good.length(); i += 3) {
      verifier.verify(List.of(good.substring(0, i) + "!" + good.substring(i)));
      Verifiers.verified(verifier, good);
    }
  }

  private static boolean isAccepted(ApiKeyVerifier verifier, String text) {
    return verifier.verify(List.of(text)) instanceof Verified;
  }
}
