package org.nexusauth.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server for the tests of a class, which crashes and starts again. */
final class CrashingPostgres implements BeforeAllCallback, AfterAllCallback {
  private Path data;
  private EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    data = Files.createTempDirectory(Path.of("target"), "postgres").toAbsolutePath();
    server = start(0);
  }

  private EmbeddedPostgres start(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data.resolve("data"))
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setPort(port)
        .start();
  }

  int port() {
    return server.getPort();
  }

  String urlAt(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  TestDatabase database() {
    return new TestDatabase(urlAt(port()), "SELECT 1", true);
  }

  /** All its processes, so that none finishes what another one has begun. */
  void crash() throws IOException {
    String pid = Files.readAllLines(data.resolve("data/postmaster.pid")).get(0).strip();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
    int port = port();
    server.close(); // Gives its lock of the folder back.
    server = start(port);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
  }
}
