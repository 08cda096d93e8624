package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** A command and what it is given. */
final class RedisCommand {
  private final Command command;
  private final List<byte[]> arguments = new ArrayList<>();

  private RedisCommand(Command command) {
    this.command = command;
  }

  static RedisCommand of(Command command, String... arguments) {
    return new RedisCommand(command).and(arguments);
  }

  /** Returns a request to run a script over keys; its own arguments follow. */
  static RedisCommand script(LuaScript script, String... keys) {
    return new RedisCommand(Command.EVAL)
        .and(script.text())
        .and(String.valueOf(keys.length))
        .and(keys);
  }

  RedisCommand and(String... more) {
    for (String one : more) {
      arguments.add(one.getBytes(UTF_8));
    }
    return this;
  }

  RedisCommand and(byte[] one) {
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
