package org.nexusauth.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;

/**
 * Keys in rare states, with texts that are hard to show.
 *
 * @param integration whose they are
 */
record RareKeys(ManagementServices services, Integration integration) {
  private static final Operator OPERATOR =
      new Operator("<b>\u0639\u0644\u064a</b>", Role.ADMIN, Set.of());
  private static final List<String> READ = List.of("orders:read");

  private static ChangeContext change() {
    return new ChangeContext(OPERATOR, "sample-keys", "10.2.0.18", null);
  }

  void fill() {
    services.apiKeys().reportLeak(change(), generate("Exposed", READ), "github", false);
    Instant inTwoDays = Instant.now().plus(Duration.ofDays(2));
    revoke(generate("To be revoked", READ), Cause.OWNER_LEFT, "", inTwoDays);
    revoke(
        generate("A".repeat(40) + "\u9577".repeat(40), READ),
        Cause.OTHER,
        "<img src=x onerror=alert(1)> " + "reason".repeat(20),
        null);
    generate(
        "<b>64</b> \"permissions\"",
        IntStream.range(0, 64).mapToObj(i -> "area-%s:\u8aad\u3080".formatted(i)).toList());
    services
        .apiKeys()
        .importKey(
            change(),
            ConsoleApplication.keyFromElsewhere()
                .organization(integration.organizationId())
                .integration("made-elsewhere")
                .id("kid:7?a&b")
                .text());
  }

  private KeyRef generate(String name, List<String> permissions) {
    return services
        .apiKeys()
        .generate(
            change(),
            new NewKeyRequest(
                integration.organizationId(),
                integration.id(),
                name,
                Environment.STAGING,
                permissions,
                null,
                null))
        .record()
        .ref();
  }

  private void revoke(KeyRef ref, Cause cause, String text, Instant at) {
    services
        .apiKeys()
        .revoke(change(), ref, new KeyRevocationRequest(cause, text, at), ExpectedVersion.ANY);
  }
}
