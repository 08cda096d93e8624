package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;

/** F09, and what becomes of keys that were signed by a key that is gone. */
final class TrustedKeysTest {
  private static final Signer OLD = Signer.generate("HS256", "old");
  private static final Signer NEW = Signer.generate("HS256", "new");

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    Path next = folder.resolve("next.jwks");
    Files.writeString(next, text);
    return Files.move(
        next,
        folder.resolve("keys.jwks"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private ApiKeyVerifier verifier(Path file) {
    return Verifiers.of(
        new TestClock(),
        java.util.Map.of(
            "verify.keys.location", file.toString(), "verify.keys.refresh", "PT0.05S"));
  }

  private static boolean accepts(ApiKeyVerifier verifier, String text) {
    return verifier.verify(java.util.List.of(text)) instanceof Verification.Verified;
  }

  @Test
  void rotation_takes_the_new_key_and_retires_the_old_one_from_the_cache_too() throws Exception {
    String old = KeyMaker.of(OLD).text();
    String next = KeyMaker.of(NEW).text();
    try (ApiKeyVerifier verifier = verifier(file(Signer.jwks(OLD)))) {
      assertThat(accepts(verifier, old)).isTrue();
      assertThat(accepts(verifier, next)).isFalse();

      file(Signer.jwks(OLD, NEW));
      await().until(() -> accepts(verifier, next));
      assertThat(accepts(verifier, old)).isTrue();

      file(Signer.jwks(NEW));
      await().until(() -> !accepts(verifier, old));
      assertThat(accepts(verifier, next)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\"}]}", "<html>", "GONE"})
  void broken_set_leaves_the_last_good_one(String broken) throws Exception {
    String text = KeyMaker.of(OLD).text();
    AtomicInteger reads = new AtomicInteger();
    VerificationKeySet first = VerificationKeySet.read(Signer.jwks(OLD), null);
    TrustedKeys.Fetch fetch =
        () -> {
          reads.incrementAndGet();
          if (broken.equals("GONE")) {
            throw new IOException("there is no readable file");
          }
          return VerificationKeySet.read(broken, null);
        };
    try (TrustedKeys keys =
        TrustedKeys.refreshed(first, fetch, Duration.ofMillis(10), System::nanoTime)) {
      await().until(() -> reads.get() >= 3);
      VerificationKey key = keys.find("old");
      assertThat(key).isNotNull().extracting(VerificationKey::isTrusted).isEqualTo(true);
      assertThat(text).isNotEmpty();
    }
  }

  @Test
  void fetch_that_throws_anything_does_not_end_the_background() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    TrustedKeys.Fetch fetch =
        () -> {
          reads.incrementAndGet();
          throw new IllegalStateException("planted");
        };
    VerificationKeySet first = VerificationKeySet.read(Signer.jwks(OLD), null);
    try (TrustedKeys keys =
        TrustedKeys.refreshed(first, fetch, Duration.ofMillis(10), System::nanoTime)) {
      await().until(() -> reads.get() >= 3);
      assertThat(keys.find("old")).isNotNull();
    }
  }

  @Test
  void unknown_ids_ask_for_one_refetch_in_ten_seconds() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    AtomicLong nanos = new AtomicLong();
    VerificationKeySet first = VerificationKeySet.read(Signer.jwks(OLD), null);
    TrustedKeys.Fetch fetch =
        () -> {
          reads.incrementAndGet();
          return VerificationKeySet.read(Signer.jwks(OLD), null);
        };
    try (TrustedKeys keys = TrustedKeys.refreshed(first, fetch, Duration.ofHours(1), nanos::get)) {
      for (int i = 0; i < 100; i++) {
        assertThat(keys.find("made up " + i)).isNull();
      }
      await().until(() -> reads.get() == 1);

      nanos.addAndGet(Duration.ofSeconds(9).toNanos());
      keys.find("made up");
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      keys.find("made up");
      await().until(() -> reads.get() == 2);
      assertThat(keys.find("old"))
          .isNotNull()
          .extracting(VerificationKey::isTrusted)
          .isEqualTo(true);
    }
  }
}
