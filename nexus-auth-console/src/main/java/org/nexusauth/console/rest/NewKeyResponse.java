package org.nexusauth.console.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.ApiKeyJson;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.Generated;

/** The answer to a request for a new key: the only one that ever has a key's text in it. */
final class NewKeyResponse {
  private NewKeyResponse() {}

  /** Returns 201 with the key, or 200 without it where the same request has made it before. */
  static ConsoleResponse of(GenerationResult result, ConsoleCall call) {
    ApiKeyView view = call.services().apiKeys().get(call.operator(), result.record().ref());
    ObjectNode body = ApiJson.object();
    if (result instanceof Generated generated) {
      body.put("key", generated.key().text());
      body.set("record", ApiKeyJson.render(view));
      return ConsoleResponse.created(body)
          .withVersion(view.record().version())
          .withLocation(KeyPaths.pathOf(view.record().ref()));
    }
    body.putNull("key");
    body.set("record", ApiKeyJson.render(view));
    return ConsoleResponse.ok(body).withVersion(view.record().version());
  }
}
