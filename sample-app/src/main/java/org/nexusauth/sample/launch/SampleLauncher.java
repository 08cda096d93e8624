package org.nexusauth.sample.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Starts the sample from the command line; see {@code --help}. */
public final class SampleLauncher {

  private final LaunchOptions options;
  private final Clock clock;

  private SampleLauncher(LaunchOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  /**
   * Starts the sample and leaves it running.
   *
   * @param arguments the options
   */
  public static void main(String... arguments) {
    try {
      LaunchOptions options = LaunchOptions.parse(List.of(arguments), System.getenv());
      System.out.print(
          options.help()
              ? LaunchOptions.USAGE + System.lineSeparator()
              : new SampleLauncher(options, Clock.systemUTC()).start());
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private String start() {
    long begin = System.nanoTime();
    // jose4j logs by SLF4J, which would tell this console that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Address address = Address.of(options);
    address.requireFree();
    Path war = Server.war();
    DataFolder folder = DataFolder.open(options.data());
    DemoKeys keys = DemoKeys.open(folder, clock);
    List<DemoKey> all = keys.all();
    System.setProperty("nexus.auth.verify.keys.location", keys.publicKeys().toString());
    System.setProperty("nexus.auth.verify.issuer", DemoKeys.ISSUER);
    Server.start(address, war);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return Greeting.text(address.url(), took, all, folder, clock.instant());
  }
}
