package org.nexusauth.verify;

import org.jspecify.annotations.Nullable;

/**
 * The header that stood before the last good signature, read once: all keys that one signing key
 * signs have the same. Only a good signature is remembered, so nobody else can push it out.
 * Thread-safe.
 */
final class KnownHeader {
  private volatile @Nullable Known last;

  private static final class Known {
    private final byte[] text;
    private final JoseHeader header;

    Known(byte[] text, JoseHeader header) {
      this.text = text;
      this.header = header;
    }
  }

  /** Returns the header of this text when it is written as the last good one was; else null. */
  @Nullable JoseHeader of(CompactJws jws) {
    Known known = last;
    return known != null && jws.hasHeaderText(known.text) ? known.header : null;
  }

  /** Remembers a header whose signature was good. */
  void remember(CompactJws jws, JoseHeader header) {
    last = new Known(jws.headerText(), header);
  }
}
