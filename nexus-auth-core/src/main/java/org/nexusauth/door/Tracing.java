package org.nexusauth.door;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The headers that help to trace a request and never decide: up to 128 printable ASCII characters
 * are taken, anything else is left out.
 */
public final class Tracing {
  /** The header of the request's id, echoed in every answer. */
  public static final String REQUEST_ID = "X-Request-ID";

  /** The header of the client's version. */
  public static final String CLIENT_VERSION = "X-Client-Version";

  private static final String ID = "org.nexusauth.request.id";
  private static final int LONGEST = 128;

  private Tracing() {}

  /**
   * Returns the request's id, the same for every door that it passes: the first takes or makes it
   * and leaves it in the request's attributes.
   */
  public static String requestId(Attributes request, @Nullable String sent) {
    if (request.get(ID) instanceof String known) {
      return known;
    }
    String id = requestId(sent);
    request.set(ID, id);
    return id;
  }

  /** Returns the request's id as sent, or one that is made; not a secret, so not a secure one. */
  public static String requestId(@Nullable String sent) {
    if (sent != null && isFit(sent)) {
      return sent;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** Returns the client's version as sent, or null. */
  public static @Nullable String clientVersion(@Nullable String sent) {
    return sent != null && isFit(sent) ? sent : null;
  }

  private static boolean isFit(String sent) {
    return !sent.isEmpty()
        && sent.length() <= LONGEST
        && sent.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}
