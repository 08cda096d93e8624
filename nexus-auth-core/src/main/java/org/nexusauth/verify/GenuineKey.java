package org.nexusauth.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeySubject;

/**
 * What a key says of itself whose signature and claims are genuine, whether it is within its
 * lifetime or not. It admits no request; that is a {@link VerifiedApiKey}. Immutable.
 *
 * @param subject the ids that its status depends on, and when it was issued and expires
 * @param permissions the permissions, in the order of the claim
 * @param plan the {@code plan} claim; null for none
 */
public record GenuineKey(KeySubject subject, List<String> permissions, @Nullable String plan) {

  /** Copies the permissions. */
  public GenuineKey {
    permissions = List.copyOf(permissions);
  }

  /** Returns what a key says of itself. */
  public static GenuineKey of(VerifiedApiKey key) {
    return new GenuineKey(key.subject(), List.copyOf(key.permissions()), key.plan().orElse(null));
  }
}
