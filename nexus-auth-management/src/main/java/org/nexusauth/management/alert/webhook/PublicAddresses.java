package org.nexusauth.management.alert.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Which addresses are of the public Internet, by the special-purpose registries of IANA (RFC 6890).
 * An address that has an IPv4 address in it (mapped, NAT64) counts as that one; 6to4 and Teredo are
 * not public, as where they lead is not in the address alone.
 */
final class PublicAddresses {
  private static final List<Network> PRIVATE_IPV4 =
      List.of(
          new Network("00000000", 8),
          new Network("0a000000", 8),
          new Network("64400000", 10), // 100.64.0.0/10
          new Network("7f000000", 8),
          new Network("a9fe0000", 16), // 169.254.0.0/16
          new Network("ac100000", 12), // 172.16.0.0/12
          new Network("c0000000", 24), // 192.0.0.0/24
          new Network("c0000200", 24), // 192.0.2.0/24
          new Network("c0586300", 24), // 192.88.99.0/24
          new Network("c0a80000", 16), // 192.168.0.0/16
          new Network("c6120000", 15), // 198.18.0.0/15
          new Network("c6336400", 24), // 198.51.100.0/24
          new Network("cb007100", 24), // 203.0.113.0/24
          new Network("e0000000", 4), // 224.0.0.0/4
          new Network("f0000000", 4)); // 240.0.0.0/4

  private static final Network GLOBAL_IPV6 = new Network("20", 3);
  private static final List<Network> PRIVATE_IPV6 =
      List.of(
          new Network("200100", 23), // 2001::/23, with Teredo
          new Network("20010db8", 32),
          new Network("2002", 16), // 6to4
          new Network("3fff00", 20));

  private static final Network MAPPED = new Network("00000000000000000000ffff", 96);
  private static final Network NAT64 = new Network("0064ff9b0000000000000000", 96);
  private static final int IPV4_OFFSET = 12;

  private PublicAddresses() {}

  /**
   * The first bits of addresses.
   *
   * @param hex the bytes that have them, in hexadecimal
   * @param bits how many they are
   */
  private record Network(String hex, int bits) {
    boolean contains(byte[] address) {
      byte[] prefix = HexFormat.of().parseHex(hex);
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isPublicIpv4(bytes);
    }
    if (MAPPED.contains(bytes) || NAT64.contains(bytes)) {
      return isPublicIpv4(Arrays.copyOfRange(bytes, IPV4_OFFSET, bytes.length));
    }
    return GLOBAL_IPV6.contains(bytes)
        && PRIVATE_IPV6.stream().noneMatch(network -> network.contains(bytes));
  }

  private static boolean isPublicIpv4(byte[] bytes) {
    return PRIVATE_IPV4.stream().noneMatch(network -> network.contains(bytes));
  }
}
