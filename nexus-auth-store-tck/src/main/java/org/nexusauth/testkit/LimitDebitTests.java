package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What is granted and debited, while no window ends. */
abstract class LimitDebitTests extends LimitStoreUnderTest {
  private static final int MANY = 1_000;

  LimitDebitTests() {}

  @Test
  void tokens_areGrantedUntilTheQuotaIsUsed() throws Exception {
    SubjectId key = freshKey();

    assertGrant(7, List.of(7L), take(node(), want(key, MINUTE, 7)));
    assertGrant(3, List.of(10L), take(node(), want(key, MINUTE, 7)));
    assertGrant(0, List.of(10L), take(node(), want(key, MINUTE, 7)));
    assertGrant(10, List.of(10L), take(node(), want(freshKey(), MINUTE, 99)));
  }

  @Test
  void windows_areAllDebitedByTheSameNumber_theLeastThatOneHas() throws Exception {
    SubjectId key = freshKey();

    assertGrant(7, List.of(7L, 15L), take(node(), want(key, MINUTE_AND_HOUR, 9, 0, 8)));
    assertGrant(0, List.of(7L, 15L), take(node(), want(key, MINUTE_AND_HOUR, 1)));

    SubjectId other = freshKey();
    assertGrant(10, List.of(10L, 10L), take(node(), want(other, MINUTE_AND_HOUR, 11)));
  }

  @Test
  void plan_ofFourPolicies_isDebitedInAllOfThem() throws Exception {
    LimitPlan four = LimitPlan.parse("four", "10/minute,20/hour,30/day,40/P31D");
    SubjectId key = freshKey();

    assertGrant(5, List.of(10L, 13L, 14L, 15L), take(node(), want(key, four, 8, 5, 8, 9, 10)));
    assertGrant(0, List.of(10L, 13L, 14L, 15L), take(node(), want(key, four, 8)));
  }

  @Test
  void want_of_noTokensTellsWhatIsUsed() throws Exception {
    SubjectId key = freshKey();

    assertGrant(0, List.of(0L, 0L), take(node(), want(key, MINUTE_AND_HOUR, 0)));
    take(node(), want(key, MINUTE_AND_HOUR, 4));
    assertGrant(0, List.of(4L, 4L), take(node(), want(key, MINUTE_AND_HOUR, 0)));
    assertGrant(0, List.of(4L, 4L), take(node(), want(key, MINUTE_AND_HOUR, 0)));
  }

  @Test
  void spentTokens_areDebitedFirst_evenBeyondTheQuota() throws Exception {
    SubjectId key = freshKey();

    assertGrant(8, List.of(10L, 11L), take(node(), want(key, MINUTE_AND_HOUR, 9, 2, 3)));
    assertGrant(0, List.of(80L, 91L), take(node(), want(key, MINUTE_AND_HOUR, 1, 70, 80)));
    assertGrant(0, List.of(80L, 92L), take(node(), want(key, MINUTE_AND_HOUR, 0, 0, 1)));
  }

  @Test
  void largeNumbers_areCounted() throws Exception {
    LimitPlan large = LimitPlan.parse("large", LimitPolicy.MAX_QUOTA + "/day");
    SubjectId key = freshKey();
    int max = Integer.MAX_VALUE;

    assertGrant(
        LimitPolicy.MAX_QUOTA - 1,
        List.of((long) LimitPolicy.MAX_QUOTA),
        take(node(), want(key, large, max, 1)));
    assertGrant(
        0, List.of(LimitPolicy.MAX_QUOTA + (long) max), take(node(), want(key, large, max, max)));
    assertGrant(
        0, List.of(LimitPolicy.MAX_QUOTA + 2L * max), take(node(), want(key, large, max, max)));
  }

  @Test
  void plan_withoutPolicies_grantsWhatIsWanted() throws Exception {
    LimitPlan unlimited = LimitPlan.parse("free", LimitPlan.UNLIMITED);

    assertGrant(1_000_000, List.of(), take(node(), want(freshKey(), unlimited, 1_000_000)));
  }

  @Test
  void batch_isGrantedInItsOrder_aKeyThatIsInItTwiceToo() throws Exception {
    SubjectId one = freshKey();
    SubjectId two = freshKey();
    List<Want> wants =
        List.of(
            want(one, MINUTE, 6),
            want(two, MINUTE_AND_HOUR, 1),
            want(one, MINUTE, 6),
            want(one, MINUTE, 6));

    List<Grant> grants = node().take(wants);

    assertEquals(4, grants.size());
    assertGrant(6, List.of(6L), grants.get(0));
    assertGrant(1, List.of(1L, 1L), grants.get(1));
    assertGrant(4, List.of(10L), grants.get(2));
    assertGrant(0, List.of(10L), grants.get(3));
  }

  @Test
  void batch_ofNothing_returnsNothing() throws Exception {
    assertEquals(List.of(), node().take(List.of()));
    node().giveBack(List.of());
  }

  @Test
  void batch_ofAThousandKeys_isGrantedInItsOrder() throws Exception {
    Instant now = readTime();
    List<Want> wants =
        IntStream.range(0, MANY)
            .mapToObj(i -> want(newKey(now), MINUTE_AND_HOUR, i % 13, i % 5, i % 3))
            .toList();

    List<Grant> grants = node().take(wants);

    assertEquals(MANY, grants.size());
    for (int i = 0; i < MANY; i++) {
      int tokens = Math.min(i % 13, 10 - i % 5);
      assertConsistent(wants.get(i), grants.get(i));
      assertGrant(tokens, List.of((long) tokens + i % 5, (long) tokens + i % 3), grants.get(i));
    }
  }

  @Test
  void ids_ofAnyBits_areKeysOfTheirOwn() throws Exception {
    long mark = freshKey().low();
    List<SubjectId> keys = new ArrayList<>();
    for (long bits : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, mark}) {
      for (Subject.Kind kind : Subject.Kind.values()) {
        keys.add(new SubjectId(kind, mark, mark ^ bits));
      }
    }
    for (long bits : new long[] {1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53}) {
      keys.add(new SubjectId(Subject.Kind.KEY, mark ^ bits, mark));
      keys.add(new SubjectId(Subject.Kind.KEY, bits, mark));
    }
    LimitPlan month = LimitPlan.parse("month", "1000/P31D");

    for (int i = 0; i < keys.size(); i++) {
      assertGrant(i + 1, List.of(i + 1L), take(node(), want(keys.get(i), month, i + 1)));
    }
  }

  @Test
  void changedQuota_keepsWhatIsUsed() throws Exception {
    SubjectId key = freshKey();
    take(node(), want(key, MINUTE, 7));

    assertGrant(0, List.of(7L), take(node(), want(key, LimitPlan.parse("low", "5/minute"), 1)));
    LimitPlan high = LimitPlan.parse("high", "20/PT60S");
    assertGrant(13, List.of(20L), take(node(), want(key, high, 20)));
    assertGrant(0, List.of(20L), take(node(), want(key, MINUTE, 1)));
  }

  @Test
  void addedAndRemovedPolicies_keepWhatIsUsedOfTheOthers() throws Exception {
    SubjectId key = freshKey();
    take(node(), want(key, MINUTE, 7));

    assertGrant(2, List.of(9L, 2L), take(node(), want(key, MINUTE_AND_HOUR, 2)));
    LimitPlan hour = LimitPlan.parse("hour", "15/hour");
    assertGrant(3, List.of(5L), take(node(), want(key, hour, 3)));
    assertGrant(1, List.of(10L, 6L), take(node(), want(key, MINUTE_AND_HOUR, 5)));
  }
}
