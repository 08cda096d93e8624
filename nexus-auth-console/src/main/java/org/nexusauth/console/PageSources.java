package org.nexusauth.console;

import java.util.Set;
import java.util.function.Supplier;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.page.reveal.ProtectedApi;

/**
 * What pages show of the application besides its records.
 *
 * @param api returns what is known of the API that keys guard
 * @param gates returns the gates of the application, at present
 */
record PageSources(Supplier<ProtectedApi> api, Supplier<Set<ApiKeyGate>> gates) {
  /** Of an application of which nothing is known. */
  static final PageSources NONE = new PageSources(() -> ProtectedApi.UNKNOWN, Set::of);
}
