package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.sample.running.SampleProcess;

class InterruptedStartIT {
  private static final int INTERRUPTED = 130;

  @TempDir Path scratch;

  private List<String> temporaryFiles() {
    Path folder = scratch.resolve("tmp");
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean hasSettings() {
    return temporaryFiles().stream().anyMatch(name -> name.startsWith("nexus-sample"));
  }

  @Test
  void start_interruptedWhilePayaraStarts_leavesNoSettings() {
    SampleProcess sample = SampleProcess.start(scratch);
    Awaitility.await("the settings of Payara are written")
        .atMost(Duration.ofMinutes(2))
        .until(this::hasSettings);

    sample.interrupt();

    assertThat(sample.awaitExit()).isEqualTo(INTERRUPTED);
    assertThat(hasSettings()).isFalse();
  }
}
