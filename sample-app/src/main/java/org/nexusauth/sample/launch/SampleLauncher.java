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

  /** Where the application leaves the path that signs in to the console once. */
  private static final String CONSOLE_LINK = "nexus.sample.console.link";

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
      runLauncher(LaunchOptions.parse(List.of(arguments), System.getenv()));
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      silenceServer();
      System.exit(e.exitCode());
    }
  }

  private static void runLauncher(LaunchOptions options) {
    // jose4j logs by SLF4J, which would report on this console that it has no provider.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (options.help()) {
      System.out.println(LaunchOptions.USAGE);
      return;
    }
    List<Address> addresses =
        IntStream.range(0, options.nodes()).mapToObj(i -> Address.of(options, i)).toList();
    addresses.forEach(Address::requireFree);
    Path war = SampleServer.findWar();
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
      file.requireUsable();
      settings.chooseStore(file.url());
    }
    DemoKeys keys = DemoKeys.open(folder, clock);
    List<DemoKey> all = keys.all();
    List<String> keysOfOperator = settings.keysOfOperator();
    startNode(address, war);
    List<DemoKey> good = replaceRevoked(keys, all, address);
    System.out.print(
        SampleServer.denialOf(address, probe(good))
            .map(
                code ->
                    createGreeting(address)
                        .withoutKeys(List.of(address.url()), code, keysOfOperator))
            .orElseGet(() -> createGreeting(address).forOneNode(address.url(), good)));
    silenceServer();
  }

  /** Starts a server whose keys exist and whose store is chosen. */
  private void startNode(Address address, Path war) {
    settings.completeStore();
    settings.chooseLimits(System.getProperty(Node.PROPERTY) != null);
    settings.chooseRecords(folder);
    settings.chooseKeys(DemoKeys.publicKeys(folder).toString(), DemoKeys.ISSUER);
    SampleServer.start(address, war);
    if (System.getProperty(Node.PROPERTY) != null) {
      System.out.print(describeConsole(address));
      Node.reportUp();
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
          "Several nodes need a database that they share. Unset nexus.auth.revocation.store, or"
              + " name one by nexus.auth.jdbc.url");
    }
    if (ours) {
      file.requireUsable();
    }
    DemoKeys keys = DemoKeys.open(folder, clock);
    List<DemoKey> all = keys.all();
    settings.prepareSecret(folder);
    Nodes nodes = Nodes.start(addresses, folder.path(), ours ? SharedDatabase.open(file) : null);
    List<DemoKey> good = replaceRevoked(keys, all, addresses.get(0));
    List<String> urls = addresses.stream().map(Address::url).toList();
    System.out.print(
        SampleServer.denialOf(addresses.get(0), probe(good))
            .map(
                code ->
                    createGreeting(addresses.get(0))
                        .withoutKeys(urls, code, settings.keysOfOperator()))
            .orElseGet(() -> createGreeting(addresses.get(0)).forNodes(nodes.all(), good)));
    nodes.awaitEnd();
    throw LaunchException.of("No node is left");
  }

  /** Returns the keys as they are printed: those that will be tried are valid. */
  private List<DemoKey> replaceRevoked(DemoKeys keys, List<DemoKey> all, Address address) {
    if (ours) {
      boolean isNew = file.noteCreated();
      if (isNew) {
        return all; // Nothing can be revoked yet, and asking would use the limits of the keys.
      }
    }
    return all.stream()
        .map(
            key -> {
              if (key.kind().isTried() && SampleServer.isRevoked(address, key)) {
                return keys.replace(key);
              }
              return key;
            })
        .toList();
  }

  /** The key that is sent to see whether keys are accepted: not the one that people try first. */
  private static DemoKey probe(List<DemoKey> keys) {
    return keys.stream().filter(key -> key.kind() == DemoKey.Kind.ADMIN).findAny().orElseThrow();
  }

  private Greeting createGreeting(Address address) {
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    String store = "Which keys were revoked is in the store that you named.";
    if (ours) {
      store = Greeting.fileLine(RevocationFile.FILE, "which keys were revoked, and the records");
    }
    return new Greeting(took, folder, store, describeConsole(address), clock.instant());
  }

  /** Returns a line; empty where the sample has no console, and for nodes in other processes. */
  private static String describeConsole(Address address) {
    String link = System.getProperty(CONSOLE_LINK);
    return link == null ? "" : Greeting.consoleLine(address.url(), link);
  }
}
