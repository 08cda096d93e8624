package org.nexusauth.management.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.management.signing.SigningKeyFixture.ADMIN;
import static org.nexusauth.management.signing.SigningKeyFixture.CONTEXT;
import static org.nexusauth.management.signing.SigningKeyFixture.ISSUER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;

class SigningKeysTest {
  private static final ExpectedVersion ANY = ExpectedVersion.ANY;

  private final SigningKeyFixture fixture = new SigningKeyFixture();
  private final SigningKeys keys = fixture.keys;

  private static ManagementException failure(Callable<?> work) {
    try {
      work.call();
    } catch (ManagementException e) {
      return e;
    } catch (Exception e) {
      throw new AssertionError("another exception", e);
    }
    throw new AssertionError("no exception");
  }

  /** What an action makes of each state; {@code -} is a conflict. */
  static Stream<Arguments> transitions() {
    return Stream.of(
            "NEXT activate SIGNING",
            "SIGNING activate -",
            "VERIFY_ONLY activate -",
            "RETIRED activate -",
            "REVOKED activate -",
            "NEXT rollBack -",
            "SIGNING rollBack -",
            "VERIFY_ONLY rollBack SIGNING",
            "RETIRED rollBack -",
            "REVOKED rollBack -",
            "NEXT retire RETIRED",
            "SIGNING retire -",
            "VERIFY_ONLY retire RETIRED",
            "RETIRED retire -",
            "REVOKED retire -",
            "NEXT revoke REVOKED",
            "SIGNING revoke REVOKED",
            "VERIFY_ONLY revoke REVOKED",
            "RETIRED revoke REVOKED",
            "REVOKED revoke -")
        .map(line -> argumentSet(line, (Object[]) line.split(" ")));
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void action_inEachState_leadsWhereTheTableSays(String from, String action, String to) {
    SigningKeyView before = fixture.make("key", SigningKeyState.valueOf(from));
    int events = fixture.events().size();
    fixture.clock.advance(Duration.ofHours(1));
    Callable<SigningKeyView> work = () -> act(action, ANY);

    if (to.equals("-")) {
      ManagementException conflict = failure(work);
      assertThat(conflict.kind()).isEqualTo(Kind.CONFLICT);
      assertThat(conflict).hasMessageContaining("signing key key").hasMessageEndingWith(".");
      assertThat(fixture.view("key")).isEqualTo(before);
      assertThat(fixture.events()).hasSize(events);
    } else {
      SigningKeyView after = act(action, ANY);
      assertThat(after.state()).isEqualTo(SigningKeyState.valueOf(to));
      assertThat(after.version()).isEqualTo(before.version() + 1);
      assertThat(after.changedAt()).isEqualTo(fixture.clock.instant());
      assertThat(after).isEqualTo(fixture.view("key"));
      assertThat(fixture.events().get(fixture.events().size() - 1).action())
          .isEqualTo("signing-key." + action.toLowerCase(Locale.ROOT));
    }
    assertThat(fixture.count(SigningKeyState.SIGNING)).isLessThanOrEqualTo(1);
  }

  private SigningKeyView act(String action, ExpectedVersion version) {
    return switch (action) {
      case "activate" -> keys.activate(CONTEXT, "key", false, version);
      case "rollBack" -> keys.rollBack(CONTEXT, "key", version);
      case "retire" -> keys.retire(CONTEXT, "key", 0, version);
      case "revoke" -> keys.revoke(CONTEXT, "key", "stolen", version);
      default -> throw new AssertionError(action);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"activate", "retire", "revoke"})
  void change_ofAnotherVersion_isStale(String action) {
    SigningKeyView next = fixture.make("key", SigningKeyState.NEXT);

    ManagementException stale = failure(() -> act(action, ExpectedVersion.of(next.version() + 1)));

    assertThat(stale.kind()).isEqualTo(Kind.STALE);
    assertThat(fixture.view("key")).isEqualTo(next);
    act(action, ExpectedVersion.of(next.version()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"activate", "rollBack", "retire", "revoke"})
  void key_thatIsNotThere_isNotFound(String action) {
    assertThat(failure(() -> act(action, ANY)).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"VIEWER", "OPERATOR"})
  void operator_whoIsNoAdmin_seesAndChangesNothing(Role role) {
    fixture.make("key", SigningKeyState.NEXT);
    int events = fixture.events().size();
    var context = SigningKeyFixture.contextOf(role);
    Operator operator = context.operator();

    Stream.<Callable<?>>of(
            () -> keys.list(operator),
            () -> keys.prepareNext(context, null),
            () -> keys.importNext(context, SigningKey.generate("other")),
            () -> keys.activate(context, "key", true, ANY),
            () -> keys.rollBack(context, "key", ANY),
            () -> keys.retire(context, "key", 0, ANY),
            () -> keys.revoke(context, "key", "stolen", ANY),
            () -> keys.reencrypt(context))
        .forEach(work -> assertThat(failure(work).kind()).isEqualTo(Kind.FORBIDDEN));
    assertThat(fixture.events()).hasSize(events);
  }

  @Test
  void firstKey_signsImmediately() {
    SigningKeyView first = keys.prepareNext(CONTEXT, null);

    assertThat(first.state()).isEqualTo(SigningKeyState.NEXT);
    assertThat(first.signsFrom()).isEqualTo(first.createdAt());
    assertThat(first.keyId()).matches("2026-11-30-[0-9a-f]{8}");
    assertThat(keys.activate(CONTEXT, first.keyId(), false, ANY).state())
        .isEqualTo(SigningKeyState.SIGNING);
    assertThat(keys.currentKey().keyId()).isEqualTo(first.keyId());
  }

  @Test
  void laterKey_signsOnceAllVerifiersHaveReadIt_orWhenItIsForced() {
    fixture.make("one", SigningKeyState.SIGNING);
    SigningKeyView next = fixture.make("two", SigningKeyState.NEXT);
    Instant signsFrom = fixture.clock.instant().plus(Duration.ofSeconds(330));
    assertThat(next.signsFrom()).isEqualTo(signsFrom);

    fixture.clock.advance(Duration.ofSeconds(330).minusMillis(1));
    ManagementException early = failure(() -> keys.activate(CONTEXT, "two", false, ANY));
    assertThat(early.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(early).hasMessageContaining(signsFrom.toString());

    fixture.clock.advance(Duration.ofMillis(1));
    SigningKeyView signing = keys.activate(CONTEXT, "two", false, ANY);
    assertThat(signing.state()).isEqualTo(SigningKeyState.SIGNING);
    assertThat(signing.signsFrom()).isNull();
    assertThat(fixture.view("one").state()).isEqualTo(SigningKeyState.VERIFY_ONLY);
    fixture.make("three", SigningKeyState.NEXT);
    keys.activate(CONTEXT, "three", true, ANY);
    assertThat(fixture.events().get(fixture.events().size() - 1).after())
        .containsEntry("forced", "true");
    assertThat(keys.currentKey().keyId()).isEqualTo("three");
  }

  @Test
  void rolledBackKeys_swap_untilOneIsRetired() {
    fixture.make("one", SigningKeyState.SIGNING);
    fixture.make("two", SigningKeyState.SIGNING);

    keys.rollBack(CONTEXT, "one", ANY);
    assertThat(keys.currentKey().keyId()).isEqualTo("one");
    keys.rollBack(CONTEXT, "two", ANY);
    assertThat(keys.currentKey().keyId()).isEqualTo("two");

    keys.retire(CONTEXT, "one", 0, ANY);
    assertThat(failure(() -> keys.rollBack(CONTEXT, "one", ANY)).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void secondNextKey_isAConflict_andAnIdIsUsedOnce() {
    fixture.make("one", SigningKeyState.NEXT);

    assertThat(failure(() -> keys.prepareNext(CONTEXT, "two")))
        .hasMessageContaining("one is next already");
    keys.retire(CONTEXT, "one", 0, ANY);
    assertThat(failure(() -> keys.prepareNext(CONTEXT, "one")))
        .hasMessageContaining("There is or was a signing key with the id one");
    keys.prepareNext(CONTEXT, "two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "\ud800"})
  void unfitKeyId_isInvalid(String keyId) {
    ManagementException invalid = failure(() -> keys.prepareNext(CONTEXT, keyId));

    assertThat(invalid.kind()).isEqualTo(Kind.INVALID);
    assertThat(invalid.fieldErrors()).extracting("field").containsExactly("keyId");
    assertThat(failure(() -> keys.prepareNext(CONTEXT, "x".repeat(256))).kind())
        .isEqualTo(Kind.INVALID);
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningAlgorithm.class,
      names = {"RS256", "PS256", "ES256", "EDDSA"})
  void importedKey_signs(SigningAlgorithm algorithm) {
    SigningKey imported = SigningKey.generate(algorithm, "imported");

    SigningKeyView next = keys.importNext(CONTEXT, imported);
    keys.activate(CONTEXT, "imported", false, ANY);

    assertThat(next.algorithm()).isEqualTo(algorithm.headerName());
    assertThat(keys.currentKey().publicJwk()).isEqualTo(imported.publicJwk());
    assertThat(keys.currentKey().exportPrivateJwk()).isEqualTo(imported.exportPrivateJwk());
  }

  @Test
  void importedSecret_isInvalid() {
    SigningKey secret = SigningKey.generate(SigningAlgorithm.HS256, "hs");

    assertThat(failure(() -> keys.importNext(CONTEXT, secret)).kind()).isEqualTo(Kind.INVALID);
    assertThat(keys.list(ADMIN)).isEmpty();
  }

  @Test
  void revokedKey_isRevokedInTheStore_andLosesItsPrivatePart() {
    fixture.make("key", SigningKeyState.SIGNING);
    KeySubject apiKey =
        KeySubject.builder("k", "int_1", "org_1")
            .issuer(ISSUER)
            .signingKeyId("key")
            .issuedAt(fixture.clock.instant())
            .build();
    assertThat(fixture.revocations.statusOf(apiKey)).isEqualTo(KeyStatus.active());

    keys.revoke(CONTEXT, "key", "stolen from a laptop", ANY);

    assertThat(fixture.revocations.statusOf(apiKey))
        .isEqualTo(KeyStatus.revoked("stolen from a laptop"));
    assertThat(fixture.record("key").sealedPrivateKey()).isNull();
    assertThat(failure(keys::currentKey))
        .hasMessageContaining("signing-key prepare")
        .extracting(ManagementException::kind)
        .isEqualTo(Kind.CONFLICT);
    assertThat(keys.publishedKeys()).isEqualTo("{\"keys\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "eyJhbGciOiJSUzI1NiIsImtpZCI6IjIwMjYifQ.e30.AA"})
  void unfitReason_isInvalid(String reason) {
    fixture.make("key", SigningKeyState.SIGNING);

    ManagementException invalid = failure(() -> keys.revoke(CONTEXT, "key", reason, ANY));
    assertThat(invalid.kind()).isEqualTo(Kind.INVALID);
    assertThat(invalid.fieldErrors()).extracting("field").containsExactly("reason");
    assertThat(failure(() -> keys.revoke(CONTEXT, "key", "x".repeat(201), ANY)).kind())
        .isEqualTo(Kind.INVALID);
    keys.revoke(CONTEXT, "key", "x".repeat(200), ANY);
  }

  @Test
  void publishedKeys_areTheSameTextWhateverStateTheyAreIn() {
    fixture.make("b", SigningKeyState.SIGNING);
    fixture.make("a", SigningKeyState.NEXT);
    String before = keys.publishedKeys();

    keys.activate(CONTEXT, "a", true, ANY);
    assertThat(keys.publishedKeys()).isEqualTo(before);
    keys.rollBack(CONTEXT, "b", ANY);
    assertThat(keys.publishedKeys()).isEqualTo(before);
    assertThat(before)
        .startsWith("{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\",\"use\":\"sig\",\"alg\":\"ES256\",")
        .contains("\"kid\":\"b\"")
        .doesNotContain("\"d\":", "\"p\":", "\"q\":", "\"dp\":", "\"dq\":", "\"qi\":");

    keys.retire(CONTEXT, "a", 0, ANY);
    assertThat(keys.publishedKeys()).doesNotContain("\"kid\":\"a\"").contains("\"kid\":\"b\"");
  }

  @Test
  void nodesThatRace_leaveOneSigningKeyAndOneNextKey() throws Exception {
    fixture.make("one", SigningKeyState.SIGNING);
    fixture.make("two", SigningKeyState.NEXT);
    SigningKey other = SigningKey.generate("three");
    List<Callable<SigningKeyView>> works = new ArrayList<>();
    for (int node = 0; node < 8; node++) {
      SigningKeys service = fixture.service(SigningKeyFixture.SECRET);
      works.add(() -> service.activate(CONTEXT, "two", true, ANY));
      works.add(() -> service.importNext(CONTEXT, other));
      works.add(() -> service.rollBack(CONTEXT, "one", ANY));
    }

    ExecutorService nodes = Executors.newFixedThreadPool(8);
    try {
      for (Future<SigningKeyView> done : nodes.invokeAll(works)) {
        try {
          done.get();
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(ManagementException.class);
          assertThat(((ManagementException) e.getCause()).kind()).isEqualTo(Kind.CONFLICT);
        }
      }
    } finally {
      nodes.shutdownNow();
    }
    assertThat(fixture.count(SigningKeyState.SIGNING)).isEqualTo(1);
    assertThat(fixture.count(SigningKeyState.NEXT)).isLessThanOrEqualTo(1);
    assertThat(fixture.view("two").state()).isNotEqualTo(SigningKeyState.NEXT);
    assertThat(keys.currentKey()).isNotNull();
  }

  @Test
  void renewedSecret_takesOverAllPrivateParts() {
    fixture.make("one", SigningKeyState.SIGNING);
    fixture.make("two", SigningKeyState.NEXT);
    String newSecret = "the-new-secret-of-these-tests-too";
    SigningKeys renewing = fixture.service(newSecret + "," + SigningKeyFixture.SECRET);
    SigningKeys renewed = fixture.service(newSecret);
    assertThat(renewing.currentKey().keyId()).isEqualTo("one");
    int events = fixture.events().size();

    assertThat(renewing.reencrypt(CONTEXT)).isEqualTo(2);
    assertThat(renewing.reencrypt(CONTEXT)).isZero();

    assertThat(fixture.events()).hasSize(events + 2);
    assertThat(fixture.events().get(events).action()).isEqualTo("signing-key.reencrypt");
    assertThat(renewed.currentKey().keyId()).isEqualTo("one");
    renewed.activate(CONTEXT, "two", true, ANY);
    assertThat(renewed.currentKey().keyId()).isEqualTo("two");
    assertThat(failure(keys::currentKey)).hasMessageContaining("nexus.auth.management.secret");
  }

  @Test
  void retiring_saysHowManyKeysItEnds_andDoesItWhenThatIsAccepted() {
    fixture.make("one", SigningKeyState.VERIFY_ONLY);
    fixture.insertApiKey("k1", "one", Duration.ofDays(1));
    fixture.insertApiKey("k2", "one", Duration.ofDays(2));
    fixture.insertApiKey("k3", "one-successor", Duration.ofDays(2));
    assertThat(fixture.view("one").unexpiredKeys()).isEqualTo(2);

    ManagementException refused = failure(() -> keys.retire(CONTEXT, "one", 1, ANY));
    assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refused).hasMessageContaining("would end 2 unexpired keys");

    fixture.clock.advance(Duration.ofDays(1));
    assertThat(keys.retire(CONTEXT, "one", 1, ANY).state()).isEqualTo(SigningKeyState.RETIRED);
    assertThat(fixture.events().get(fixture.events().size() - 1).after())
        .containsEntry("unexpiredKeys", "1");
    assertThat(fixture.record("one").sealedPrivateKey()).isNull();
  }

  @Test
  void privatePart_isInNoResultMessageOrEvent() {
    LoggedText log = LoggedText.record();
    try (log) {
      SigningKey imported = SigningKey.generate("key");
      String exported = imported.exportPrivateJwk();
      List<Object> seen = new ArrayList<>();
      seen.add(keys.importNext(CONTEXT, imported));
      seen.add(keys.activate(CONTEXT, "key", false, ANY));
      seen.add(failure(() -> keys.importNext(CONTEXT, imported)).toString());
      seen.add(failure(fixture.service("another-secret-of-these-tests-too")::currentKey));
      seen.add(keys.list(ADMIN));
      seen.add(keys.currentKey());
      seen.add(keys.publishedKeys());
      seen.add(fixture.record("key"));
      seen.add(fixture.service(SigningKeyFixture.SECRET + ",a-former-secret-of-these-tests-is-it"));
      keys.revoke(CONTEXT, "key", "stolen", ANY);
      seen.add(fixture.events());
      seen.add(log.text());

      String text = seen.toString();
      assertThat(PrivateParts.of(exported)).hasSize(6).noneMatch(text::contains);
      assertThat(text).doesNotContain(SigningKeyFixture.SECRET);
    }
  }

  @Test
  void missingSecret_isNamed_andNothingIsMade() {
    SigningKeys without =
        new SigningKeys(
            fixture.ports, new SigningSettings(ISSUER, SigningKeyFixture.REFRESH, null));

    ManagementException missing = failure(() -> without.prepareNext(CONTEXT, null));
    assertThat(missing.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(missing)
        .hasMessageContaining("nexus.auth.management.secret")
        .hasMessageContaining("docs/signing-keys.md");
    fixture.make("key", SigningKeyState.SIGNING);
    assertThat(without.publishedKeys()).contains("\"kid\":\"key\"");
    assertThat(failure(without::currentKey)).hasMessage(missing.getMessage());
  }

  @Test
  void wrongSecret_isNamed_andNothingSigns() {
    fixture.make("key", SigningKeyState.SIGNING);
    fixture.make("two", SigningKeyState.NEXT);
    SigningKeys wrong = fixture.service("another-secret-of-these-tests-too");

    Stream.<Callable<?>>of(
            wrong::currentKey,
            () -> wrong.activate(CONTEXT, "two", true, ANY),
            () -> wrong.reencrypt(CONTEXT))
        .forEach(
            work ->
                assertThat(failure(work))
                    .hasMessageContaining("nexus.auth.management.secret")
                    .hasMessageContaining("The secret is lost")
                    .hasNoCause()
                    .extracting(ManagementException::kind)
                    .isEqualTo(Kind.UNAVAILABLE));
    assertThat(keys.currentKey().keyId()).isEqualTo("key");
  }
}
