package org.nexusauth.management.directory;

import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.store.RecordReader;

/** Checks that an organization is recorded. */
final class OrganizationCheck {
  private OrganizationCheck() {}

  static void requireOrganization(RecordReader records, String organizationId) {
    if (records.findOrganization(organizationId).isEmpty()) {
      throw AccessCheck.notFound("organization");
    }
  }
}
