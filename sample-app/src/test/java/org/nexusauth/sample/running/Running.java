package org.nexusauth.sample.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One running sample for all test classes that only ask it: a start costs seconds. */
public final class Running implements BeforeAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(Running.class);

  private SampleProcess sample;

  @Override
  public void beforeAll(ExtensionContext context) {
    sample =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                "sample", key -> SampleProcess.start(scratch()).awaitUp(), SampleProcess.class);
  }

  public SampleProcess sample() {
    return sample;
  }

  /** A client with the key that may read and write. */
  public Client client() {
    return client("read-write.key");
  }

  /** A client with a demo key. */
  public Client client(String key) {
    return new Client(sample.url()).key(sample.key(key));
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory(
          Path.of(System.getProperty("sample.jar")).getParent(), "run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
