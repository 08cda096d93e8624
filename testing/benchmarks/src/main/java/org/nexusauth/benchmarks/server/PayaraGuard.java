package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nexusauth.benchmarks.app.KeyHello;
import org.nexusauth.benchmarks.app.MpJwtApplication;
import org.nexusauth.benchmarks.app.RestApplication;
import org.nexusauth.benchmarks.app.RoleHello;
import org.nexusauth.benchmarks.peer.NexusCheck;
import org.nexusauth.benchmarks.peer.Trust;

/** What guards the application on Payara Micro. */
public enum PayaraGuard {
  /** Our JAX-RS filter. */
  JAXRS,
  /** Our servlet filter before our JAX-RS filter. */
  BOTH,
  /** The server's MicroProfile JWT, which reads the header {@code Authorization}. */
  MPJWT;

  private static final List<String> CORE =
      List.of("nexus-auth-core", "jose4j", "jackson-core", "caffeine", "failsafe", "slf4j-api");
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <filter>
          <filter-name>keys</filter-name>
          <filter-class>org.nexusauth.filter.ApiKeyFilter</filter-class>
          <async-supported>true</async-supported>
        </filter>
        <filter-mapping>
          <filter-name>keys</filter-name>
          <url-pattern>/*</url-pattern>
        </filter-mapping>
      </web-app>
      """;

  /** Writes the guarded application. */
  Path write(Path file, Trust trust) throws IOException {
    BenchmarkWar war = new BenchmarkWar().beans();
    if (this == MPJWT) {
      war.classes(MpJwtApplication.class, RoleHello.class);
    } else {
      war.classes(RestApplication.class, KeyHello.class).libraries(CORE);
      war.libraries(List.of("nexus-auth-jaxrs"));
    }
    if (this == BOTH) {
      war.libraries(List.of("nexus-auth-filter"));
      war.entry("WEB-INF/web.xml", WEB_XML.getBytes(StandardCharsets.UTF_8));
    }
    war.entry("WEB-INF/classes/META-INF/microprofile-config.properties", mpJwtProperties(trust));
    return war.write(file);
  }

  private byte[] mpJwtProperties(Trust trust) {
    return (this == MPJWT ? mpJwt(trust) : NexusCheck.settings(trust, Map.of()))
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> mpJwt(Trust trust) {
    return Map.of(
        "mp.jwt.verify.publickey",
            Base64.getEncoder().encodeToString(trust.publicKey().getEncoded()),
        "mp.jwt.verify.issuer", trust.issuer(),
        "mp.jwt.verify.audiences", trust.audience());
  }
}
