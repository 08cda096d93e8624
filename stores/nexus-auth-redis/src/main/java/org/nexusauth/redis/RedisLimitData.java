package org.nexusauth.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StatusUnavailableException;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The counters of keys, a hash with their generation, and a sorted set of nodes, over a session at
 * a time. Remembers how far the counters were when this node saw them last. Used by one thread.
 */
final class RedisLimitData {
  static final String HASH = "{nexus-auth}:limits";
  static final String NODES = "{nexus-auth}:limit-nodes";
  static final String COUNTERS = "{nexus-auth}:limit:";
  private static final Duration NODE_EXPIRY = Duration.ofSeconds(10);
  private static final Pattern SERVER = Pattern.compile("(?m)^run_id:(\\w+)");

  // Positions in the answer of the script that takes.
  private static final int SECONDS = 0;
  private static final int MICROS = 1;
  private static final int GENERATION = 2;
  private static final int SEQUENCE = 3;
  private static final int FIRST_GRANT = 4;

  private @Nullable Prepared prepared;
  private Seen seen = new Seen("", 0, "");

  /** A session with a Redis process whose id is known, and that has the scripts. */
  record Prepared(RedisSession session, String server, String take, String giveBack) {}

  /** How far the counters were. */
  private record Seen(String generation, long sequence, String server) {}

  /** Loads the scripts, once for each session; returns what it has learned. */
  Prepared prepare(RedisSession session) {
    Prepared before = prepared;
    if (before != null && before.session == session) {
      return before;
    }
    Prepared made =
        new Prepared(
            session,
            readServer(session),
            loadScript(session, LuaScript.LIMIT_TAKE),
            loadScript(session, LuaScript.LIMIT_GIVE_BACK));
    prepared = made;
    return made;
  }

  private static String loadScript(RedisSession session, LuaScript script) {
    RedisCommand loading = RedisCommand.of(Command.SCRIPT, "LOAD", script.text());
    return RedisRevocationData.text(session.executeNonNull(loading));
  }

  /** Returns the id of the Redis process, or nothing where the user may not read it. */
  private static String readServer(RedisSession session) {
    try {
      Object info = session.executeNonNull(RedisCommand.of(Command.INFO, "server"));
      Matcher found = SERVER.matcher(RedisRevocationData.text(info));
      if (found.find()) {
        return found.group(1);
      }
    } catch (JedisDataException e) {
      // INFO is barred.
    }
    return "";
  }

  List<Grant> take(RedisSession session, List<Want> wants) {
    Prepared ready = prepare(session);
    String[] keys = wants.stream().map(want -> LimitCodec.keyOf(want.key())).toArray(String[]::new);
    RedisCommand command =
        RedisCommand.ofLoadedScript(ready.take, HASH, keys)
            .withArguments(UUID.randomUUID().toString(), ready.server)
            .withArguments(seen.generation, String.valueOf(seen.sequence), seen.server);
    for (Want want : wants) {
      command.withArgument(LimitCodec.encodeWant(want));
    }
    List<?> answer = (List<?>) executeLoaded(session, command, LuaScript.LIMIT_TAKE);
    String generation = RedisRevocationData.text(answer.get(GENERATION));
    seen = new Seen(generation, (Long) answer.get(SEQUENCE), ready.server);
    return readGrants(answer, generation, wants);
  }

  private static List<Grant> readGrants(List<?> answer, String generation, List<Want> wants) {
    long millis = (Long) answer.get(SECONDS) * 1_000 + (Long) answer.get(MICROS) / 1_000;
    Instant at = Instant.ofEpochMilli(millis);
    List<Grant> grants = new ArrayList<>(wants.size());
    int position = FIRST_GRANT;
    for (Want want : wants) {
      int end = position + 1 + 2 * want.plan().policies().size();
      grants.add(LimitCodec.decodeGrant(want, answer.subList(position, end), at, generation));
      position = end;
    }
    if (position != answer.size()) {
      throw new StatusUnavailableException("Redis returned an unexpected number of grants");
    }
    return grants;
  }

  /** Returns whether the tokens were credited; not where counters were lost since. */
  boolean giveBack(RedisSession session, List<Unspent> unspent) {
    Prepared ready = prepare(session);
    String[] keys = unspent.stream().map(one -> LimitCodec.keyOf(one.key())).toArray(String[]::new);
    RedisCommand command =
        RedisCommand.ofLoadedScript(ready.giveBack, HASH, keys)
            .withArguments(ready.server)
            .withArguments(seen.generation, String.valueOf(seen.sequence), seen.server);
    for (Unspent one : unspent) {
      command.withArgument(LimitCodec.encodeUnspent(one));
    }
    return executeLoaded(session, command, LuaScript.LIMIT_GIVE_BACK).equals(1L);
  }

  /** A script that Redis has forgotten is sent again: nothing was done without it. */
  private static Object executeLoaded(
      RedisSession session, RedisCommand command, LuaScript script) {
    try {
      return session.executeNonNull(command);
    } catch (JedisDataException e) {
      if (!RedisFailures.findCode(e).equals("NOSCRIPT")) {
        throw e;
      }
      loadScript(session, script);
      return session.executeNonNull(command);
    }
  }

  int announce(RedisSession session, String node) {
    RedisCommand command =
        RedisCommand.ofScript(LuaScript.LIMIT_ANNOUNCE, NODES)
            .withArguments(node, String.valueOf(NODE_EXPIRY.toMillis()));
    return Math.toIntExact((Long) session.executeNonNull(command));
  }
}
