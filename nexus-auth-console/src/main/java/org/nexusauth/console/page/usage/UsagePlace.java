package org.nexusauth.console.page.usage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.directory.IntegrationHead;
import org.nexusauth.usage.store.UsageScope;

/**
 * Whose usage a page shows.
 *
 * @param scope the organization, integration or key
 * @param head what stands above the pages of an integration; null for an organization or a key
 * @param key the key and its integration; null for an organization or an integration
 */
public record UsagePlace(UsageScope scope, @Nullable IntegrationHead head, @Nullable KeyPlace key) {
  static final String ORGANIZATION = "/organizations/{organization}";
  static final String INTEGRATION = ORGANIZATION + "/integrations/{integration}";
  static final String KEY = INTEGRATION + "/keys/{key}";

  /**
   * Reads the ids of a path; what it names is there, and the operator sees it.
   *
   * @param tab the tab of an integration's page
   */
  static UsagePlace read(ConsoleCall call, String tab) {
    if (call.path().containsKey("key")) {
      KeyPlace place = KeyPlace.read(call);
      UsageScope scope =
          new UsageScope(
              place.ref().organizationId(), place.ref().integrationId(), place.ref().keyId());
      return new UsagePlace(scope, null, place);
    }
    if (call.path().containsKey("integration")) {
      IntegrationHead head = IntegrationHead.read(call, tab);
      UsageScope scope = UsageScope.integration(head.organization().id(), head.integration().id());
      return new UsagePlace(scope, head, null);
    }
    return new UsagePlace(UsageScope.organization(call.requireOrganization()), null, null);
  }

  /** Returns the segments of a page of this place. */
  public String[] path(String... below) {
    List<String> path = new ArrayList<>(List.of("organizations", scope.organizationId()));
    if (scope.integrationId() != null) {
      path.addAll(List.of("integrations", scope.integrationId()));
    }
    if (scope.keyId() != null) {
      path.addAll(List.of("keys", scope.keyId()));
    }
    path.addAll(List.of(below));
    return path.toArray(String[]::new);
  }

  /** Returns what a page is called, with what it is of. */
  String title(String what) {
    if (key != null) {
      return what + " of " + key.key().record().label().name();
    }
    if (head != null) {
      return what + " of " + head.integration().name();
    }
    return what;
  }
}
