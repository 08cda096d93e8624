package org.nexusauth.web;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.KeyTextDetector;

/**
 * The headers that help to trace a request and never decide: up to 128 printable ASCII characters
 * are taken, anything else is left out, and so is what may be a key or a part of one.
 */
public final class RequestIdHeaders {
  /** The header of the request's id, echoed in every answer. */
  public static final String REQUEST_ID = "X-Request-ID";

  /** The header of the client's version. */
  public static final String CLIENT_VERSION = "X-Client-Version";

  private static final String ID = "org.nexusauth.request.id";
  private static final int MAX_LENGTH = 128;

  private RequestIdHeaders() {}

  /**
   * Returns the request's id, the same for every filter that it passes: the first takes or makes it
   * and leaves it in the request's attributes.
   *
   * @param sent the value of {@link #REQUEST_ID}, or null
   * @param keys the values of the key's header; read only when an id was sent
   */
  public static String requestId(
      AttributeScope request, @Nullable String sent, Supplier<? extends Collection<String>> keys) {
    if (request.get(ID) instanceof String known) {
      return known;
    }
    String id = requestId(sent, keys);
    request.set(ID, id);
    return id;
  }

  /**
   * Returns the request's id as sent, or one that is made; not a secret, so not a secure one.
   *
   * @param sent the value of {@link #REQUEST_ID}, or null
   * @param keys the values of the key's header; read only when an id was sent
   */
  public static String requestId(
      @Nullable String sent, Supplier<? extends Collection<String>> keys) {
    if (sent != null && isFit(sent, keys)) {
      return sent;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /**
   * Returns the client's version as sent, or null.
   *
   * @param sent the value of {@link #CLIENT_VERSION}, or null
   * @param keys the values of the key's header; read only when a version was sent
   */
  public static @Nullable String clientVersion(
      @Nullable String sent, Supplier<? extends Collection<String>> keys) {
    return sent != null && isFit(sent, keys) ? sent : null;
  }

  /**
   * As {@link #requestId(AttributeScope, String, Supplier)}, where the key's header is not known.
   */
  public static String requestId(AttributeScope request, @Nullable String sent) {
    return requestId(request, sent, List::of);
  }

  /** As {@link #requestId(String, Supplier)}, where the key's header is not known. */
  public static String requestId(@Nullable String sent) {
    return requestId(sent, List::of);
  }

  /** As {@link #clientVersion(String, Supplier)}, where the key's header is not known. */
  public static @Nullable String clientVersion(@Nullable String sent) {
    return clientVersion(sent, List::of);
  }

  private static boolean isFit(String sent, Supplier<? extends Collection<String>> keys) {
    return !sent.isEmpty()
        && sent.length() <= MAX_LENGTH
        && isPrintable(sent)
        && !KeyTextDetector.mayContainKey(sent)
        && keys.get().stream().noneMatch(key -> KeyTextDetector.containsPartOf(sent, key));
  }

  private static boolean isPrintable(String sent) {
    return sent.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}
