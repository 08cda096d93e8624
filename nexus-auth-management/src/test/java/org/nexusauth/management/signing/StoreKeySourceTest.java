package org.nexusauth.management.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.management.signing.SigningKeyFixture.CONTEXT;
import static org.nexusauth.management.signing.SigningKeyFixture.ISSUER;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.jwk.VerificationKeySource;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementStoreProvider;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

class StoreKeySourceTest {
  private static final StoreSettings SETTINGS =
      new StoreSettings(Map.of(), Duration.ofMillis(100), true);

  private final SigningKeyFixture fixture = new SigningKeyFixture();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean away;

  private VerificationKeySource source() {
    return new StoreKeySource(new FixtureProvider(), SETTINGS, ISSUER);
  }

  /** Opens the fixture's records, unless they are away. */
  private final class FixtureProvider implements ManagementStoreProvider {
    @Override
    public String name() {
      return "fixture";
    }

    @Override
    public OpenedManagementStore open(StoreSettings settings, boolean joinsRevocations) {
      if (away) {
        throw ManagementException.unavailable("The records cannot be reached.", null);
      }
      opened.incrementAndGet();
      return new OpenedManagementStore(fixture.records, fixture.records);
    }

    @Override
    public OpenedManagementStore openExisting(StoreSettings settings, boolean joinsRevocations) {
      return open(settings, joinsRevocations);
    }
  }

  @Test
  void publishedKeys_areReadThroughOneConnection() throws Exception {
    fixture.make("one", SigningKeyState.SIGNING);

    try (VerificationKeySource source = source()) {
      assertThat(source.readKeys()).contains(fixture.keys.publishedKeys());
      fixture.make("two", SigningKeyState.NEXT);
      assertThat(source.readKeys()).contains(fixture.keys.publishedKeys());
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void recordsWithoutAPublishedKey_areEmpty_andTheAdviceNamesTheCommand() throws Exception {
    try (VerificationKeySource source = source()) {
      assertThat(source.readKeys()).isEmpty();
      fixture.make("one", SigningKeyState.SIGNING);
      fixture.keys.revoke(CONTEXT, "one", "stolen", ExpectedVersion.ANY);
      assertThat(source.readKeys()).isEmpty();
      assertThat(source.firstKeyAdvice()).contains(ISSUER, "nexus-auth signing-key prepare");
    }
  }

  @Test
  void recordsThatAreAway_areReadOnceTheyAreBack() throws Exception {
    fixture.make("one", SigningKeyState.SIGNING);
    away = true;

    try (VerificationKeySource source = source()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(source::readKeys)
          .withMessage("The records cannot be reached.");
      away = false;
      assertThat(source.readKeys()).isPresent();
    }
  }

  @Test
  void closedSource_opensNothing() {
    VerificationKeySource source = source();
    source.close();

    assertThatExceptionOfType(IOException.class).isThrownBy(source::readKeys);
    assertThat(opened).hasValue(0);
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        argumentSet("more than the scheme", "store:x", Map.of(), "nexus.auth.verify.keys.location"),
        argumentSet("no issuer", "store:", Map.of(), "nexus.auth.verify.issuer"),
        argumentSet(
            "no such store",
            "store:",
            Map.of("nexus.auth.verify.issuer", ISSUER, "nexus.auth.management.store", "shelf"),
            "nexus.auth.management.store"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void wrongSetting_isNamed(String location, Map<String, String> values, String property) {
    StoreKeySourceProvider provider = new StoreKeySourceProvider();
    StoreSettings settings = new StoreSettings(values, Duration.ofMillis(100), true);

    assertThatExceptionOfType(StoreSettingException.class)
        .isThrownBy(() -> provider.open(location, settings))
        .extracting(StoreSettingException::property)
        .isEqualTo(property);
  }

  @Test
  void privateMembersInAPublicPart_areNotPublished() {
    Instant now = Instant.EPOCH;
    String altered =
        "{\"kty\":\"RSA\",\"kid\":\"x\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"d\":\"private\",\"k\":\"secret\"}";
    SigningKeyRecord key =
        new SigningKeyRecord(
            ISSUER, "x", "RS256", SigningKeyState.SIGNING, now, "ada", now, altered, null, 1);

    assertThat(PublishedKeySet.toJson(List.of(key)))
        .contains("\"n\":\"AQAB\"")
        .doesNotContain("private", "secret");
  }

  @Test
  void damagedPublicPart_isNamed() {
    Instant now = Instant.EPOCH;
    SigningKeyRecord key =
        new SigningKeyRecord(
            ISSUER, "x", "RS256", SigningKeyState.SIGNING, now, "ada", now, "{", null, 1);

    assertThatExceptionOfType(ManagementException.class)
        .isThrownBy(() -> PublishedKeySet.toJson(List.of(key)))
        .withMessageContaining("public part of the signing key x");
  }
}
