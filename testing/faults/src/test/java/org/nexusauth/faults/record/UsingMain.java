package org.nexusauth.faults.record;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.nexusauth.faults.node.SettingsFile;

/**
 * A node that decides on requests with a key, and says when each came, until it is ended. At a
 * SIGTERM it does as a server does: no more requests, then the application ends.
 */
public final class UsingMain {
  private static final long PAUSE = Duration.ofMillis(2).toNanos();

  private UsingMain() {}

  /** Argument: the file of the settings. The first line of the input is the key. */
  public static void main(String[] arguments) throws Exception {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String text = input.readLine();
    RecordNode node = RecordNode.open(SettingsFile.read(Path.of(arguments[0])));
    AtomicBoolean ending = new AtomicBoolean();
    Thread requests = new Thread(() -> send(node, text, ending));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ending.set(true);
                  awaitEnd(requests);
                  node.close();
                }));
    requests.start();
  }

  private static void send(RecordNode node, String text, AtomicBoolean ending) {
    while (!ending.get()) {
      Instant at = Instant.now();
      if (node.grants(text)) {
        System.out.println(at);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static void awaitEnd(Thread requests) {
    try {
      requests.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
