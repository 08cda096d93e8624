package org.nexusauth.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps an address to its sender. An IPv4 address is one sender. The owner of an IPv6 address has
 * the 2^64 around it as well (RFC 4291 §2.5.1), so the network of 64 bits is one sender. No name is
 * looked up.
 */
final class SenderNetwork {
  private static final String UNKNOWN = "unknown";

  /** No address is longer; other text from a container must not fill the memory. */
  private static final int MAX_LENGTH = 64;

  /** Only text that cannot be a host name is passed to the JDK, which would look a name up. */
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]+");

  private SenderNetwork() {}

  /** Returns the network of an address as text; all unknown addresses have one. */
  static String networkOf(@Nullable String address) {
    if (address == null || address.isEmpty() || address.length() > MAX_LENGTH) {
      return UNKNOWN;
    }
    if (address.indexOf(':') < 0) {
      return address;
    }
    return networkOfIpv6(address);
  }

  private static String networkOfIpv6(String address) {
    String bare = removeZone(address);
    if (!IPV6.matcher(bare).matches()) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.getByName(bare);
      if (!(parsed instanceof Inet6Address)) {
        return parsed.getHostAddress();
      }
      return HexFormat.of().formatHex(parsed.getAddress(), 0, 8).replaceAll("(.{4})", "$1:")
          + ":/64";
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** Removes the brackets that some containers put around it, and the zone (RFC 4007 §11). */
  private static String removeZone(String address) {
    String bare = address;
    if (address.startsWith("[") && address.endsWith("]")) {
      bare = address.substring(1, address.length() - 1);
    }
    int zone = bare.indexOf('%');
    if (zone < 0) {
      return bare;
    }
    return bare.substring(0, zone);
  }
}
