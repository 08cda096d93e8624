package org.nexusauth.web;

import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/** Receives the caller of the current request, where no servlet request has it. */
@FunctionalInterface
public interface CallerSink {

  /** Ignores every caller. */
  CallerSink NONE = key -> {};

  /** Sets the key of the request that the calling thread works on; null for none. */
  void setCaller(@Nullable VerifiedApiKey key);
}
