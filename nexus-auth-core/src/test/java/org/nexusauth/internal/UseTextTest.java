package org.nexusauth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How addresses and versions of clients are kept. */
final class UseTextTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "10.1.2.3, 10.1.2.0/24",
        "255.255.255.255, 255.255.255.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:0DB8:0:0:1::9, 2001:db8::/64",
        "fe80:0:0:1::1, fe80:0:0:1::/64",
        "::1, ::/64",
        "[2001:db8:7::1%eth0], 2001:db8:7::/64",
        "::ffff:10.1.2.3, 10.1.2.0/24",
        "unknown, null",
        "client.example.com, null",
        "999.1.2.3, null",
        "'', null",
        "null, null"
      })
  void address_isKeptAsItsNetwork(@Nullable String address, @Nullable String network) {
    assertThat(NetworkPrefix.ofAddress(address)).isEqualTo(network);
  }

  @Test
  void longAddress_isNone() {
    assertThat(NetworkPrefix.ofAddress("1".repeat(10_000))).isNull();
  }

  @Test
  void version_keepsPrintableCharactersAlone() {
    assertThat(ClientVersionText.sanitize("shop/1.2 \u00e4\u0e01"))
        .isEqualTo("shop/1.2 \u00e4\u0e01");
    assertThat(ClientVersionText.sanitize("1\r\n2\u001b[31m\u2028\u202e\u0000 "))
        .isEqualTo("12[31m");
    assertThat(ClientVersionText.sanitize(" \t")).isNull();
    assertThat(ClientVersionText.sanitize(null)).isNull();
  }

  @Test
  void version_isCutAfter128CharactersWithoutHalfOfOne() {
    assertThat(ClientVersionText.sanitize("x".repeat(10_000))).hasSize(128);
    assertThat(ClientVersionText.sanitize("x".repeat(127) + "\ud83d\ude00")).hasSize(127);
  }
}
