package org.nexusauth.sample.running;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The published SDK and command line, installed by npm below {@code target}, never committed. */
public record NodeClients(Path folder, Map<String, String> environment) {

  private static final String SDK = "@agent-nexus/sdk";
  private static final String CLI = "@agent-nexus/cli";
  private static final Map<String, String> VERSIONS = Map.of(SDK, "4.2.0", CLI, "1.5.1");

  /** What a program did. */
  public record Result(int exitCode, String output, String error) {}

  /** Installs both, where they are not installed. */
  public static NodeClients install(Path folder, String url) {
    assumeTrue(runs("node"), "node is not installed: the published clients were not tried");
    assumeTrue(runs("npm"), "npm is not installed: the published clients were not tried");
    NodeClients clients =
        new NodeClients(
            folder,
            Map.of(
                "HOME",
                folder.resolve("home").toString(),
                "CI",
                "1",
                "NEXUS_NO_AUTO_UPDATE",
                "1",
                "NEXUS_BASE_URL",
                url));
    if (!Files.exists(folder.resolve("node_modules/" + CLI))
        || !Files.exists(folder.resolve("node_modules/" + SDK))) {
      clients.npmInstall();
    }
    return clients;
  }

  /** Runs {@code nexus} with a key. */
  public Result nexus(String key, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("node", "node_modules/" + CLI + "/dist/index.js"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--api-key", key));
    return run(command, environment);
  }

  /** Runs a script with these variables besides. */
  public Result node(Path script, Map<String, String> more) {
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.putAll(more);
    return run(List.of("node", script.toString()), all);
  }

  private void npmInstall() {
    create(folder.resolve("home"));
    List<String> command =
        new ArrayList<>(List.of("npm", "install", "--no-save", "--no-package-lock"));
    command.addAll(List.of("--no-audit", "--no-fund", "--prefix", folder.toString()));
    VERSIONS.forEach((name, version) -> command.add(name + "@" + version));
    Result result = run(command, Map.of());
    // Where there is no network this cannot be tried; a machine that must try it says CI.
    boolean must = "true".equals(System.getenv("CI"));
    assumeTrue(must || result.exitCode() == 0, "npm could not install the published clients");
    if (result.exitCode() != 0) {
      throw new AssertionError(result.error());
    }
  }

  private Result run(List<String> command, Map<String, String> variables) {
    try {
      Path out = Files.createTempFile(folder, "run", ".out");
      Path err = Files.createTempFile(folder, "run", ".err");
      ProcessBuilder program =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      program.environment().putAll(variables);
      int exitCode = program.start().onExit().join().exitValue();
      return new Result(
          exitCode,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean runs(String program) {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
