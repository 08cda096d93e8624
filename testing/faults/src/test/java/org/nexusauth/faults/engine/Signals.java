package org.nexusauth.faults.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Stops processes and lets them go on, as a host does that has too much to do. */
public final class Signals {
  private Signals() {}

  /** Stops processes at once. */
  public static void stop(Stream<ProcessHandle> processes) {
    send("-STOP", processes);
  }

  /** Lets stopped processes go on. */
  public static void resume(Stream<ProcessHandle> processes) {
    send("-CONT", processes);
  }

  private static void send(String signal, Stream<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(one -> command.add(String.valueOf(one.pid())));
    try {
      int result = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (result != 0) {
        throw new IllegalStateException(command + " ended with " + result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
