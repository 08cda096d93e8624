package org.nexusauth.management.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HkdfSha256Test {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 5869 appendix A.1 to A.3. */
  static Stream<Arguments> knownAnswers() {
    return Stream.of(
        argumentSet(
            "A.1",
            "0b".repeat(22),
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
        argumentSet(
            "A.2",
            range(0x00, 0x4f),
            range(0x60, 0xaf),
            range(0xb0, 0xff),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c6"
                + "5e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"),
        argumentSet(
            "A.3",
            "0b".repeat(22),
            "",
            "",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
  }

  private static String range(int from, int to) {
    byte[] bytes = new byte[to - from + 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return HEX.formatHex(bytes);
  }

  @ParameterizedTest
  @MethodSource("knownAnswers")
  void key_isThatOfTheRfc(String secret, String salt, String info, String expected) {
    byte[] key =
        HkdfSha256.deriveKey(
            HEX.parseHex(secret), HEX.parseHex(salt), HEX.parseHex(info), expected.length() / 2);

    assertThat(HEX.formatHex(key)).isEqualTo(expected);
  }

  @Test
  void length_outOfBounds_isRejected() {
    byte[] any = {1};

    assertThat(HkdfSha256.deriveKey(any, any, any, 255 * 32)).hasSize(255 * 32);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HkdfSha256.deriveKey(any, any, any, 255 * 32 + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> HkdfSha256.deriveKey(any, any, any, 0));
  }
}
