package org.nexusauth.console.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.ApiKeyJson;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.KeyRevocationBatch;
import org.nexusauth.management.apikey.KeyRevocationBatch.AlreadyRevoked;
import org.nexusauth.management.apikey.KeyRevocationBatch.KeyOutcome;
import org.nexusauth.management.apikey.KeyRevocationBatch.NotRevoked;
import org.nexusauth.management.apikey.KeyRevocationBatch.Revocable;
import org.nexusauth.management.apikey.KeyRevocationBatch.Revoked;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/**
 * Revokes several keys of an organization, or says what that would do. Each key is a change of its
 * own: the answer says of each whether it was made. Where the store fails on the way, the answer is
 * a problem, and the same request can be sent again.
 */
final class BulkRevocation {
  private BulkRevocation() {}

  static ConsoleResponse revoke(ConsoleCall call) {
    MemberReader body = call.body();
    boolean preview = body.readFlag("preview").orElse(false);
    List<KeyRef> keys =
        body.readObjects(
            "keys",
            KeyRevocationBatch.MAX_KEYS,
            key ->
                new KeyRef(
                    call.organization(), key.requireText("integrationId"), key.requireText("id")));
    KeyRevocationRequest order = KeyEndRoutes.readOrder(body);
    if (keys.isEmpty()) {
      body.reportMissing("keys", keys);
    }
    body.finish();
    call.requireOrganization();
    KeyRevocationBatch batch = new KeyRevocationBatch(call.services().apiKeys());
    List<KeyOutcome> outcomes;
    if (preview) {
      outcomes = batch.preview(call.operator(), keys);
    } else {
      outcomes = batch.revoke(call.context(), keys, order);
    }
    ObjectNode answer = ApiJson.object();
    answer.put("preview", preview);
    ArrayNode items = answer.putArray("items");
    outcomes.forEach(outcome -> items.add(render(outcome)));
    return ConsoleResponse.ok(answer);
  }

  private static ObjectNode render(KeyOutcome outcome) {
    if (outcome instanceof Revocable found) {
      return item(found.ref(), "would-be-revoked", found.key());
    }
    if (outcome instanceof Revoked done) {
      return item(done.ref(), "revoked", done.key());
    }
    if (outcome instanceof AlreadyRevoked done) {
      return item(done.ref(), "already-revoked", done.key());
    }
    NotRevoked failed = (NotRevoked) outcome;
    return problemItem(failed.ref(), failed.problem());
  }

  private static ObjectNode item(KeyRef key, String outcome, ApiKeyView view) {
    ObjectNode item = describe(key, outcome);
    item.putNull("detail");
    item.set("record", ApiKeyJson.render(view));
    return item;
  }

  /** What is wrong with one key is said of it; what is wrong with all ends the request. */
  private static ObjectNode problemItem(KeyRef key, ManagementException problem) {
    if (problem.kind() == Kind.UNAVAILABLE) {
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
