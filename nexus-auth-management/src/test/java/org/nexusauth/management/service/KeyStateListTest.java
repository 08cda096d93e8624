package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;
import static org.nexusauth.management.service.ServiceFixture.START;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** Lists of keys in one state agree with the state that is shown of each key. */
class KeyStateListTest {
  private final ServiceFixture fixture = ServiceFixture.separate();

  private ResultPage<ApiKeyView> list(
      @Nullable KeyState state, int limit, @Nullable String cursor) {
    ApiKeyQuery query =
        new ApiKeyQuery(ORG, null, null, state, null, null, null, fixture.ports.now());
    return fixture.apiKeys.list(
        ServiceFixture.operatorOf(Role.VIEWER, ORG), query, new PageRequest(limit, cursor));
  }

  private List<String> idsIn(@Nullable KeyState state, int limit) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      ResultPage<ApiKeyView> page = list(state, limit, cursor);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      page.items().forEach(key -> ids.add(key.record().ref().keyId()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return ids;
  }

  private KeyClaims generateKey() {
    return fixture.generate().record().claims();
  }

  static Stream<Subject.Kind> sharedSubjects() {
    return Stream.of(Subject.Kind.values());
  }

  private static Subject subjectOf(KeyClaims key, Subject.Kind kind) {
    return key.subject().subjects().stream()
        .filter(subject -> subject.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private void revoke(Subject subject, @Nullable Instant issuedBefore) {
    fixture.revocations.revoke(
        new Revocation(subject, fixture.clock.instant(), issuedBefore, null, "by hand"));
  }

  @ParameterizedTest
  @MethodSource("sharedSubjects")
  void subjectRevokedInTheStore_itsKeysAreListedAsRevoked(Subject.Kind kind) {
    KeyClaims key = generateKey();
    assertThat(idsIn(KeyState.REVOKED, 10)).isEmpty();

    revoke(subjectOf(key, kind), null);

    assertThat(idsIn(KeyState.REVOKED, 10)).containsExactly(key.ref().keyId());
    assertThat(idsIn(KeyState.ACTIVE, 10)).isEmpty();
  }

  @Test
  void revocationOfOlderKeys_leavesNewerOnesActive() {
    KeyClaims old = generateKey();
    fixture.clock.advance(Duration.ofMinutes(2));
    KeyClaims fresh = generateKey();

    revoke(subjectOf(old, Subject.Kind.ORGANIZATION), START.plus(Duration.ofMinutes(1)));

    assertThat(idsIn(KeyState.REVOKED, 10)).containsExactly(old.ref().keyId());
    assertThat(idsIn(KeyState.ACTIVE, 10)).containsExactly(fresh.ref().keyId());
  }

  @Test
  void keyRevokedHere_isListedOnce() {
    KeyRef key = generateKey().ref();
    fixture.apiKeys.revoke(
        ServiceFixture.operator(), key, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY);

    assertThat(idsIn(KeyState.REVOKED, 10)).containsExactly(key.keyId());
  }

  @Test
  void pages_ofOneState_haveEachKeyOnceAndEndWithTheLast() {
    List<String> revoked = new ArrayList<>();
    for (int n = 0; n < 9; n++) {
      KeyClaims key = generateKey();
      fixture.clock.advance(Duration.ofSeconds(1));
      if (n % 2 == 0) {
        revoke(subjectOf(key, Subject.Kind.KEY), null);
        revoked.add(0, key.ref().keyId());
      }
    }

    assertThat(idsIn(KeyState.REVOKED, 2)).isEqualTo(revoked);
    assertThat(list(KeyState.REVOKED, 5, null).nextCursor()).isNull();
    assertThat(list(KeyState.REVOKED, 4, null).nextCursor()).isNotNull();
  }

  @Test
  void rareState_isSearchedInBoundedSteps() {
    KeyClaims oldest = generateKey();
    revoke(subjectOf(oldest, Subject.Kind.KEY), null);
    fixture.store.write(
        all -> {
          for (int n = 0; n < 2_000; n++) {
            all.insertApiKey(newerRecord("newer-" + n));
          }
          return true;
        });

    ResultPage<ApiKeyView> first = list(KeyState.REVOKED, 10, null);

    assertThat(first.items()).isEmpty();
    assertThat(first.nextCursor()).isNotNull();
    assertThat(list(KeyState.REVOKED, 10, first.nextCursor()).items()).hasSize(1);
  }

  private ApiKeyRecord newerRecord(String id) {
    KeyClaims claims =
        new KeyClaims(null, fixture.ref(id), null, List.of(), null, null, null, null);
    KeyLabel label =
        new KeyLabel(id, Environment.PRODUCTION, Origin.IMPORTED, "test", START.plusSeconds(1));
    return new ApiKeyRecord(claims, label, null, new KeyLifecycle(null, null, null, null), 1);
  }

  @ParameterizedTest
  @EnumSource(KeyState.class)
  void eachState_listsTheKeysThatAreShownInIt(KeyState state) {
    generateKey();
    fixture.apiKeys.revoke(
        ServiceFixture.operator(),
        generateKey().ref(),
        new KeyRevocationRequest(Cause.LEAKED, "", null),
        ANY);
    fixture.clock.advance(Duration.ofDays(80));
    KeyClaims young = generateKey();
    for (int days : new int[] {0, 9, 11}) {
      fixture.clock.advance(Duration.ofDays(days));
      List<String> shown =
          list(null, 10, null).items().stream()
              .filter(key -> key.state() == state)
              .map(key -> key.record().ref().keyId())
              .toList();

      assertThat(idsIn(state, 10)).as("after %s days", days).isEqualTo(shown);
    }
    assertThat(idsIn(KeyState.ACTIVE, 10)).contains(young.ref().keyId());
  }

  @Test
  void revocationStoreAway_theRecordsDecide() {
    KeyRef key = generateKey().ref();
    fixture.revocationsAway = true;

    assertThat(list(KeyState.ACTIVE, 10, null).items())
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.record().ref()).isEqualTo(key);
              assertThat(view.stateReason()).contains("cannot be reached");
            });
  }
}
