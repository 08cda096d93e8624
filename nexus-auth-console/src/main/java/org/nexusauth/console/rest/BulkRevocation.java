package org.nexusauth.console.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.ApiKeyJson;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/**
 * Revokes several keys of an organization, or says what that would do. Each key is a change of its
 * own: the answer says of each whether it was made. Where the store fails on the way, the answer is
 * a problem, and the same request can be sent again.
 */
final class BulkRevocation {
  private static final int MAX_KEYS = 100;

  private BulkRevocation() {}

  static ConsoleResponse revoke(ConsoleCall call) {
    MemberReader body = call.body();
    boolean preview = body.readFlag("preview").orElse(false);
    List<KeyRef> keys =
        body.readObjects(
            "keys",
            MAX_KEYS,
            key ->
                new KeyRef(
                    call.organization(), key.requireText("integrationId"), key.requireText("id")));
    KeyRevocationRequest order = KeyEndRoutes.readOrder(body);
    if (keys.isEmpty()) {
      body.reportMissing("keys", keys);
    }
    body.finish();
    call.requireOrganization();
    ObjectNode answer = ApiJson.object();
    answer.put("preview", preview);
    ArrayNode items = answer.putArray("items");
    for (KeyRef key : new LinkedHashSet<>(keys)) {
      items.add(preview ? preview(call, key) : revokeOne(call, key, order));
    }
    return ConsoleResponse.ok(answer);
  }

  private static ObjectNode preview(ConsoleCall call, KeyRef key) {
    try {
      ApiKeyView view = call.services().apiKeys().get(call.operator(), key);
      String outcome = view.state() == KeyState.REVOKED ? "already-revoked" : "would-be-revoked";
      return item(key, outcome, view);
    } catch (ManagementException e) {
      return problemItem(key, e);
    }
  }

  private static ObjectNode revokeOne(ConsoleCall call, KeyRef key, KeyRevocationRequest order) {
    try {
      ApiKeyView before = call.services().apiKeys().get(call.operator(), key);
      if (before.state() == KeyState.REVOKED) {
        return item(key, "already-revoked", before);
      }
      ApiKeyView revoked =
          call.services().apiKeys().revoke(call.context(), key, order, ExpectedVersion.ANY);
      return item(key, "revoked", revoked);
    } catch (ManagementException e) {
      return problemItem(key, e);
    }
  }

  private static ObjectNode item(KeyRef key, String outcome, ApiKeyView view) {
    ObjectNode item = describe(key, outcome);
    item.putNull("detail");
    item.set("record", ApiKeyJson.render(view));
    return item;
  }

  /** What is wrong with one key is said of it; what is wrong with all ends the request. */
  private static ObjectNode problemItem(KeyRef key, ManagementException problem) {
    if (problem.kind() != Kind.NOT_FOUND && problem.kind() != Kind.CONFLICT) {
      throw problem;
    }
    ObjectNode item = describe(key, problem.kind() == Kind.NOT_FOUND ? "not-found" : "conflict");
    item.put("detail", problem.getMessage());
    item.putNull("record");
    return item;
  }

  private static ObjectNode describe(KeyRef key, String outcome) {
    ObjectNode item = ApiJson.object();
    item.put("integrationId", key.integrationId());
    item.put("id", key.keyId());
    item.put("outcome", outcome);
    return item;
  }
}
