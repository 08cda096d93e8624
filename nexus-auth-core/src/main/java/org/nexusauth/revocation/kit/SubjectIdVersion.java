package org.nexusauth.revocation.kit;

import java.util.Optional;
import org.nexusauth.revocation.SubjectId;

/**
 * The form in which subjects are hashed to a {@link SubjectId}. A persistent store records its
 * number when it is set up, and must not be used with another one: its revocations would match no
 * key.
 *
 * <p>Form 1 had neither the organization nor the integration of a key, and was recorded nowhere.
 */
public final class SubjectIdVersion {
  /** The number of the form that this version has. */
  public static final int CURRENT = 2;

  private SubjectIdVersion() {}

  /**
   * Returns why a store must not be used with this version; empty if it may.
   *
   * @param recorded the number that the store has; 1 if it has none
   */
  public static Optional<String> problemWith(int recorded) {
    if (recorded == CURRENT) {
      return Optional.empty();
    }
    return Optional.of(
        "its revocations have the ids of form "
            + recorded
            + ", and this version those of form "
            + CURRENT
            + adviceFor(recorded));
  }

  private static String adviceFor(int recorded) {
    if (recorded > CURRENT) {
      return ": use the version of Nexus Auth that set it up";
    }
    return ": they would match no key. Set up an empty store, and revoke again there what was"
        + " revoked (docs/revocation.md)";
  }
}
