package org.nexusauth.faults.outage;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Engine;

/** A database and a node that always reaches it. Thread-safe. */
final class Site implements AutoCloseable {
  /** How old the answers of nodes may be. */
  static final Duration STALENESS = Duration.ofSeconds(2);

  private final Engine engine;
  private final Database database;
  private final OutageNode node;

  private Site(Engine engine) {
    this.engine = engine;
    this.database = engine.create();
    this.node = start(database.port());
  }

  /** Makes a database at an engine, which ends with this. */
  static Site at(Engine engine) {
    return new Site(engine);
  }

  /** Starts one more node, which reaches the database over a port. */
  OutageNode start(int port) {
    Map<String, String> settings = new HashMap<>(database.settings().apply(port));
    settings.put("nexus.auth.revocation.max.staleness", STALENESS.toString());
    return OutageNode.start(settings);
  }

  int port() {
    return database.port();
  }

  OutageNode node() {
    return node;
  }

  @Override
  public void close() {
    node.close();
    engine.close();
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
