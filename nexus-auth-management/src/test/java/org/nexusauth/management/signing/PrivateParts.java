package org.nexusauth.management.signing;

import java.util.List;
import java.util.regex.Pattern;

/** Finds what must not be seen of a private RSA key. */
final class PrivateParts {
  private static final Pattern MEMBER =
      Pattern.compile("\"(?:d|p|q|dp|dq|qi)\"\\s*:\\s*\"([\\w-]{16})");

  private PrivateParts() {}

  /** Returns the beginnings of the private members of a JWK. */
  static List<String> of(String privateJwk) {
    return MEMBER.matcher(privateJwk).results().map(found -> found.group(1)).toList();
  }
}
