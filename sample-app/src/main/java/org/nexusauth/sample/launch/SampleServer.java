package org.nexusauth.sample.launch;

import fish.payara.micro.PayaraMicro;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payara Micro with the sample's WAR, in this JVM. */
final class SampleServer {

  /** A key that is accepted, and has used up its limit. */
  private static final int TOO_MANY_REQUESTS = 429;

  private static final String WAR = "nexus-sample.war";
  private static final String PROBE = "/api/public/v1/me";
  private static final Pattern CODE = Pattern.compile("error=\"([a-z_]+)\"");

  private SampleServer() {}

  /** The WAR beside the jar that this class is in. */
  static Path findWar() {
    Path war = findJar().resolveSibling(WAR);
    if (Files.isRegularFile(war)) {
      return war;
    }
    throw LaunchException.of(
        war + " is missing. Build it: mvn -q -B -DskipTests -pl sample-app -am package");
  }

  /** The jar that this class is in. */
  static Path findJar() {
    try {
      return Path.of(
          SampleServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts, and returns once the application answers as it should: it denies a request without a
   * key.
   */
  static void start(Address address, Path war) {
    PayaraFolder folder = PayaraFolder.removedAtExit();
    try (ServerFiles files = ServerFiles.create(address)) {
      List<String> arguments =
          List.of(
              "--nohazelcast",
              "--disablephonehome",
              "--port",
              String.valueOf(address.port()),
              "--prebootcommandfile",
              files.preBoot().toString(),
              "--logproperties",
              files.logging().toString(),
              "--contextroot",
              "/",
              "--deploy",
              war.toString());
      PayaraMicro.main(arguments.toArray(String[]::new));
      folder.leaveToPayara();
      requireRightSettings();
      requireGuarded(address.url() + PROBE);
    } catch (LaunchException e) {
      throw e;
    } catch (Exception e) {
      // PayaraMicro.main declares it.
      throw LaunchException.of("Payara Micro did not start: " + e.getMessage());
    }
  }

  private static void requireRightSettings() {
    StartFailure.message()
        .ifPresent(
            message -> {
              throw LaunchException.of(
                  "The sample did not start: a setting is wrong.\n"
                      + message
                      + "\nCorrect it, or unset it to use the sample's own, then start again.");
            });
  }

  /** Whether a running sample denies a key because it was revoked. */
  static boolean isRevoked(Address address, DemoKey key) {
    return denialOf(address, key).filter("key_revoked"::equals).isPresent();
  }

  /** The code by which a running sample denies a key, or its status; empty where it accepts it. */
  static Optional<String> denialOf(Address address, DemoKey key) {
    try {
      HttpURLConnection connection = open(address.url() + PROBE);
      connection.setRequestProperty("api-key", key.text());
      connection.setRequestProperty("X-Client-Version", "launcher");
      int status = connection.getResponseCode();
      if (status == 200 || status == TOO_MANY_REQUESTS) {
        return Optional.empty();
      }
      Matcher code = CODE.matcher(Objects.toString(connection.getHeaderField("WWW-Authenticate")));
      if (code.find()) {
        return Optional.of(code.group(1));
      }
      return Optional.of("status " + status);
    } catch (IOException e) {
      throw LaunchException.of(address.url() + " does not answer: " + e.getMessage());
    }
  }

  private static HttpURLConnection open(String url) throws IOException {
    return (HttpURLConnection) URI.create(url).toURL().openConnection();
  }

  private static void requireGuarded(String url) throws IOException {
    HttpURLConnection connection = open(url);
    int status = connection.getResponseCode();
    try (InputStream body = connection.getErrorStream()) {
      if (status != 401 || body == null) {
        throw LaunchException.of(
            url
                + " answered "
                + status
                + " to a request without a key, where 401 is right. See the log above");
      }
    }
  }
}
