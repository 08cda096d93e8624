package org.nexusauth.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jwk.internal.VerificationKey;
import org.nexusauth.verify.VerificationResult.Verified;

/**
 * A cache of verified keys by their whole text; denials are not cached. Thread-safe.
 *
 * <p>It holds valid keys in memory, as session stores do; with a size of 0 it is disabled.
 */
final class VerifiedKeyCache {
  /** Two megabytes; a larger cache begins to count again when half full, before it evicts. */
  private static final int MAX_INITIAL_CAPACITY = 100_000;

  private final @Nullable Cache<CachedText, Entry> entries;

  /** A verified key and the verification key that proved it. */
  record Entry(Verified verified, VerificationKey signedWith) {}

  VerifiedKeyCache(int size) {
    this.entries = size == 0 ? null : createBoundedCache(size);
  }

  private static Cache<CachedText, Entry> createBoundedCache(int size) {
    return Caffeine.newBuilder()
        .maximumSize(size)
        // Caffeine counts how often a key is used only once the cache is half full, unless it is
        // given a capacity: until then, keys used once would displace those in constant use.
        .initialCapacity(Math.min(size, MAX_INITIAL_CAPACITY))
        // On the caller's thread: a shared pool's threads would outlive the application.
        .executor(Runnable::run)
        .build();
  }

  /** Returns the key of this text; null when it is not known, or its signing key was retired. */
  @Nullable Verified find(CachedText text) {
    if (entries == null) {
      return null;
    }
    Entry entry = entries.getIfPresent(text);
    if (entry == null || !entry.signedWith.isTrusted()) {
      return null;
    }
    return entry.verified;
  }

  void add(CachedText text, Verified verified, VerificationKey signedWith) {
    if (entries != null) {
      entries.put(text, new Entry(verified, signedWith));
    }
  }
}
