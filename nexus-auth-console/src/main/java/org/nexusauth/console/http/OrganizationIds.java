package org.nexusauth.console.http;

import java.util.HashSet;
import java.util.Set;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.directory.Organizations;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The ids of all organizations, for logins that can only check one at a time. */
final class OrganizationIds {
  private static final Operator EVERYTHING = new Operator("console", Role.ADMIN, Set.of());

  private OrganizationIds() {}

  static Set<String> listAll(Organizations organizations) {
    Set<String> ids = new HashSet<>();
    String cursor = null;
    do {
      ResultPage<Organization> page =
          organizations.list(EVERYTHING, new PageRequest(PageRequest.MAX_LIMIT, cursor));
      page.items().forEach(organization -> ids.add(organization.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return ids;
  }
}
