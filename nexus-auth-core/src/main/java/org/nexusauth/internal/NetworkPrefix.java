package org.nexusauth.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps an address to its network, so that no address of a person is kept: an IPv4 address to its
 * /24, an IPv6 address to its /64 (written as in RFC 5952). No name is looked up.
 */
public final class NetworkPrefix {
  private static final int MAX_LENGTH = 64;
  private static final int IPV6_GROUPS = 4;

  /** Only text that cannot be a host name is passed to the JDK, which would look a name up. */
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]+");

  private NetworkPrefix() {}

  /** Returns the network as text; null for what is no address. */
  public static @Nullable String ofAddress(@Nullable String address) {
    if (address == null || address.length() > MAX_LENGTH) {
      return null;
    }
    String bare = removeZone(address);
    boolean literal =
        bare.indexOf(':') < 0 ? IPV4.matcher(bare).matches() : IPV6.matcher(bare).matches();
    if (!literal) {
      return null;
    }
    try {
      return format(InetAddress.getByName(bare));
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** An IPv4-mapped IPv6 address is an IPv4 address to the JDK. */
  private static String format(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return String.format(
          Locale.ROOT, "%d.%d.%d.0/24", bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
    }
    String[] groups = new String[IPV6_GROUPS];
    int used = 0;
    for (int i = 0; i < IPV6_GROUPS; i++) {
      int group = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
      groups[i] = Integer.toHexString(group);
      used = group == 0 ? used : i + 1;
    }
    return String.join(":", Arrays.copyOf(groups, used)) + "::/64";
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
