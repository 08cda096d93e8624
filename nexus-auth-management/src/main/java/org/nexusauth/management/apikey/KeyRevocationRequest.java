package org.nexusauth.management.apikey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.KeyRevocation.Cause;

/**
 * How a key is to be revoked.
 *
 * @param cause why, in a word; {@link Cause#ROTATED} is invalid: rotations give it
 * @param text why, in words; must not be empty for {@link Cause#OTHER}
 * @param at when; null for immediately
 */
public record KeyRevocationRequest(Cause cause, String text, @Nullable Instant at) {
  /** The causes that an operator can give. */
  public static final List<Cause> CAUSES =
      List.of(Cause.LEAKED, Cause.UNUSED, Cause.OWNER_LEFT, Cause.OTHER);
}
