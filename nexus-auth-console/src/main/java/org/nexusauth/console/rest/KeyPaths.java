package org.nexusauth.console.rest;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.json.ApiKeyJson;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRef;

/** Where keys are. */
final class KeyPaths {
  static final String OF_INTEGRATION =
      "/organizations/{organization}/integrations/{integration}/keys";
  static final String ONE = OF_INTEGRATION + "/{key}";

  private KeyPaths() {}

  static KeyRef refOf(ConsoleCall call) {
    return new KeyRef(
        call.organization(), call.pathParameter("integration"), call.pathParameter("key"));
  }

  static List<String> pathOf(KeyRef ref) {
    return List.of(
        "organizations",
        ref.organizationId(),
        "integrations",
        ref.integrationId(),
        "keys",
        ref.keyId());
  }

  static ConsoleResponse answer(ApiKeyView key) {
    return ConsoleResponse.ok(ApiKeyJson.render(key)).withVersion(key.record().version());
  }
}
