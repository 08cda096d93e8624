package org.nexusauth.redis;

import java.util.Optional;
import java.util.UUID;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;

/** Makes and replaces generations; nothing else does. */
final class StoreInitializer {
  private StoreInitializer() {}

  static String init(PrimaryLocator primary) {
    return generation(primary, false)
        .orElseThrow(
            () ->
                refused(
                    "this Redis holds revocations of Nexus Auth and has lost its generation:"
                        + " restore it from a copy"));
  }

  static String renew(PrimaryLocator primary) {
    return generation(primary, true)
        .orElseThrow(() -> refused("this Redis has no generation to replace: set it up by init"));
  }

  private static Optional<String> generation(PrimaryLocator primary, boolean replace) {
    String fresh = UUID.randomUUID().toString();
    try (RedisExecutor lane = new RedisExecutor(primary, "nexus-auth-redis-init")) {
      return lane.call(session -> new ChangeStream(session).generation(fresh, replace));
    } catch (StatusUnavailableException e) {
      throw refused("Redis cannot be set up: " + e.getMessage());
    }
  }

  static StoreSettingException refused(String problem) {
    return new StoreSettingException(RedisRevocationStoreProvider.URL, problem);
  }
}
