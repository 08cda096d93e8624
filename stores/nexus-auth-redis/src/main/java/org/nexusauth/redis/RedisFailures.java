package org.nexusauth.redis;

import java.net.ConnectException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Descriptions of failures without secrets: Redis repeats arguments in its error texts. */
final class RedisFailures {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,30}");

  /** The codes of a Redis that starts, or of a cluster that is not complete yet. */
  private static final Set<String> AWAY =
      Set.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

  private RedisFailures() {}

  /**
   * Returns an exception for callers; its cause is a {@link ConnectException} of ours if Redis is
   * not there at present.
   */
  static StatusUnavailableException toUnavailable(@Nullable Throwable failure) {
    String message = "Redis failed: " + describeFailure(failure);
    if (isAway(failure)) {
      return new StatusUnavailableException(message, new ConnectException("Redis is away"));
    }
    return new StatusUnavailableException(message);
  }

  private static boolean isAway(@Nullable Throwable failure) {
    if (failure instanceof JedisDataException error) {
      return AWAY.contains(findCode(error));
    }
    return failure instanceof JedisConnectionException;
  }

  /** Returns the code that Redis's error text begins with, else the type of the failure. */
  static String describeFailure(@Nullable Throwable failure) {
    if (failure == null) {
      return "unknown";
    }
    if (failure instanceof JedisDataException error && !findCode(error).isEmpty()) {
      return findCode(error);
    }
    return failure.getClass().getSimpleName();
  }

  /** Returns the code that an error's text begins with, or an empty text. */
  static String findCode(JedisDataException error) {
    Matcher matcher = CODE.matcher(String.valueOf(error.getMessage()));
    if (!matcher.lookingAt()) {
      return "";
    }
    return matcher.group();
  }
}
