package org.nexusauth.management.alert.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AssignedLimits;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.RequestCounts;

/** Facts of a key, for tests: by default issued here, valid for a year and used since. */
public final class SampleFacts {
  private final KeyId key;
  private Instant createdAt;
  private Instant expiresAt;
  private Origin origin = Origin.ISSUED;
  private String createdBy = "ada";
  private boolean signedHere = true;
  private @Nullable Rotation rotation;
  private @Nullable KeyRevocation revocation;
  private @Nullable KeyUse use;
  private @Nullable KeyUse successorUse;
  private AssignedLimits limits = AssignedLimits.NONE;
  private final List<DetailCount> versions = new ArrayList<>();
  private final List<DetailCount> networks = new ArrayList<>();

  /** Makes facts of a key that was created and first used at an instant. */
  public SampleFacts(KeyId key, Instant createdAt) {
    this.key = key;
    this.createdAt = createdAt;
    this.expiresAt = createdAt.plus(Duration.ofDays(365));
    this.use = new KeyUse(createdAt, createdAt, null, null);
  }

  /** Sets when it was made. */
  public SampleFacts created(Instant at) {
    createdAt = at;
    return this;
  }

  /** Sets when it expires. */
  public SampleFacts expires(Instant at) {
    expiresAt = at;
    return this;
  }

  /** Sets who imported it. */
  public SampleFacts importedBy(String name, boolean knownSigner) {
    origin = Origin.IMPORTED;
    createdBy = name;
    signedHere = knownSigner;
    return this;
  }

  /** Sets its rotation. */
  public SampleFacts rotated(Rotation by, @Nullable Instant successorSince) {
    rotation = by;
    if (successorSince != null) {
      successorUse = new KeyUse(successorSince, successorSince, null, null);
    }
    return this;
  }

  /** Sets its revocation. */
  public SampleFacts revoked(KeyRevocation by) {
    revocation = by;
    return this;
  }

  /** Sets its last use; null for none at all. */
  public SampleFacts lastUsed(@Nullable Instant at) {
    use = at == null ? null : new KeyUse(createdAt, at, null, null);
    return this;
  }

  /** Sets its limits. */
  public SampleFacts limited(AssignedLimits by) {
    limits = by;
    return this;
  }

  /** Adds a client version. */
  public SampleFacts version(String value, Instant since) {
    versions.add(new DetailCount(value, new RequestCounts(12, 0, 0), since));
    return this;
  }

  /** Adds a network. */
  public SampleFacts network(String value, Instant since) {
    networks.add(new DetailCount(value, new RequestCounts(12, 0, 0), since));
    return this;
  }

  /** Returns the facts. */
  public KeyFacts build() {
    KeyRef ref = new KeyRef(key.organizationId(), key.integrationId(), key.keyId());
    ApiKeyRecord record =
        new ApiKeyRecord(
            new KeyClaims(
                "https://issuer", ref, "agent", List.of(), null, "k1", createdAt, expiresAt),
            new KeyLabel("Orders", Environment.PRODUCTION, origin, createdBy, createdAt),
            new KeyMarks("sha256:91af", "a91f"),
            new KeyLifecycle(null, rotation, revocation, null),
            1);
    return new KeyFacts(key, record, signedHere, use, successorUse, limits, versions, networks);
  }
}
