package org.nexusauth.cli.management;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.Console;

/** The name that the audit log shows for who runs a command. */
final class OperatorName {

  private static final int MAX = 100;

  /** Where Linux has the name: a query of the name service may take seconds. */
  private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

  private OperatorName() {}

  static String choose(@Nullable String given, Console console) {
    if (given != null) {
      return ManagementOptions.requirePrintable("--operator", given, MAX);
    }
    String login = System.getProperty("user.name", "unknown") + "@" + machineName(console);
    return ManagementOptions.requirePrintable("--operator (by default the login)", login, MAX);
  }

  private static String machineName(Console console) {
    return Stream.of("HOSTNAME", "COMPUTERNAME")
        .map(name -> console.environment().getOrDefault(name, "").strip())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .or(OperatorName::readKernelName)
        .orElseGet(OperatorName::queryName);
  }

  private static Optional<String> readKernelName() {
    try {
      return Optional.of(Files.readString(KERNEL_NAME).strip()).filter(name -> !name.isEmpty());
    } catch (IOException e) {
      return Optional.empty(); // another operating system
    }
  }

  private static String queryName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
