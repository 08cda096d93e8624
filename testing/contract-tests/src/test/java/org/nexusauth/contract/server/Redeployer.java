package org.nexusauth.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nexusauth.contract.http.RawHttp;

/** A Tomcat 11 in a process of its own that deploys and undeploys as it is told. */
public final class Redeployer implements AutoCloseable {

  private final int port;
  private final Path folder;
  private final Process process;
  private final BufferedReader answers;

  private Redeployer(int port, Path folder, Process process) {
    this.port = port;
    this.folder = folder;
    this.process = process;
    this.answers = process.inputReader(UTF_8);
  }

  /** Starts it with the {@link RedeployedApplications}, none of which is deployed yet. */
  public static Redeployer start(KeysOverHttps https) throws IOException {
    Path folder = Files.createTempDirectory(Layout.folder("servers"), "redeployed");
    Path keys = Files.writeString(folder.resolve("keys.json"), ContractKeys.KEYS.jwks());
    Files.createDirectories(folder.resolve("tmp"));
    int port = Server.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"));
    command.addAll(List.of("--add-opens=java.sql/java.sql=ALL-UNNAMED"));
    command.addAll(https.trust());
    command.addAll(
        ServerKind.TOMCAT_11.launchedBy(
            "RedeployMain", port, folder, RedeployedApplications.wars(https.location(), keys)));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(Layout.folder("server-logs").resolve("redeployed.log").toFile())
            .start();
    return new Redeployer(port, folder, process);
  }

  public String deploy() {
    return ask("deploy");
  }

  public String undeploy() {
    return ask("undeploy");
  }

  /** What is there of the applications after garbage was collected, in words. */
  public String look() {
    return ask("look");
  }

  private String ask(String command) {
    try {
      process.outputWriter(UTF_8).append(command).append('\n').flush();
      return String.valueOf(answers.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public RawHttp connect() throws IOException {
    return RawHttp.connect(port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    FolderRemoval.remove(folder);
  }
}
