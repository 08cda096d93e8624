package org.nexusauth.faults.usage;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.AnswerEvent.Answered;
import org.nexusauth.faults.node.SettingsFile;

/**
 * A node that answers requests with a key, and writes the time of each to its access log, which is
 * the output, before it is counted. At a SIGTERM it does as a server does: no more requests, then
 * the application ends.
 */
public final class CountingMain {
  private static final int STATUS = 200;

  private CountingMain() {}

  /**
   * Arguments: the file of the settings, how many requests there are at most, and the nanoseconds
   * between two. The first line of the input is the key.
   */
  public static void main(String[] arguments) throws Exception {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String key = input.readLine();
    Map<String, String> settings = SettingsFile.read(Path.of(arguments[0]));
    int max = Integer.parseInt(arguments[1]);
    long pause = Long.parseLong(arguments[2]);
    ApiKeyGate gate = ApiKeyGate.builder(settings).build();
    AtomicBoolean ending = new AtomicBoolean();
    Thread requests = new Thread(() -> answerRequests(gate, key, max, pause, ending));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(gate, requests, ending)));
    requests.start();
  }

  private static void answerRequests(
      ApiKeyGate gate, String key, int max, long pause, AtomicBoolean ending) {
    for (int i = 0; i < max && !ending.get(); i++) {
      GateRequest request =
          new GateRequest(List.of(key), "GET", "/orders/1", "192.0.2.7", "request", "shop/1.0");
      Decision decision = gate.decide(request, Requirement.NONE);
      System.out.println(Instant.now());
      gate.notifyAnswer(request, new Answered(decision, STATUS, "/orders/{id}"));
      LockSupport.parkNanos(pause);
    }
    while (!ending.get()) { // Stays until it is ended, as a server does.
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void end(ApiKeyGate gate, Thread requests, AtomicBoolean ending) {
    ending.set(true);
    try {
      requests.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    gate.close();
  }
}
