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
  void find_the_same_text_in_another_string_is_a_hit() {
    cache.add(new CachedText("aaa.bbb.ccc"), verified, signedWith);

    assertThat(cache.find(new CachedText(String.copyValueOf("aaa.bbb.ccc".toCharArray()))))
        .isSameAs(verified);
  }

  @Test
  void find_another_text_with_the_same_tail_is_none() {
    String tail = "0123456789012345678901234";
    CachedText known = new CachedText("aaaa." + tail);
    cache.add(known, verified, signedWith);
    CachedText other = new CachedText("bbbb." + tail);

    assertThat(other).hasSameHashCodeAs(known).isNotEqualTo(known);
    assertThat(cache.find(other)).isNull();
    assertThat(cache.find(new CachedText("aaa." + tail))).isNull();
  }

  @Test
  void find_of_a_retired_key_is_none_also_when_it_is_added_later() {
    cache.add(new CachedText("before"), verified, signedWith);
    signedWith.retire();
    cache.add(new CachedText("after"), verified, signedWith);

    assertThat(cache.find(new CachedText("before"))).isNull();
    assertThat(cache.find(new CachedText("after"))).isNull();
  }

  @Test
  void find_in_a_cache_of_no_size_is_none() {
    VerifiedKeyCache none = new VerifiedKeyCache(0);
    none.add(new CachedText("text"), verified, signedWith);

    assertThat(none.find(new CachedText("text"))).isNull();
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
  void keys_in_constant_use_stay_while_the_cache_fills_for_the_first_time() {
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
  void text_of_any_length_has_a_hash_and_no_text_in_its_words() {
    for (String text : List.of("", "a", "short", "x".repeat(4096))) {
      assertThat(new CachedText(text)).isEqualTo(new CachedText(text));
      assertThat(new CachedText(text)).hasToString("key text of " + text.length() + " characters");
    }
    assertThat(new CachedText("a")).isNotEqualTo("a");
  }

  @Test
  void verify_hit_gives_the_same_key() {
    ApiKeyVerifier verifier = Verifiers.trusting(SIGNER);
    String text = KeyMaker.of(SIGNER).text();

    assertThat(Verifiers.verified(verifier, text)).isSameAs(Verifiers.verified(verifier, text));
  }

  @Test
  void verify_without_a_cache_gives_another_key_each_time() {
    ApiKeyVerifier verifier = Verifiers.trusting(SIGNER, "cache.size", "0");
    String text = KeyMaker.of(SIGNER).text();

    assertThat(Verifiers.verified(verifier, text)).isNotSameAs(Verifiers.verified(verifier, text));
  }

  @Test
  void verify_hit_by_the_text_with_and_without_the_prefix() {
    ApiKeyVerifier verifier = Verifiers.trusting(SIGNER, "token.prefix", "nxs_");
    String text = KeyMaker.of(SIGNER).text();

    assertThat(Verifiers.verified(verifier, "nxs_" + text))
        .isSameAs(Verifiers.verified(verifier, text));
  }

  @Test
  void verify_key_that_is_refused_by_the_time_is_not_kept() {
    TestClock clock = new TestClock();
    ApiKeyVerifier verifier = Verifiers.at(clock, SIGNER);
    String text = KeyMaker.of(SIGNER).claim("nbf", TestClock.second() + 600).text();

    assertThat(Verifiers.denied(verifier, text).reason()).isEqualTo(Reason.KEY_NOT_YET_VALID);
    clock.setSecond(TestClock.second() + 600);
    VerifiedApiKey first = Verifiers.verified(verifier, text);
    assertThat(Verifiers.verified(verifier, text)).isSameAs(first);
  }

  @Test
  void verify_from_many_threads_gives_one_answer() throws Exception {
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
