package org.nexusauth.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nexusauth.revocation.StoreSettings;
import redis.clients.jedis.Protocol.Command;

/** A Redis that was set up, for each test anew; looked at from outside besides. */
final class RedisExtension implements BeforeEachCallback, AfterEachCallback {
  private final List<String> arguments;
  private Path folder;
  private RedisProcess process;

  RedisExtension(String... arguments) {
    this.arguments = List.of(arguments);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("nexus-redis");
    process = RedisProcess.start(folder, arguments.toArray(String[]::new));
    if (arguments.isEmpty()) {
      RedisNode.init(url());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    process.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  String url() {
    return process.url();
  }

  int port() {
    return process.port();
  }

  RedisRevocationStore open() {
    return RedisNode.open(url());
  }

  /** Opens it as a node whose clock is not this machine's. */
  RedisRevocationStore open(Clock clock) {
    return RedisRevocationStore.open(PrimaryLocator.of(settings(Map.of(), false)), clock);
  }

  StoreSettings settings(Map<String, String> more, boolean assumeDurable) {
    return RedisNode.settings(url(), more, assumeDurable);
  }

  void deleteExpired() {
    RedisStoreActions.deleteExpired(settings(Map.of(), false));
  }

  void kill() {
    process.kill();
  }

  /** Stops it as a debugger does, or lets it go on. */
  void signal(String signal) {
    process.signal(signal);
  }

  void start() {
    process.start();
  }

  void restart() {
    kill();
    start();
  }

  /** Ends all connections but the one that says so. */
  void disconnectClients() {
    command(Command.CLIENT, "KILL", "TYPE", "normal");
  }

  Object command(Command command, String... arguments) {
    return process.command(command, arguments);
  }
}
