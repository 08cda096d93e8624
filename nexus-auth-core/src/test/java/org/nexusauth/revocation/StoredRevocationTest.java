package org.nexusauth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.TestClock;

/** What a revocation leaves to another one, and what a store keeps of both. */
final class StoredRevocationTest {
  private static final Instant NOW = TestClock.NOW;
  private static final Instant SOON = NOW.plusSeconds(60);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final KeySubject KEY =
      KeySubject.builder("key_1", "int_1", "org_1").issuedAt(NOW.minusSeconds(9)).build();

  private static Revocation from(
      Instant effectiveAt, @Nullable Instant issuedBefore, @Nullable Instant until, String reason) {
    return new Revocation(Subject.integration("int_1"), effectiveAt, issuedBefore, until, reason);
  }

  private static Revocation from(Instant effectiveAt, @Nullable Instant until, String reason) {
    return from(effectiveAt, null, until, reason);
  }

  private static StoredRevocation stored(Revocation revocation, boolean immediate) {
    return new StoredRevocation(revocation, immediate);
  }

  static Stream<Arguments> pairs() {
    Instant early = NOW.minusSeconds(60);
    return Stream.of(
        argumentSet("the same", from(NOW, null, "a"), from(NOW, null, "b"), true),
        argumentSet("earlier", from(early, null, "a"), from(NOW, null, "b"), true),
        argumentSet("later", from(NOW, null, "a"), from(early, null, "b"), false),
        argumentSet("whole", from(NOW, null, "a"), from(NOW, NOW, null, "b"), true),
        argumentSet("a part", from(NOW, NOW, null, "a"), from(NOW, null, "b"), false),
        argumentSet("more", from(NOW, NOW, null, "a"), from(NOW, early, null, "b"), true),
        argumentSet("less", from(NOW, early, null, "a"), from(NOW, NOW, null, "b"), false),
        argumentSet("for ever", from(NOW, null, "a"), from(NOW, SOON, "b"), true),
        argumentSet("not for ever", from(NOW, SOON, "a"), from(NOW, null, "b"), false),
        argumentSet("as long", from(NOW, SOON, "a"), from(NOW, SOON, "b"), true),
        argumentSet("longer", from(NOW, SOON, "a"), from(NOW, NOW, "b"), true),
        argumentSet("shorter", from(NOW, NOW, "a"), from(NOW, SOON, "b"), false));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void one_coversAnotherWhenItRefusesAsMuchNoLaterAndIsKeptAsLong(
      Revocation one, Revocation other, boolean covers) {
    assertThat(one.covers(other)).isEqualTo(covers);
  }

  @Test
  void moment_thatHasComeForTheWriter_isAtOnceAndALaterOneIsNot() {
    Revocation revocation = from(NOW, null, "leaked");

    assertThat(StoredRevocation.of(revocation, NOW).immediate()).isTrue();
    assertThat(StoredRevocation.of(revocation, NOW.plusNanos(1)).immediate()).isTrue();
    assertThat(StoredRevocation.of(revocation, NOW.minusNanos(1)).immediate()).isFalse();
  }

  @Test
  void at_once_meetsAKeyWhateverTheClockOfTheReaderAndAComingOneByIt() {
    Instant slow = NOW.minus(FIVE_MINUTES);
    Revocation revocation = from(NOW, null, "leaked");

    assertThat(stored(revocation, true).appliesTo(KEY, slow)).isTrue();
    assertThat(stored(revocation, true).appliesTo(KEY, NOW)).isTrue();
    assertThat(stored(revocation, false).appliesTo(KEY, slow)).isFalse();
    assertThat(stored(revocation, false).appliesTo(KEY, NOW)).isTrue();
    Instant issued = KEY.issuedAt();
    assertThat(stored(from(NOW, issued, null, "old"), true).appliesTo(KEY, slow)).isTrue();
    assertThat(stored(from(NOW, issued.minusMillis(1), null, "old"), true).appliesTo(KEY, slow))
        .isFalse();
  }

  static Stream<Arguments> additions() {
    Instant fast = NOW.plus(FIVE_MINUTES);
    return Stream.of(
        argumentSet(
            "again: the first",
            stored(from(NOW, null, "first"), true),
            stored(from(SOON, null, "second"), true),
            stored(from(NOW, null, "first"), true)),
        argumentSet(
            "again, on a node whose clock is behind: the first",
            stored(from(fast, null, "first"), true),
            stored(from(NOW, null, "second"), true),
            stored(from(fast, null, "first"), true)),
        argumentSet(
            "at once after a coming one: at once",
            stored(from(SOON, null, "planned"), false),
            stored(from(NOW, null, "leaked"), true),
            stored(from(NOW, null, "leaked"), true)),
        argumentSet(
            "at once, when the coming one is due by this clock only: the first, at once",
            stored(from(SOON, NOW, "planned"), false),
            stored(from(fast, null, "leaked"), true),
            stored(from(SOON, null, "planned"), true)),
        argumentSet(
            "coming after at once: the first",
            stored(from(fast, null, "first"), true),
            stored(from(SOON, null, "planned"), false),
            stored(from(fast, null, "first"), true)),
        argumentSet(
            "put off: the first",
            stored(from(SOON, null, "planned"), false),
            stored(from(fast, null, "later"), false),
            stored(from(SOON, null, "planned"), false)),
        argumentSet(
            "kept for ever: the first, for ever",
            stored(from(fast, SOON, "first"), true),
            stored(from(NOW, null, "second"), true),
            stored(from(fast, null, "first"), true)),
        argumentSet(
            "kept longer, though it is to meet less",
            stored(from(NOW, NOW, SOON, "first"), true),
            stored(from(NOW, NOW.minusSeconds(9), fast, "second"), true),
            stored(from(NOW, NOW, fast, "first"), true)),
        argumentSet(
            "kept less long: the first",
            stored(from(NOW, fast, "first"), true),
            stored(from(NOW, SOON, "second"), true),
            stored(from(NOW, fast, "first"), true)),
        argumentSet(
            "meets more: the added one",
            stored(from(NOW, NOW, null, "part"), true),
            stored(from(NOW, SOON, "whole"), true),
            stored(from(NOW, SOON, "whole"), true)));
  }

  @ParameterizedTest
  @MethodSource("additions")
  void addedOne_isAnsweredWithWhatIsInForceThen(
      StoredRevocation known, StoredRevocation added, StoredRevocation inForce) {
    assertThat(added.mergedWith(List.of(known))).isEqualTo(inForce);
    assertThat(added.mergedWith(List.of(known, inForce))).as("again").isEqualTo(inForce);
  }

  @Test
  void first_ofASubject_isInForceAsItIs() {
    StoredRevocation first = stored(from(NOW, null, "first"), true);

    assertThat(first.mergedWith(List.of())).isSameAs(first);
  }

  @Test
  void one_thatIsToBeKeptBriefly_isAnsweredWithWhatIsKeptLongest() {
    StoredRevocation brief = stored(from(NOW, SOON, "first"), true);
    StoredRevocation longer = stored(from(NOW, null, "first"), true);
    StoredRevocation added = stored(from(NOW, NOW, "again"), true);

    assertThat(added.mergedWith(List.of(brief, longer))).isEqualTo(longer);
    assertThat(added.mergedWith(List.of(longer, brief))).isEqualTo(longer);
  }

  @Test
  void one_thatIsCoveredByAnotherOne_lengthensNone() {
    StoredRevocation brief = stored(from(NOW, NOW, SOON, "part"), true);
    StoredRevocation whole = stored(from(NOW, null, "whole"), true);

    assertThat(stored(from(NOW, NOW, null, "again"), true).mergedWith(List.of(brief, whole)))
        .isEqualTo(whole);
  }
}
