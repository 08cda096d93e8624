package org.nexusauth.faults.crash;

import java.util.Map;

/** A node with its own H2 file that revokes keys and says so, until it is killed. */
public final class RevokingMain {
  private RevokingMain() {}

  /** Arguments: the URL, and what the keys' ids begin with. */
  public static void main(String[] arguments) {
    Opened store = Opened.by(settings(arguments[0]));
    for (int i = 0; ; i++) {
      String id = arguments[1] + i;
      store.revoke(id);
      System.out.println(id);
    }
  }

  static Map<String, String> settings(String url) {
    return Map.of("nexus.auth.revocation.store", "jdbc", "nexus.auth.jdbc.url", url);
  }
}
