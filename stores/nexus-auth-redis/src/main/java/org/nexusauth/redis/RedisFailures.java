package org.nexusauth.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Descriptions of failures without secrets: Redis repeats arguments in its error texts. */
final class RedisFailures {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,30}");

  private RedisFailures() {}

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
