package org.nexusauth.management.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was changed.
 *
 * @param organizationId the organization that it concerns; null for none
 * @param action what was done, for example {@code key.revoke}
 * @param subjectKind what it was done to: organization, agent, integration, key, signing-key
 * @param subjectId the id of that
 * @param before the fields as they were; those that have not changed are left out
 * @param after the fields as they are; those that have not changed are left out
 */
public record AuditEntry(
    @Nullable String organizationId,
    String action,
    String subjectKind,
    String subjectId,
    Map<String, String> before,
    Map<String, String> after) {

  /** Leaves out what has not changed. */
  public AuditEntry {
    Map<String, String> changedBefore = new LinkedHashMap<>(before);
    changedBefore.entrySet().removeAll(after.entrySet());
    Map<String, String> changedAfter = new LinkedHashMap<>(after);
    changedAfter.entrySet().removeAll(before.entrySet());
    before = changedBefore;
    after = changedAfter;
  }

  /** Returns the entry of something new. */
  public static AuditEntry created(
      @Nullable String organizationId, String kind, String id, AuditFieldsBuilder fields) {
    return new AuditEntry(organizationId, kind + ".create", kind, id, Map.of(), fields.values());
  }
}
