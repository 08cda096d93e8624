package org.nexusauth.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** A version of a snapshot; there is one object a version, so that no two snapshots agree. */
  private volatile @Nullable Object goodUnder;

  private SubjectIds(List<SubjectId> ids, @Nullable Instant issuedAt) {
    this.ids = ids;
    this.issuedAt = issuedAt;
  }

  /** Returns the ids of a key's subjects: itself first, then what it belongs to. */
  public static SubjectIds of(KeySubject key) {
    List<SubjectId> ids = new ArrayList<>(5);
    ids.add(SubjectId.of(Subject.key(key.issuer(), key.keyId())));
    ids.add(SubjectId.of(Subject.organization(key.organizationId())));
    ids.add(SubjectId.of(Subject.integration(key.integrationId())));
    if (key.agentId() != null) {
      ids.add(SubjectId.of(Subject.agent(key.agentId())));
    }
    if (key.signingKeyId() != null) {
      ids.add(SubjectId.of(Subject.signingKey(key.issuer(), key.signingKeyId())));
    }
    return new SubjectIds(List.copyOf(ids), key.issuedAt());
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
