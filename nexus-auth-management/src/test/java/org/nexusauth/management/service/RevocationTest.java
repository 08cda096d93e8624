package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.service.Problems.assertKind;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.upkeep.FirstSeenImporter;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

class RevocationTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private ServiceFixture fixture = ServiceFixture.joined();
  private KeyRef key = fixture.generate().record().ref();

  private ApiKeyView revoke(Cause cause, String text, @Nullable Instant at) {
    return fixture.apiKeys.revoke(
        ServiceFixture.operator(), key, new KeyRevocationRequest(cause, text, at), ANY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void revokedKey_isDeniedWhenTheCallReturns(boolean joined) {
    if (!joined) {
      fixture = ServiceFixture.separate();
      key = fixture.generate().record().ref();
    }

    ApiKeyView view = revoke(Cause.LEAKED, "in a log", null);

    assertThat(view.state()).isEqualTo(KeyState.REVOKED);
    assertThat(view.stateReason())
        .isEqualTo("Revoked by ada at 2026-11-30T13:00:00Z: leaked: in a log.");
    assertThat(fixture.status(key)).isEqualTo(KeyStatus.revoked("leaked: in a log"));
    assertThat(fixture.lastEvent().action()).isEqualTo("key.revoke");
    assertThat(fixture.lastEvent().before()).isEmpty();
    assertThat(fixture.lastEvent().after()).containsOnlyKeys("revokedAt", "cause", "text");
  }

  @Test
  void secondRevocation_changesNothing() {
    revoke(Cause.LEAKED, "first", null);
    int events = fixture.events().size();
    fixture.clock.advance(HOUR);

    ApiKeyView view =
        fixture.apiKeys.revoke(
            ServiceFixture.operator(),
            key,
            new KeyRevocationRequest(Cause.UNUSED, "second", null),
            ExpectedVersion.of(1));

    assertThat(view.record().lifecycle().revocation().text()).isEqualTo("first");
    assertThat(fixture.events()).hasSize(events);
  }

  @Test
  void scheduledRevocation_takesEffectAtItsTime() {
    ApiKeyView view = revoke(Cause.OWNER_LEFT, "", START.plus(HOUR));

    assertThat(view.state()).isEqualTo(KeyState.ACTIVE);
    assertThat(view.stateReason()).isEqualTo("To be revoked at 2026-11-30T14:00:00Z: owner left.");
    fixture.clock.set(START.plus(HOUR));
    assertThat(fixture.status(key)).isEqualTo(KeyStatus.revoked("owner left"));
  }

  @Test
  void scheduledRevocation_isBroughtForwardAndNotPutOff() {
    revoke(Cause.OWNER_LEFT, "", START.plus(HOUR));
    revoke(Cause.UNUSED, "", START.plus(HOUR.multipliedBy(2)));
    assertThat(revoke(Cause.LEAKED, "", null).record().lifecycle().revocation().cause())
        .isEqualTo(Cause.LEAKED);
    assertThat(fixture.status(key).state()).isEqualTo(KeyStatus.State.REVOKED);
  }

  @Test
  void wrongOrder_isInvalid() {
    assertKind(Kind.INVALID, () -> revoke(Cause.OTHER, "", null));
    assertKind(Kind.INVALID, () -> revoke(Cause.ROTATED, "", null));
    assertKind(Kind.INVALID, () -> revoke(Cause.LEAKED, "a\nb", null));
    assertKind(Kind.INVALID, () -> revoke(Cause.LEAKED, "x".repeat(200), null));
    assertKind(Kind.INVALID, () -> revoke(Cause.LEAKED, "", START));
    assertKind(
        Kind.INVALID,
        () -> revoke(Cause.LEAKED, "", START.plus(Duration.ofDays(180)).plusMillis(1)));
    assertThat(fixture.status(key)).isEqualTo(KeyStatus.active());
  }

  @Test
  void staleVersion_isNotChanged() {
    assertKind(
        Kind.STALE,
        () ->
            fixture.apiKeys.revoke(
                ServiceFixture.operator(),
                key,
                new KeyRevocationRequest(Cause.LEAKED, "", null),
                ExpectedVersion.of(1)));
    assertKind(
        Kind.STALE,
        () -> fixture.apiKeys.rename(ServiceFixture.operator(), key, "New", ExpectedVersion.of(1)));
    assertThat(fixture.status(key)).isEqualTo(KeyStatus.active());
  }

  @Test
  void storeThatLostARevocation_getsItAgain() {
    revoke(Cause.LEAKED, "", null);
    ServiceFixture other = ServiceFixture.joined();
    other.store.write(
        all -> all.insertApiKey(fixture.store.read(known -> known.findApiKey(key)).orElseThrow()));

    assertThat(other.apiKeys.get(ServiceFixture.operator().operator(), key).stateReason())
        .contains("Revoke it again");
    other.apiKeys.revoke(
        ServiceFixture.operator(), key, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY);
    assertThat(other.status(key).state()).isEqualTo(KeyStatus.State.REVOKED);
  }

  @Test
  void revocationPastTheRecords_isShownAndStays() {
    KeyClaims claims = fixture.store.read(all -> all.findApiKey(key)).orElseThrow().claims();
    fixture.revocations.revoke(
        new Revocation(Subject.of(claims.subject()), START, null, null, "by hand"));

    assertThat(fixture.apiKeys.get(ServiceFixture.operator().operator(), key).stateReason())
        .isEqualTo("Revoked: by hand.");
    assertThat(revoke(Cause.LEAKED, "", null).record().lifecycle().revocation().text())
        .isEqualTo("by hand");
  }

  @Test
  void revocationStoreAway_isShownByTheRecordsAndSaid() {
    fixture.integrations.disable(
        ServiceFixture.operator(), ServiceFixture.ORG, fixture.integration.id(), "x", ANY);
    fixture.revocationsAway = true;

    ApiKeyView view = fixture.apiKeys.get(ServiceFixture.operator().operator(), key);

    assertThat(view.state()).isEqualTo(KeyState.INTEGRATION_DISABLED);
    assertThat(view.stateReason()).contains("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leakedKey_isMarkedOnce_andRevokedIfWanted(boolean revoke) {
    ApiKeyView view = fixture.apiKeys.reportLeak(ServiceFixture.operator(), key, "GitHub", revoke);
    int events = fixture.events().size();
    fixture.clock.advance(HOUR);
    fixture.apiKeys.reportLeak(ServiceFixture.operator(), key, "GitHub", revoke);

    assertThat(view.record().lifecycle().exposedAt()).isEqualTo(START);
    assertThat(view.state() == KeyState.REVOKED).isEqualTo(revoke);
    assertThat(fixture.events()).hasSize(events);
    assertThat(fixture.events())
        .filteredOn(event -> event.action().equals("key.report-leak"))
        .singleElement()
        .satisfies(event -> assertThat(event.after()).containsEntry("reportedBy", "GitHub"));
  }

  @Test
  void importedKey_isRecordedOnce_andCanBeRevoked() {
    KeyClaims foreign =
        new KeyClaims(
            null,
            new KeyRef(ServiceFixture.ORG, "elsewhere", "k".repeat(200)),
            null,
            List.of("read"),
            null,
            null,
            null,
            null);
    fixture.genuineKeys.putAll(Map.of("h.p.signature", foreign));
    key = foreign.ref();

    ApiKeyView view = fixture.apiKeys.importKey(ServiceFixture.operator(), "h.p.signature");
    int events = fixture.events().size();
    fixture.apiKeys.importKey(ServiceFixture.operator(), "h.p.signature");

    assertThat(view.record().label().origin()).isEqualTo(Origin.IMPORTED);
    assertThat(view.record().label().name()).hasSize(80);
    assertThat(view.record().marks().lastFour()).isEqualTo("ture");
    assertThat(fixture.events()).hasSize(events);
    assertThat(new FirstSeenImporter(fixture.ports).recordKey(foreign)).isFalse();
    assertThat(revoke(Cause.LEAKED, "", null).state()).isEqualTo(KeyState.REVOKED);
  }

  @Test
  void importOfAnotherOrganizationsKey_isAsOfNone() {
    KeyClaims foreign =
        new KeyClaims(null, new KeyRef("org_b", "i", "k"), null, List.of(), null, null, null, null);
    fixture.genuineKeys.putAll(Map.of("h.p.foreign", foreign));

    String first =
        assertKind(
                Kind.INVALID,
                () -> fixture.apiKeys.importKey(ServiceFixture.operator(), "h.p.foreign"))
            .getMessage();
    String second =
        assertKind(
                Kind.INVALID,
                () -> fixture.apiKeys.importKey(ServiceFixture.operator(), "h.p.none"))
            .getMessage();

    assertThat(first).isEqualTo(second).doesNotContain("h.p");
  }

  @Test
  void firstSeenKey_isRecordedOnceWithoutMarks() {
    KeyClaims foreign =
        new KeyClaims(null, new KeyRef("org_b", "i", "k"), null, List.of(), null, null, null, null);
    FirstSeenImporter importer = new FirstSeenImporter(fixture.ports);

    assertThat(importer.recordKey(foreign)).isTrue();
    assertThat(importer.recordKey(foreign)).isFalse();

    assertThat(fixture.lastEvent().actor().name()).isEqualTo("first seen");
    assertThat(fixture.store.read(all -> all.findApiKey(foreign.ref())).orElseThrow().marks())
        .isNull();
  }
}
