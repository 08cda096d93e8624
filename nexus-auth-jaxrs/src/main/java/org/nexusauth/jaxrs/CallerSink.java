package org.nexusauth.jaxrs;

import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/** Is told who the caller of the current request is. */
interface CallerSink {

  /** Nobody can ask, so it is told to nobody. */
  CallerSink UNASKED = key -> {};

  /** Notes the key of the current request; null for none. */
  void is(@Nullable VerifiedApiKey key);
}
