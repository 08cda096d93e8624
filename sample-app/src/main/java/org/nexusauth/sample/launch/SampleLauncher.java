package org.nexusauth.sample.launch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Starts the sample from the command line; see {@code --help}. */
public final class SampleLauncher {

  private final Clock clock;
  private final DataFolder folder;
  private final RevocationFile file;
  private final OperatorSettings settings;
  private final boolean ours;
  private final long begin = System.nanoTime();

  private SampleLauncher(DataFolder folder, Clock clock) {
    this.clock = clock;
    this.folder = folder;
    this.file = new RevocationFile(folder);
    this.settings = new OperatorSettings(System.getProperties(), System.getenv());
    this.ours = settings.areOurs();
  }

  /**
   * Starts the sample and leaves it running.
   *
   * @param arguments the options
   */
  public static void main(String... arguments) {
    try {
      run(LaunchOptions.parse(List.of(arguments), System.getenv()));
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private static void run(LaunchOptions options) {
    // jose4j logs by SLF4J, which would tell this console that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (options.help()) {
      System.out.println(LaunchOptions.USAGE);
      return;
    }
    List<Address> addresses =
        IntStream.range(0, options.nodes()).mapToObj(i -> Address.of(options, i)).toList();
    addresses.forEach(Address::requireFree);
    Path war = Server.war();
    SampleLauncher launcher =
        new SampleLauncher(DataFolder.open(options.data()), Clock.systemUTC());
    if (System.getProperty(Node.PROPERTY) != null) {
      launcher.startNode(addresses.get(0), war);
    } else if (options.nodes() == 1) {
      launcher.startAlone(addresses.get(0), war);
    } else {
      launcher.startSeveral(addresses);
    }
  }

  private void startAlone(Address address, Path war) {
    if (ours) {
      file.check();
      settings.choose(file.url());
    }
    DemoKeys keys = DemoKeys.open(folder, clock);
    List<DemoKey> all = keys.all();
    List<String> keysOfOperator = settings.keysOfOperator();
    startNode(address, war);
    List<DemoKey> good = started(keys, all, address);
    System.out.print(
        Server.denialOf(address, good.get(0))
            .map(code -> greeting().withoutKeys(List.of(address.url()), code, keysOfOperator))
            .orElseGet(() -> greeting().text(address.url(), good)));
    silenceServer();
  }

  /** Its keys are there; whoever started it has chosen its store. */
  private void startNode(Address address, Path war) {
    settings.complete();
    settings.chooseKeys(DemoKeys.publicKeys(folder).toString(), DemoKeys.ISSUER);
    Server.start(address, war);
    if (System.getProperty(Node.PROPERTY) != null) {
      Node.serve();
      silenceServer();
    }
  }

  /** Payara writes to standard output when it ends; what a person needs is written by then. */
  private static void silenceServer() {
    System.out.flush();
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  private void startSeveral(List<Address> addresses) {
    if (!ours && !settings.isOnDatabase()) {
      throw LaunchException.of(
          "Several nodes need a database that they share. Unset nexus.auth.revocation.store, or name one"
              + " by nexus.auth.jdbc.url");
    }
    if (ours) {
      file.check();
    }
    DemoKeys keys = DemoKeys.open(folder, clock);
    List<DemoKey> all = keys.all();
    Nodes nodes = Nodes.start(addresses, folder.path(), ours ? SharedDatabase.open(file) : null);
    List<DemoKey> good = started(keys, all, addresses.get(0));
    List<String> urls = addresses.stream().map(Address::url).toList();
    System.out.print(
        Server.denialOf(addresses.get(0), good.get(0))
            .map(code -> greeting().withoutKeys(urls, code, settings.keysOfOperator()))
            .orElseGet(() -> greeting().text(nodes.all(), good)));
    nodes.awaitEnd();
    throw LaunchException.of("No node is left");
  }

  /** Returns the keys as they are printed: those that somebody will try are good. */
  private List<DemoKey> started(DemoKeys keys, List<DemoKey> all, Address address) {
    if (ours) {
      file.made();
    }
    return all.stream()
        .map(key -> key.kind().isTried() && Server.isRevoked(address, key) ? keys.anew(key) : key)
        .toList();
  }

  private Greeting greeting() {
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    String store =
        ours
            ? Greeting.fileLine(RevocationFile.FILE, "which keys were revoked")
            : "Which keys were revoked is in the store that you named.";
    return new Greeting(took, folder, store, clock.instant());
  }
}
