package org.nexusauth.redis;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;

/** Creates and replaces generations, for an operator. */
final class StoreInitializer {
  private StoreInitializer() {}

  static String createGeneration(PrimaryLocator primary) {
    return callOnce(primary, changes -> changes.createGeneration(newGeneration()))
        .orElseThrow(
            () ->
                settingProblem(
                    "this Redis holds revocations of Nexus Auth and has lost its generation:"
                        + " restore it from a copy"));
  }

  static String replaceGeneration(PrimaryLocator primary) {
    return callOnce(primary, changes -> changes.replaceGeneration(newGeneration()))
        .orElseThrow(
            () -> settingProblem("this Redis has no generation to replace: set it up by init"));
  }

  private static String newGeneration() {
    return UUID.randomUUID().toString();
  }

  private static Optional<String> callOnce(
      PrimaryLocator primary, Function<RedisRevocationData, Optional<String>> work) {
    try (RedisExecutor executor = new RedisExecutor(primary, "nexus-auth-redis-init")) {
      return executor.call(session -> work.apply(new RedisRevocationData(session)));
    } catch (StatusUnavailableException e) {
      throw settingProblem("Redis cannot be set up: " + e.getMessage());
    }
  }

  static StoreSettingException settingProblem(String problem) {
    return new StoreSettingException(RedisRevocationStoreProvider.URL, problem);
  }
}
