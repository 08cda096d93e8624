package org.nexusauth.console.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.SigningKeyJson;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.signing.SigningKeyView;

/** Signing keys. Their private parts are not read or imported over HTTP. */
final class SigningKeyRoutes {
  private static final String ALL = "/signing-keys";
  private static final String ONE = ALL + "/{signingKey}";

  private SigningKeyRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get(ALL, Role.ADMIN, SigningKeyRoutes::listAll),
        Route.post(ALL, Role.ADMIN, SigningKeyRoutes::prepareNext),
        Route.post(ONE + "/activate", Role.ADMIN, SigningKeyRoutes::activate).requireVersion(),
        Route.post(ONE + "/roll-back", Role.ADMIN, SigningKeyRoutes::rollBack).requireVersion(),
        Route.post(ONE + "/retire", Role.ADMIN, SigningKeyRoutes::retire).requireVersion(),
        Route.post(ONE + "/revoke", Role.ADMIN, SigningKeyRoutes::revoke).requireVersion());
  }

  /** There are few: the list has one part. */
  private static ConsoleResponse listAll(ConsoleCall call) {
    ObjectNode answer = ApiJson.object();
    ArrayNode items = answer.putArray("items");
    call.services()
        .signingKeys()
        .list(call.operator())
        .forEach(key -> items.add(SigningKeyJson.render(key)));
    answer.putNull("nextCursor");
    return ConsoleResponse.ok(answer);
  }

  private static ConsoleResponse prepareNext(ConsoleCall call) {
    String id = call.body().readText("keyId").orElse(null);
    call.body().finish();
    SigningKeyView created = call.services().signingKeys().prepareNext(call.context(), id);
    return ConsoleResponse.created(SigningKeyJson.render(created)).withVersion(created.version());
  }

  private static ConsoleResponse activate(ConsoleCall call) {
    boolean force = call.body().readFlag("force").orElse(false);
    call.body().finish();
    return answer(
        call.services().signingKeys().activate(call.context(), idOf(call), force, call.version()));
  }

  private static ConsoleResponse rollBack(ConsoleCall call) {
    call.body().finish();
    return answer(
        call.services().signingKeys().rollBack(call.context(), idOf(call), call.version()));
  }

  private static ConsoleResponse retire(ConsoleCall call) {
    long accepted = call.body().readCount("acceptedKeys").orElse(0L);
    call.body().finish();
    return answer(
        call.services().signingKeys().retire(call.context(), idOf(call), accepted, call.version()));
  }

  private static ConsoleResponse revoke(ConsoleCall call) {
    String reason = call.body().requireText("reason");
    call.body().finish();
    return answer(
        call.services().signingKeys().revoke(call.context(), idOf(call), reason, call.version()));
  }

  private static String idOf(ConsoleCall call) {
    return call.pathParameter("signingKey");
  }

  private static ConsoleResponse answer(SigningKeyView key) {
    return ConsoleResponse.ok(SigningKeyJson.render(key)).withVersion(key.version());
  }
}
