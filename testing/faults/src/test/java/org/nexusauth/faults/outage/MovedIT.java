package org.nexusauth.faults.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Engine;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.node.NodeProcess;
import org.nexusauth.faults.proxy.Fault;
import org.nexusauth.faults.proxy.Faults;
import org.nexusauth.faults.proxy.Proxy;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/**
 * F14: the store moves to another address of its name, which has an IPv6 address besides where
 * nobody is. The node's JVM reads names from a file and keeps them for a second.
 */
final class MovedIT {
  private static final String NAME = "store.example";
  private static final String NOBODY = "100::1"; // RFC 6666: what goes there is discarded.

  /** It takes 5 s at most on a machine with nothing else to do, and 30 s if names are kept. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final TestKeys KEYS = TestKeys.create();

  @TempDir Path folder;

  static Stream<Arguments> moves() {
    return Stream.of(
        Arguments.of(Engines.POSTGRESQL, Faults.BLACK_HOLE),
        Arguments.of(Engines.POSTGRESQL, Faults.REFUSE),
        Arguments.of(Engines.REDIS, Faults.BLACK_HOLE),
        Arguments.of(Engines.REDIS, Faults.REFUSE),
        Arguments.of(Engines.H2, Faults.REFUSE));
  }

  @ParameterizedTest
  @MethodSource("moves")
  @Timeout(120)
  void store_thatMoves_isFollowedSoonAfterItsName(Engines kind, Fault oldAddress) throws Exception {
    try (Engine engine = kind.start(folder)) {
      Database database = engine.create();
      try (Proxy before = Proxy.before(database.port());
          Proxy after =
              Proxy.at(new InetSocketAddress("127.0.0.2", before.port()), database.port());
          OutageNode other = OutageNode.start(settings(database, database.port(), "127.0.0.1"));
          NodeProcess node = start(settings(database, before.port(), NAME))) {
        follows(node, other, Duration.ofSeconds(5));
        before.set(oldAddress);
        await()
            .pollDelay(Duration.ofSeconds(3))
            .until(() -> true); // It looks for the old one in vain.
        long moved = System.nanoTime();
        name("127.0.0.2");

        follows(node, other, SOON);

        Results.add(
            "outages",
            "%s\t%s\tmoved: followed after %s ms"
                .formatted(kind, oldAddress, (System.nanoTime() - moved) / 1_000_000));
        assertThat(after.connections()).isPositive();
      }
    }
  }

  private NodeProcess start(Map<String, String> settings) throws IOException {
    name("127.0.0.1");
    Path security =
        Files.writeString(
            folder.resolve("security"),
            "networkaddress.cache.ttl=1\nnetworkaddress.cache.negative.ttl=1\n");
    return NodeProcess.start(
        List.of("-Djdk.net.hosts.file=" + names(), "-Djava.security.properties=" + security),
        settings,
        folder.resolve("node"));
  }

  private static Map<String, String> settings(Database database, int port, String host) {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    database
        .settings()
        .apply(port)
        .forEach((name, value) -> settings.put(name, value.replace("127.0.0.1", host)));
    return settings;
  }

  private Path names() {
    return folder.resolve("hosts");
  }

  /** Written aside first: the node must not read half of it. */
  private void name(String address) throws IOException {
    String names = "%s %s%n%s %s%n".formatted(NOBODY, NAME, address, NAME);
    Path written = Files.writeString(folder.resolve("hosts.new"), names);
    Files.move(written, names(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void follows(NodeProcess node, OutageNode other, Duration within) {
    TestKey key = KEYS.key();
    other.revoke(key);
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(within)
        .until(() -> node.status(key), status -> status == 401);
  }
}
