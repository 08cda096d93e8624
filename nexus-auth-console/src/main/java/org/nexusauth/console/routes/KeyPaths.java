package org.nexusauth.console.routes;

import java.util.List;
import org.nexusauth.console.api.ApiCall;
import org.nexusauth.console.api.ApiResponse;
import org.nexusauth.console.json.ApiKeyJson;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRef;

/** Where keys are. */
final class KeyPaths {
  static final String OF_INTEGRATION =
      "/organizations/{organization}/integrations/{integration}/keys";
  static final String ONE = OF_INTEGRATION + "/{key}";

  private KeyPaths() {}

  static KeyRef refOf(ApiCall call) {
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

  static ApiResponse answer(ApiKeyView key) {
    return ApiResponse.ok(ApiKeyJson.render(key)).withVersion(key.record().version());
  }
}
