package org.nexusauth.console.page.reveal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nexusauth.console.page.reveal.ProtectedApi.ExamplePath;
import org.nexusauth.keys.ApiKeyIssuer;
import org.nexusauth.keys.IssuedKey;
import org.nexusauth.keys.KeyRequest;
import org.nexusauth.testkit.TestKeys;

class ProtectedApiTest {
  private static final ProtectedApi API =
      new ProtectedApi(
          "api-key: ",
          List.of(
              new ExamplePath("/admin", Set.of("admin")),
              new ExamplePath("/orders/", Set.of("orders:read"))),
          List.of("admin", "orders:read"));

  @Test
  void example_isAPathThatTheKeyMayCall() {
    assertThat(API.findExamplePath(List.of("orders:read", "x"))).isEqualTo("/orders/");
    assertThat(API.findExamplePath(List.of("x"))).isEqualTo("/admin");
    assertThat(ProtectedApi.UNKNOWN.findExamplePath(List.of("x"))).isEqualTo("/");
  }

  @Test
  void lines_areQuotedForShells() {
    IssuedKey key =
        ApiKeyIssuer.builder(TestKeys.create().signingKey(), "https://issuer.example")
            .prefix("nxs_")
            .build()
            .issue(
                KeyRequest.builder("int-1", "acme")
                    .permissions("read")
                    .expiresIn(Duration.ofDays(1))
                    .build());
    UsageExample usage = new UsageExample(key, "api-key: ", "/it's");
    assertThat(usage.writeCurlLine("https://api.example/app"))
        .isEqualTo("curl -i -H 'api-key: " + key.text() + "' 'https://api.example/app/it'\\''s'");
    assertThat(usage.writeExportLine()).isEqualTo("export NEXUS_API_KEY='" + key.text() + "'");
    assertThat(usage.toString()).doesNotContain(key.text());
  }

  @Test
  void waiting_endsAfterTenMinutes() {
    Instant made = Instant.parse("2026-11-30T12:00:00Z");
    assertThat(FirstUse.hasTimedOut(made, made.plusSeconds(599))).isFalse();
    assertThat(FirstUse.hasTimedOut(made, made.plusSeconds(600))).isTrue();
  }
}
