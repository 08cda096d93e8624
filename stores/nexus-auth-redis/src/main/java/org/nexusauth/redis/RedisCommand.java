package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** A command and its arguments. Mutable; used by one thread. */
final class RedisCommand {
  private final Command command;
  private final List<byte[]> arguments = new ArrayList<>();

  private RedisCommand(Command command) {
    this.command = command;
  }

  static RedisCommand of(Command command, String... arguments) {
    return new RedisCommand(command).withArguments(arguments);
  }

  /** Returns a command that runs a script over keys; the script's arguments are added to it. */
  static RedisCommand ofScript(LuaScript script, String... keys) {
    return new RedisCommand(Command.EVAL)
        .withArguments(script.text())
        .withArguments(String.valueOf(keys.length))
        .withArguments(keys);
  }

  /**
   * Returns a command that runs a script that Redis knows; its arguments are added to it.
   *
   * @param digest what loading the script returned
   */
  static RedisCommand ofLoadedScript(String digest, String firstKey, String... keys) {
    return new RedisCommand(Command.EVALSHA)
        .withArguments(digest, String.valueOf(1 + keys.length), firstKey)
        .withArguments(keys);
  }

  RedisCommand withArguments(String... more) {
    for (String one : more) {
      arguments.add(one.getBytes(UTF_8));
    }
    return this;
  }

  RedisCommand withArgument(byte[] one) {
    arguments.add(one);
    return this;
  }

  Command command() {
    return command;
  }

  byte[][] arguments() {
    return arguments.toArray(byte[][]::new);
  }
}
