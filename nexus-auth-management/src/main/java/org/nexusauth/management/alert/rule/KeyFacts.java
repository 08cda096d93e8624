package org.nexusauth.management.alert.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;

/**
 * What is recorded of a key besides its requests by minutes.
 *
 * @param key the key
 * @param record its record; null if it has none
 * @param signedHere whether the signing key that its record names is one that this service signs
 *     with, or the issuer's keys are kept here alone; so a key without a record cannot be explained
 *     by another issuer
 * @param use its first and last use; null for none
 * @param successorUse the use of the key that replaces it; null for none, or if there is none
 * @param limits the limits of its plan
 * @param clientVersions the client versions of the last 90 days
 * @param networks the networks of the last 90 days
 */
public record KeyFacts(
    KeyId key,
    @Nullable ApiKeyRecord record,
    boolean signedHere,
    @Nullable KeyUse use,
    @Nullable KeyUse successorUse,
    AssignedLimits limits,
    List<DetailCount> clientVersions,
    List<DetailCount> networks) {

  /** Copies the lists. */
  public KeyFacts {
    clientVersions = List.copyOf(clientVersions);
    networks = List.copyOf(networks);
  }

  /** Returns the facts of a key of which nothing is recorded. */
  public static KeyFacts unrecorded(KeyId key) {
    return new KeyFacts(key, null, true, null, null, AssignedLimits.NONE, List.of(), List.of());
  }

  /** Returns what alerts about the key are about. */
  public AlertSubject subject() {
    return new AlertSubject(key.organizationId(), key.integrationId(), key.keyId());
  }
}
