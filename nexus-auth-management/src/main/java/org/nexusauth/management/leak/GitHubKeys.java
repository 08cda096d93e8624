package org.nexusauth.management.leak;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jwk.UnusableKeyException;

/**
 * The keys that GitHub signs its reports with, by identifier. A file or web address is read again
 * when a report names a key that is not known, once in five minutes at most. Thread-safe.
 */
public final class GitHubKeys {
  /** No keys: every report that claims to be GitHub's is denied. */
  public static final GitHubKeys NONE = new GitHubKeys(Map.of(), null, () -> 0);

  private static final Duration MIN_RELOAD_INTERVAL = Duration.ofMinutes(5);

  /** Replaced as a whole by the one thread that has moved {@link #lastReload}. */
  private volatile Map<String, PublicKey> keys;

  private final @Nullable Document document;
  private final LongSupplier ticks;
  private final AtomicLong lastReload;

  /** Reads the document with the keys. */
  @FunctionalInterface
  interface Document {
    String read() throws IOException;
  }

  private GitHubKeys(Map<String, PublicKey> keys, @Nullable Document document, LongSupplier ticks) {
    this.keys = keys;
    this.document = document;
    this.ticks = ticks;
    this.lastReload = new AtomicLong(ticks.getAsLong());
  }

  /**
   * Returns keys that do not change.
   *
   * @param json the answer of {@code https://api.github.com/meta/public_keys/secret_scanning}
   * @throws UnusableKeyException when it is anything else, or a key is no sound key on P-256
   */
  public static GitHubKeys fixed(String json) throws UnusableKeyException {
    return new GitHubKeys(GitHubKeyDocument.parse(json), null, () -> 0);
  }

  /**
   * Returns keys that are read again when GitHub has changed them.
   *
   * @param ticks nanoseconds from any origin, never backwards
   */
  static GitHubKeys reloaded(Document document, LongSupplier ticks)
      throws UnusableKeyException, IOException {
    return new GitHubKeys(GitHubKeyDocument.parse(document.read()), document, ticks);
  }

  /** Returns what is wrong with the signature over a body, or an empty text if it is valid. */
  String findProblem(byte[] body, LeakReportSender sender) {
    if (keys.isEmpty()) {
      return "no keys of GitHub are configured here (nexus.auth.leaks.github.keys)";
    }
    if (sender.keyIdentifier() == null || sender.signature() == null) {
      return "one of its two headers is missing";
    }
    PublicKey key = findKey(sender.keyIdentifier());
    if (key == null) {
      return "its key identifier is not one of GitHub's keys";
    }
    if (!isSignature(sender.signature(), body, key)) {
      return "its signature is not valid for this body";
    }
    return "";
  }

  private @Nullable PublicKey findKey(String identifier) {
    PublicKey known = keys.get(identifier);
    if (known != null || document == null || !claimReload()) {
      return known;
    }
    try {
      keys = GitHubKeyDocument.parse(document.read());
    } catch (IOException | UnusableKeyException e) {
      Log.keysNotReloaded(String.valueOf(e.getMessage()));
    }
    return keys.get(identifier);
  }

  private boolean claimReload() {
    long now = ticks.getAsLong();
    long last = lastReload.get();
    return now - last >= MIN_RELOAD_INTERVAL.toNanos() && lastReload.compareAndSet(last, now);
  }

  private static boolean isSignature(String base64, byte[] body, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(body);
      return verifier.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // Not base64, or not a signature in DER.
    }
  }
}
