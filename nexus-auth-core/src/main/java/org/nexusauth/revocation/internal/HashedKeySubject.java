package org.nexusauth.revocation.internal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.SubjectId;

/**
 * What a key's status depends on, as a {@link RevocationIndex} has it: the ids of its subjects,
 * hashed once, and when it was issued. Thread-safe.
 *
 * <p>It remembers under which version of which index it was active, so that a key that is used
 * often is looked up only after a change.
 */
public final class HashedKeySubject {
  private final List<SubjectId> ids;
  private final @Nullable Instant issuedAt;

  /**
   * A version of an index; each version is an object of its own, so that no two indexes agree. Not
   * volatile: a thread that reads an older one looks the key up once more.
   */
  private @Nullable Object activeUnder;

  private HashedKeySubject(List<SubjectId> ids, @Nullable Instant issuedAt) {
    this.ids = ids;
    this.issuedAt = issuedAt;
  }

  /** Returns the ids of a key's subjects: the key first, then what it belongs to. */
  public static HashedKeySubject of(KeySubject key) {
    List<SubjectId> ids = key.subjects().stream().map(SubjectId::of).toList();
    return new HashedKeySubject(ids, key.issuedAt());
  }

  /** Returns the id of the key itself. */
  public SubjectId keyId() {
    return ids.get(0);
  }

  List<SubjectId> ids() {
    return ids;
  }

  /** Returns when the key was issued; null counts as before any instant. */
  @Nullable Instant issuedAt() {
    return issuedAt;
  }

  boolean wasActiveUnder(Object version) {
    return activeUnder == version;
  }

  void setActiveUnder(Object version) {
    activeUnder = version;
  }
}
