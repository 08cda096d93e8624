package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** A command and what it is given. */
final class Request {
  private final Command command;
  private final List<byte[]> arguments = new ArrayList<>();

  private Request(Command command) {
    this.command = command;
  }

  static Request of(Command command, String... arguments) {
    return new Request(command).and(arguments);
  }

  /** Returns a request to run a script over keys; its own arguments follow. */
  static Request script(Script script, String... keys) {
    return new Request(Command.EVAL).and(script.text()).and(String.valueOf(keys.length)).and(keys);
  }

  Request and(String... more) {
    for (String one : more) {
      arguments.add(one.getBytes(UTF_8));
    }
    return this;
  }

  Request and(byte[] one) {
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
