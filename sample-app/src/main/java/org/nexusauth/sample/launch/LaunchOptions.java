package org.nexusauth.sample.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * How to start.
 *
 * @param help whether to print the usage only
 * @param nodes how many servers: 1, or 2 on one store
 * @param port where to listen; the second node listens on the next one
 * @param host the address to listen on
 * @param data the folder of the signing key, the demo keys and what was revoked
 */
record LaunchOptions(boolean help, int nodes, int port, String host, Path data) {

  static final String USAGE =
      """
      Usage: java -jar nexus-sample.jar [--port PORT] [--host HOST] [--data DIR] [--nodes 2]
        --port PORT  where to listen, 1 to 65535 (else the environment's PORT, else 8080)
        --host HOST  the address to listen on (127.0.0.1: this machine alone)
        --data DIR   where keys and revocations are kept (nexus-sample-data)
        --nodes 2    two servers on PORT and the next one, which share revocations, records and limits
        --help       this text""";

  private static final LaunchOptions DEFAULT =
      new LaunchOptions(false, 1, 8080, "127.0.0.1", Path.of("nexus-sample-data"));

  /** Reads {@code --name value} and {@code --name=value}; what comes later wins. */
  static LaunchOptions parse(List<String> arguments, Map<String, String> environment) {
    String fromEnvironment = environment.getOrDefault("PORT", "");
    LaunchOptions options = DEFAULT;
    if (!fromEnvironment.isBlank()) {
      options = DEFAULT.parsePort("PORT", fromEnvironment);
    }
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String[] option = rest.next().split("=", 2);
      Iterator<String> values = rest;
      if (option.length == 2) {
        values = List.of(option[1]).iterator();
      }
      options = options.withOption(option[0], values);
    }
    if (options.port + options.nodes - 1 > 65535) {
      throw LaunchException.usage("There is no port after 65535 for the second node.");
    }
    return options;
  }

  private LaunchOptions parseNodes(String text) {
    if (!text.equals("1") && !text.equals("2")) {
      throw LaunchException.usage("--nodes must be 1 or 2, not " + text + ".");
    }
    return new LaunchOptions(help, Integer.parseInt(text), port, host, data);
  }

  private LaunchOptions withOption(String name, Iterator<String> values) {
    return switch (name) {
      case "--help", "-h" -> new LaunchOptions(true, nodes, port, host, data);
      case "--port" -> parsePort(name, requireValue(name, values));
      case "--host" -> new LaunchOptions(help, nodes, port, requireValue(name, values), data);
      case "--data" ->
          new LaunchOptions(help, nodes, port, host, parsePath(requireValue(name, values)));
      case "--nodes" -> parseNodes(requireValue(name, values));
      default -> throw LaunchException.usage("Unknown option: " + name);
    };
  }

  private static String requireValue(String name, Iterator<String> values) {
    String value = values.hasNext() ? values.next() : "";
    if (value.isBlank()) {
      throw LaunchException.usage(name + " needs a value.");
    }
    return value;
  }

  private LaunchOptions parsePort(String origin, String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65535) {
      throw LaunchException.usage(origin + " must be a port from 1 to 65535, not " + text + ".");
    }
    return new LaunchOptions(help, nodes, Integer.parseInt(text), host, data);
  }

  private static Path parsePath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw LaunchException.usage("--data must be a folder, not " + text + ".");
    }
  }
}
