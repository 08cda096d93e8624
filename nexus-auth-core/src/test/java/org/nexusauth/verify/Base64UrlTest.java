package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Test
  void digits_of_all_characters_are_the_alphabet_alone() {
    String digits =
        IntStream.rangeClosed(0, 0xffff)
            .filter(c -> Base64Url.isDigit((char) c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    assertThat(digits.chars().sorted().toArray()).isEqualTo(ALPHABET.chars().sorted().toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 31, 32, 33, 256})
  void canonicalEnd_what_an_encoder_writes_is_canonical(int length) {
    Random random = new Random(length);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

      assertThat(isCanonical(text)).isTrue();
      assertThat(Base64Url.decode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void canonicalEnd_every_last_digit_agrees_with_encoding_again(int length) {
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
  void canonicalEnd_length_that_no_bytes_have_is_never_canonical(int length) {
    for (int i = 0; i < ALPHABET.length(); i++) {
      assertThat(Base64Url.isCanonicalEnd(length, ALPHABET.charAt(i))).isFalse();
    }
  }

  private static boolean isCanonical(String text) {
    return Base64Url.isCanonicalEnd(text.length(), text.charAt(text.length() - 1));
  }
}
