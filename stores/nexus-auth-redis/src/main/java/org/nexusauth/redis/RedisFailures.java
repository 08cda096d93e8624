package org.nexusauth.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Failures in words that hold no secret: Redis repeats what it did not understand. */
final class RedisFailures {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,30}");

  private RedisFailures() {}

  /** Returns the code that Redis's text begins with, else what kind of failure it is. */
  static String of(@Nullable Throwable failure) {
    if (failure == null) {
      return "unknown";
    }
    String code = failure instanceof JedisDataException ? code(failure) : "";
    return code.isEmpty() ? failure.getClass().getSimpleName() : code;
  }

  /** Returns the code that an error's text begins with, or an empty text. */
  static String code(Throwable refusal) {
    Matcher matcher = CODE.matcher(String.valueOf(refusal.getMessage()));
    return matcher.lookingAt() ? matcher.group() : "";
  }
}
