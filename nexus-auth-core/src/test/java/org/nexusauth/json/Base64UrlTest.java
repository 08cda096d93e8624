package org.nexusauth.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** Lengths on both sides of a block of eight. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 40})
  void firstOtherEachByte_atEachPlace_isFoundUnlessDigitOrDot(int length) {
    for (int other = 0; other < 256; other++) {
      boolean allowed = (ALPHABET + ".").indexOf(other) >= 0;
      for (int at = 0; at < length; at++) {
        byte[] text = "A".repeat(length).getBytes(StandardCharsets.US_ASCII);
        text[at] = (byte) other;

        assertThat(Base64Url.firstOther(text)).isEqualTo(allowed ? length : at);
      }
    }
  }

  @Test
  void firstOther_ofSeveral_isTheFirst() {
    byte[] text = ("A".repeat(9) + "+/" + "A".repeat(9) + "=").getBytes(StandardCharsets.US_ASCII);

    assertThat(Base64Url.firstOther(text)).isEqualTo(9);
    assertThat(Base64Url.firstOther(new byte[0])).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 31, 32, 33, 256})
  void canonicalEndWhatAnEncoder_writesIsCanonical(int length) {
    Random random = new Random(length);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

      assertThat(isCanonical(text)).isTrue();
      byte[] parts = ("AA." + text + ".AAAA").getBytes(StandardCharsets.US_ASCII);
      assertThat(Base64Url.decode(parts, 3, 3 + text.length())).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void canonicalEndEveryLastDigit_agreesWithEncodingAgain(int length) {
    for (int i = 0; i < ALPHABET.length(); i++) {
      char last = ALPHABET.charAt(i);
      String text = "A".repeat(length - 1) + last;
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      boolean encodesBack =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);

      assertThat(isCanonical(text)).as(text).isEqualTo(encodesBack);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9, 13})
  void canonicalEndLength_thatNoBytesHave_isNeverCanonical(int length) {
    for (int i = 0; i < ALPHABET.length(); i++) {
      assertThat(Base64Url.isCanonicalEnd(length, (byte) ALPHABET.charAt(i))).isFalse();
    }
  }

  private static boolean isCanonical(String text) {
    return Base64Url.isCanonicalEnd(text.length(), (byte) text.charAt(text.length() - 1));
  }
}
