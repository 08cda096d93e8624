package org.nexusauth.usage.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the error log.
 *
 * @param denials the entries, the newest first
 * @param next the cursor of the next page; null where this is the last
 */
public record DenialPage(List<DeniedRequest> denials, @Nullable String next) {

  /** Copies the list. */
  public DenialPage {
    denials = List.copyOf(denials);
  }
}
