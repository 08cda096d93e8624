package org.nexusauth.revocation.internal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.SubjectId;

/**
 * What a key's status hangs on, as a snapshot knows it: the ids of its subjects, hashed once, and
 * when it was issued. Thread-safe.
 *
 * <p>It remembers under which version of which snapshot it was found good, so that a key that is
 * used often is looked up only when something has changed.
 */
public final class SubjectIds {
  private final List<SubjectId> ids;
  private final @Nullable Instant issuedAt;

  /**
   * A version of a snapshot; there is one object a version, so that no two snapshots agree. Not
   * volatile: whoever reads an older one looks the key up once more.
   */
  private @Nullable Object goodUnder;

  private SubjectIds(List<SubjectId> ids, @Nullable Instant issuedAt) {
    this.ids = ids;
    this.issuedAt = issuedAt;
  }

  /** Returns the ids of a key's subjects: itself first, then what it belongs to. */
  public static SubjectIds of(KeySubject key) {
    List<SubjectId> ids = key.subjects().stream().map(SubjectId::of).toList();
    return new SubjectIds(ids, key.issuedAt());
  }

  List<SubjectId> ids() {
    return ids;
  }

  /** Returns when the key was issued; null counts as before any moment. */
  @Nullable Instant issuedAt() {
    return issuedAt;
  }

  boolean wasGoodUnder(Object version) {
    return goodUnder == version;
  }

  void goodUnder(Object version) {
    goodUnder = version;
  }
}
