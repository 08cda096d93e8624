package org.nexusauth.verify;

import org.jspecify.annotations.Nullable;

/**
 * The parsed header of the last JWS whose signature was valid: all keys signed with one signing key
 * have the same header. Headers of forged keys are not cached, so they cannot evict it.
 * Thread-safe.
 */
final class VerifiedHeaderCache {
  private volatile @Nullable Entry last;

  private static final class Entry {
    private final byte[] text;
    private final JoseHeader header;

    Entry(byte[] text, JoseHeader header) {
      this.text = text;
      this.header = header;
    }
  }

  /** Returns the cached header if this JWS has the same encoded header, else null. */
  @Nullable JoseHeader find(CompactJws jws) {
    Entry entry = last;
    if (entry == null || !jws.hasHeaderText(entry.text)) {
      return null;
    }
    return entry.header;
  }

  /** Replaces the cached header by that of a JWS whose signature is valid. */
  void put(CompactJws jws, JoseHeader header) {
    last = new Entry(jws.headerText(), header);
  }
}
