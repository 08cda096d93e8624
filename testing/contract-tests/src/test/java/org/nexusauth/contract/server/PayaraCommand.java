package org.nexusauth.contract.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How Payara Micro is told to keep to the loopback address and to itself. */
final class PayaraCommand {

  private static final String LOOPBACK =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n";

  private PayaraCommand() {}

  /** The context path of each WAR is its file's name. */
  static List<String> of(Path lib, int port, Path folder, Collection<Path> wars) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-jar",
                jarIn(lib).toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                write(folder.resolve("preboot"), LOOPBACK).toString(),
                "--logproperties",
                folder.resolve("logging.properties").toString()));
    for (Path war : wars) {
      command.add("--deploy");
      command.add(war.toString());
    }
    return command;
  }

  private static Path jarIn(Path lib) {
    try (var files = Files.newDirectoryStream(lib, "payara-micro-*.jar")) {
      return files.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
