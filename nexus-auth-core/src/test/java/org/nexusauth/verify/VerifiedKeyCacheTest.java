package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.VerificationKey;
import org.nexusauth.jwk.internal.VerificationKeySet;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.Verified;

/** Keys that verified before are known by their whole text, and by nothing less. */
class VerifiedKeyCacheTest {
  private static final Signer SIGNER = Signer.of("RS256");

  private final VerifiedKeyCache cache = new VerifiedKeyCache(100);
  private final VerificationKey signedWith = signedWith();
  private final Verified verified = verified();

  private static VerificationKey signedWith() {
    try {
      return VerificationKeySet.read(Signer.jwks(SIGNER), null).findById("rs256");
    } catch (UnusableKeyException e) {
      throw new AssertionError(e);
    }
  }

  private static Verified verified() {
    return new Verified(Verifiers.verified(Verifiers.trusting(SIGNER), KeyMaker.of(SIGNER).text()));
  }

  @Test
  void findTheSameText_inAnotherString_isAHit() {
    cache.add(new CachedText("aaa.bbb.ccc"), verified, signedWith);

    assertThat(cache.find(new CachedText(String.copyValueOf("aaa.bbb.ccc".toCharArray()))))
        .isSameAs(verified);
  }

  @Test
  void findAnotherText_withTheSameTail_isNone() {
    String tail = "0123456789012345678901234";
    CachedText known = new CachedText("aaaa." + tail);
    cache.add(known, verified, signedWith);
    CachedText other = new CachedText("bbbb." + tail);

    assertThat(other).hasSameHashCodeAs(known).isNotEqualTo(known);
    assertThat(cache.find(other)).isNull();
    assertThat(cache.find(new CachedText("aaa." + tail))).isNull();
  }

  @Test
  void find_ofARetiredKey_isNoneAlsoWhenItIsAddedLater() {
    cache.add(new CachedText("before"), verified, signedWith);
    signedWith.retire();
    cache.add(new CachedText("after"), verified, signedWith);

    assertThat(cache.find(new CachedText("before"))).isNull();
    assertThat(cache.find(new CachedText("after"))).isNull();
  }

  @Test
  void find_inACacheOfNoSize_isNone() {
    VerifiedKeyCache none = new VerifiedKeyCache(0);
    none.add(new CachedText("text"), verified, signedWith);

    assertThat(none.find(new CachedText("text"))).isNull();
  }

  @Test
  void key_thatIsVerifiedUncached_isNotKept() {
    Signer signer = Signer.of("HS256");
    List<String> values = List.of(KeyMaker.of(signer).text());
    try (ApiKeyVerifier verifier = Verifiers.trusting(signer)) {
      VerificationResult uncached = verifier.verifyUncached(values);
      VerificationResult first = verifier.verify(values);
      assertThat(uncached).isInstanceOf(Verified.class).isNotSameAs(first);
      assertThat(verifier.verify(values)).isSameAs(first);
    }
  }

  @Test
  void size_is_bounded() {
    VerifiedKeyCache small = new VerifiedKeyCache(10);
    for (int i = 0; i < 1000; i++) {
      small.add(new CachedText("text" + i), verified, signedWith);
    }

    long kept =
        IntStream.range(0, 1000)
            .filter(i -> small.find(new CachedText("text" + i)) != null)
            .count();
    assertThat(kept).isLessThanOrEqualTo(10);
  }

  @Test
  void keys_inConstant_useStayWhileTheCacheFillsForTheFirstTime() {
    VerifiedKeyCache fresh = new VerifiedKeyCache(10_000);
    List<CachedText> hot =
        IntStream.range(0, 300).mapToObj(i -> new CachedText(tail("hot", i))).toList();
    hot.forEach(text -> fresh.add(text, verified, signedWith));
    for (int round = 0; round < 5; round++) {
      hot.forEach(fresh::find);
    }

    for (int i = 0; i < 12_000; i++) {
      fresh.add(new CachedText(tail("once", i)), verified, signedWith);
    }

    assertThat(hot.stream().filter(text -> fresh.find(text) == null)).isEmpty();
  }

  /** Texts that differ in their tails, as signatures do. */
  private static String tail(String name, int number) {
    return name + "." + "%024d".formatted(number * 2_654_435_761L);
  }

  @Test
  void text_ofAnyLength_hasAHashAndNoTextInItsWords() {
    for (String text : List.of("", "a", "short", "x".repeat(4096))) {
      assertThat(new CachedText(text)).isEqualTo(new CachedText(text));
      assertThat(new CachedText(text)).hasToString("key text of " + text.length() + " characters");
    }
    assertThat(new CachedText("a")).isNotEqualTo("a");
  }

  @Test
  void verifyHit_givesTheSameKey() {
    ApiKeyVerifier verifier = Verifiers.trusting(SIGNER);
    String text = KeyMaker.of(SIGNER).text();

    assertThat(Verifiers.verified(verifier, text)).isSameAs(Verifiers.verified(verifier, text));
  }

  @Test
  void verify_withoutACache_givesAnotherKeyEachTime() {
    ApiKeyVerifier verifier = Verifiers.trusting(SIGNER, "cache.size", "0");
    String text = KeyMaker.of(SIGNER).text();

    assertThat(Verifiers.verified(verifier, text)).isNotSameAs(Verifiers.verified(verifier, text));
  }

  @Test
  void verifyHit_byTheText_withAndWithoutThePrefix() {
    ApiKeyVerifier verifier = Verifiers.trusting(SIGNER, "token.prefix", "nxs_");
    String text = KeyMaker.of(SIGNER).text();

    assertThat(Verifiers.verified(verifier, "nxs_" + text))
        .isSameAs(Verifiers.verified(verifier, text));
  }

  @Test
  void verifyKey_thatIsRefusedByTheTime_isNotKept() {
    TestClock clock = new TestClock();
    ApiKeyVerifier verifier = Verifiers.at(clock, SIGNER);
    String text = KeyMaker.of(SIGNER).claim("nbf", TestClock.second() + 600).text();

    assertThat(Verifiers.denied(verifier, text).reason()).isEqualTo(Reason.KEY_NOT_YET_VALID);
    clock.setSecond(TestClock.second() + 600);
    VerifiedApiKey first = Verifiers.verified(verifier, text);
    assertThat(Verifiers.verified(verifier, text)).isSameAs(first);
  }

  @Test
  void verify_fromManyThreads_givesOneAnswer() throws Exception {
    ApiKeyVerifier verifier = Verifiers.trusting(SIGNER, "cache.size", "20");
    List<String> good =
        IntStream.range(0, 40)
            .mapToObj(i -> KeyMaker.of(SIGNER).claim("jti", "key-" + i).text())
            .toList();
    AtomicInteger wrong = new AtomicInteger();

    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(t -> new Thread(() -> ask(verifier, good, t, wrong)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(wrong).hasValue(0);
  }

  private static void ask(
      ApiKeyVerifier verifier, List<String> good, int from, AtomicInteger wrong) {
    for (int i = 0; i < 400; i++) {
      int which = (i * 7 + from * 11) % good.size();
      String text = good.get(which);
      boolean right =
          verifier.verify(List.of(text)) instanceof Verified verified
              && verified.key().keyId().equals("key-" + which)
              && !(verifier.verify(List.of(text + "A")) instanceof Verified);
      if (!right) {
        wrong.incrementAndGet();
      }
    }
  }
}
