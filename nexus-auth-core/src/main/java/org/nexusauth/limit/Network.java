package org.nexusauth.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom an address stands for. An IPv4 address is one sender. Whoever has an IPv6 address has the
 * 2^64 around it as well (RFC 4291 §2.5.1), so the network of 64 bits is one sender. Nobody is
 * asked for a name.
 */
final class Network {
  private static final String UNKNOWN = "unknown";

  /** No address is longer; whatever else a container hands on must not fill the memory. */
  private static final int LONGEST = 64;

  /** Only what cannot be a host's name gets as far as the JDK, which would look a name up. */
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]+");

  private Network() {}

  /** Returns the sender of an address in words; all that are unknown are one. */
  static String of(@Nullable String address) {
    if (address == null || address.isEmpty() || address.length() > LONGEST) {
      return UNKNOWN;
    }
    return address.indexOf(':') < 0 ? address : ofIpv6(address);
  }

  private static String ofIpv6(String address) {
    String bare = withoutZone(address);
    if (!IPV6.matcher(bare).matches()) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.getByName(bare);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8).replaceAll("(.{4})", "$1:") + ":/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** Takes off the brackets that some containers put around it, and the zone (RFC 4007 §11). */
  private static String withoutZone(String address) {
    boolean brackets = address.startsWith("[") && address.endsWith("]");
    String bare = brackets ? address.substring(1, address.length() - 1) : address;
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}
