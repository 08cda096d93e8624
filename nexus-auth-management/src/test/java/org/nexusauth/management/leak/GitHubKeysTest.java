package org.nexusauth.management.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.jwk.UnusableKeyException;

class GitHubKeysTest {
  private static final byte[] BODY = "[{\"token\":\"x\"}]".getBytes(StandardCharsets.UTF_8);

  /** The example of GitHub's documentation, signed by GitHub's test key. */
  private static final byte[] EXAMPLE =
      "[{\"token\":\"some_token\",\"type\":\"some_type\",\"url\":\"some_url\",\"source\":\"some_source\"}]"
          .getBytes(StandardCharsets.UTF_8);

  private static final String EXAMPLE_IDENTIFIER =
      "f9525bf080f75b3506ca1ead061add62b8633a346606dc5fe544e29231c6ee0d";
  private static final String EXAMPLE_SIGNATURE =
      "MEUCIFLZzeK++IhS+y276SRk2Pe5LfDrfvTXu6iwKKcFGCrvAiEAhHN2kDOhy2I6eGkOFmxNkOJ+L2y8oQ9A2T9GGJo6WJY=";
  private static final String EXAMPLE_KEYS =
      "{\"public_keys\":[{\"key_identifier\":\""
          + EXAMPLE_IDENTIFIER
          + "\",\"key\":\"-----BEGIN PUBLIC KEY-----\\n"
          + "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEsz9ugWDj5jK5ELBK42ynytbo38gP\\n"
          + "HzZFI03Exwz8Lh/tCfL3YxwMdLjB+bMznsanlhK0RwcGP3IDb34kQDIo3Q==\\n"
          + "-----END PUBLIC KEY-----\\n\",\"is_current\":true}]}";

  private final GitHubSignature github = GitHubSignature.generate();

  @Test
  void signature_ofGitHubsOwnExample_isValid() throws UnusableKeyException {
    assertThat(
            GitHubKeys.fixed(EXAMPLE_KEYS)
                .findProblem(EXAMPLE, sender(EXAMPLE_IDENTIFIER, EXAMPLE_SIGNATURE)))
        .isEmpty();
  }

  @Test
  void signature_overOneOtherByte_isNotValid() throws UnusableKeyException {
    byte[] changed = EXAMPLE.clone();
    changed[3] ^= 1;

    assertThat(
            GitHubKeys.fixed(EXAMPLE_KEYS)
                .findProblem(changed, sender(EXAMPLE_IDENTIFIER, EXAMPLE_SIGNATURE)))
        .contains("signature is not valid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "AAAA", "MAYCAQACAQA=", "MEUCIQ"})
  void signature_ofAnyOtherText_isNotValid(String signature) throws UnusableKeyException {
    assertThat(
            GitHubKeys.fixed(github.publicKeys())
                .findProblem(BODY, sender(GitHubSignature.IDENTIFIER, signature)))
        .contains("signature is not valid");
  }

  @Test
  void signature_withoutOneOfTheHeaders_isDenied() throws UnusableKeyException {
    GitHubKeys keys = GitHubKeys.fixed(github.publicKeys());

    assertThat(keys.findProblem(BODY, sender(null, github.sign(BODY)))).contains("missing");
    assertThat(keys.findProblem(BODY, sender(GitHubSignature.IDENTIFIER, null)))
        .contains("missing");
  }

  @Test
  void signature_whereNoKeysAreSet_isDenied() {
    assertThat(GitHubKeys.NONE.findProblem(BODY, github.sender(BODY)))
        .contains("nexus.auth.leaks.github.keys");
  }

  @Test
  void keys_thatGitHubHasChanged_areReadAgainAfterFiveMinutes()
      throws UnusableKeyException, IOException {
    AtomicLong ticks = new AtomicLong();
    AtomicReference<String> document =
        new AtomicReference<>(GitHubSignature.generate().publicKeys("former"));
    AtomicInteger reads = new AtomicInteger();
    GitHubKeys keys =
        GitHubKeys.reloaded(
            () -> {
              reads.incrementAndGet();
              return document.get();
            },
            ticks::get);
    document.set(github.publicKeys());

    assertThat(keys.findProblem(BODY, github.sender(BODY))).contains("not one of GitHub's keys");
    ticks.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(keys.findProblem(BODY, github.sender(BODY))).isEmpty();
    assertThat(keys.findProblem(BODY, sender("other", "AAAA"))).contains("not one of GitHub's");
    assertThat(reads).hasValue(2);
  }

  @Test
  void keys_thatCannotBeReadAgain_stay() throws UnusableKeyException, IOException {
    AtomicLong ticks = new AtomicLong();
    AtomicReference<String> document = new AtomicReference<>(github.publicKeys());
    GitHubKeys keys = GitHubKeys.reloaded(document::get, ticks::get);
    document.set("<html>");
    ticks.addAndGet(Duration.ofMinutes(5).toNanos());

    assertThat(keys.findProblem(BODY, sender("unknown", "AAAA"))).contains("not one of GitHub's");
    assertThat(keys.findProblem(BODY, github.sender(BODY))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"public_keys\":[]}",
        "{\"public_keys\":{}}",
        "{\"public_keys\":[1]}",
        "{\"public_keys\":[{\"key_identifier\":\"a\"}]}",
        "{\"public_keys\":[{\"key_identifier\":\"a\",\"key\":\"x\"}]}",
        "{\"public_keys\":[{\"key_identifier\":\"a\",\"key\":\"-----BEGIN PUBLIC KEY-----\\n"
            + "AAAA\\n"
            + "-----END PUBLIC KEY-----\"}]}"
      })
  void keys_ofAnyOtherDocument_areRejected(String document) {
    assertThatThrownBy(() -> GitHubKeys.fixed(document)).isInstanceOf(UnusableKeyException.class);
  }

  @Test
  void keys_onAnotherCurve_areRejected() {
    assertThatThrownBy(() -> GitHubKeys.fixed(GitHubSignature.generate("secp384r1").publicKeys()))
        .isInstanceOf(UnusableKeyException.class);
  }

  private static LeakReportSender sender(
      @org.jspecify.annotations.Nullable String identifier,
      @org.jspecify.annotations.Nullable String signature) {
    return new LeakReportSender(identifier, signature, "req-1", "192.0.2.1");
  }
}
