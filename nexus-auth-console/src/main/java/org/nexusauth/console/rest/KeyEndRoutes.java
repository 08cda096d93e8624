package org.nexusauth.console.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ApiKeyJson;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** How API keys end: revoked, or replaced by another. */
final class KeyEndRoutes {
  private static final Duration STANDARD_GRACE = Duration.ofHours(24);
  private static final Duration STANDARD_DEADLINE = Duration.ofDays(30);
  private static final String ROTATION = KeyPaths.ONE + "/rotation";

  private KeyEndRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.post(KeyPaths.ONE + "/revoke", Role.OPERATOR, KeyEndRoutes::revoke).requireVersion(),
        Route.post(
            "/organizations/{organization}/keys/revoke", Role.OPERATOR, BulkRevocation::revoke),
        Route.post(KeyPaths.ONE + "/rotate", Role.OPERATOR, KeyEndRoutes::rotate)
            .requireVersion()
            .takeIdempotencyKey(),
        Route.get(ROTATION, Role.VIEWER, KeyEndRoutes::showRotation),
        Route.delete(ROTATION, Role.OPERATOR, KeyEndRoutes::cancelRotation).requireVersion());
  }

  private static ConsoleResponse revoke(ConsoleCall call) {
    KeyRevocationRequest order = readOrder(call.body());
    call.body().finish();
    return KeyPaths.answer(
        call.services()
            .apiKeys()
            .revoke(call.context(), KeyPaths.refOf(call), order, call.version()));
  }

  /** Reads how keys are to be revoked. */
  static KeyRevocationRequest readOrder(MemberReader body) {
    Cause cause =
        body.readValue("cause", ValueFormats.choice(KeyRevocationRequest.CAUSES))
            .orElseGet(() -> body.reportMissing("cause", Cause.OTHER));
    String text = body.readText("text").orElse("");
    Instant at = body.readValue("at", ValueFormats::readInstant).orElse(null);
    return new KeyRevocationRequest(cause, text, at);
  }

  private static ConsoleResponse rotate(ConsoleCall call) {
    MemberReader body = call.body();
    KeyRotationRequest order =
        new KeyRotationRequest(
            body.readValue("grace", ValueFormats::readDuration).orElse(STANDARD_GRACE),
            body.readValue("deadline", ValueFormats::readDuration).orElse(STANDARD_DEADLINE));
    body.finish();
    return NewKeyResponse.of(
        call.services()
            .apiKeys()
            .rotate(call.context(), KeyPaths.refOf(call), order, call.version()),
        call);
  }

  private static ConsoleResponse showRotation(ConsoleCall call) {
    return ConsoleResponse.ok(
        ApiKeyJson.render(
            call.services().apiKeys().rotationProgress(call.operator(), KeyPaths.refOf(call))));
  }

  private static ConsoleResponse cancelRotation(ConsoleCall call) {
    return KeyPaths.answer(
        call.services()
            .apiKeys()
            .cancelRotation(call.context(), KeyPaths.refOf(call), call.version()));
  }
}
