package org.nexusauth.jaxrs;

import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/** Is told who the caller of the current request is. */
interface Caller {

  /** Nobody can ask, so it is told to nobody. */
  Caller UNASKED = key -> {};

  /** Notes the key of the current request; null for none. */
  void is(@Nullable VerifiedApiKey key);
}
