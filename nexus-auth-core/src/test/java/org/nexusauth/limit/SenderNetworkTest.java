package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are one sender. */
class SenderNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "127.0.0.1, 127.0.0.1",
    "::1, 0000:0000:0000:0000::/64",
    "0:0:0:0:0:0:0:1, 0000:0000:0000:0000::/64",
    "[0:0:0:0:0:0:0:1], 0000:0000:0000:0000::/64",
    "2001:db8:1:2:3:4:5:6, 2001:0db8:0001:0002::/64",
    "2001:DB8:1:2:ffff:ffff:ffff:ffff, 2001:0db8:0001:0002::/64",
    "2001:db8:1:2::, 2001:0db8:0001:0002::/64",
    "2001:db8:1:3::, 2001:0db8:0001:0003::/64",
    "fe80:0:0:0:1:2:3:4%eth0, fe80:0000:0000:0000::/64",
    "fe80::1%2, fe80:0000:0000:0000::/64",
    "::ffff:203.0.113.7, 203.0.113.7",
    "::ffff:cb00:7107, 203.0.113.7"
  })
  void ofAddress_isTheAddressOfIpv4And64BitsOfIpv6(String address, String network) {
    assertThat(SenderNetwork.networkOf(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
  void ofWhat_isNoAddressIsOneUnknownSender(String address) {
    assertThat(SenderNetwork.networkOf(address)).isEqualTo("unknown");
  }

  @Test
  void ofTheLongestText_isTheText() {
    assertThat(SenderNetwork.networkOf("x".repeat(64))).isEqualTo("x".repeat(64));
  }

  /** A name would be looked up in the DNS; nothing is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"client.example.com", "unix:", "unix:/tmp/s", "a:b:c:d:e", "1:2:3", "::g", ":"})
  void ofAnyOtherText_isTheText(String address) {
    assertThat(SenderNetwork.networkOf(address)).isEqualTo(address);
  }
}
