package org.nexusauth.management.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change, as the audit log has it.
 *
 * @param sequence its number, from 1 without a gap
 * @param at when it was made, in microseconds
 * @param actor who made it
 * @param organizationId the organization that it concerns; null for none, for example a signing key
 * @param action what was done, for example {@code key.revoke}
 * @param subjectKind what it was done to: organization, agent, integration, key, signing-key
 * @param subjectId the id of that
 * @param before what has changed, as it was; empty for something new
 * @param after what has changed, as it is; empty for something that is gone
 * @param hash SHA-256 over the previous event's hash and all of the above, in hexadecimal
 */
public record AuditEvent(
    long sequence,
    Instant at,
    AuditActor actor,
    @Nullable String organizationId,
    String action,
    String subjectKind,
    String subjectId,
    Map<String, String> before,
    Map<String, String> after,
    String hash) {

  /** Copies the maps; their order is kept. */
  public AuditEvent {
    before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
    after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
  }

  /**
   * Who made a change.
   *
   * @param name the operator's name
   * @param role the operator's role
   * @param requestId the id of the request
   * @param address the remote address; null on a command line
   */
  public record AuditActor(String name, String role, String requestId, @Nullable String address) {}
}
