package org.nexusauth.management.apikey.idempotency;

import java.time.Duration;
import java.util.Optional;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.IdempotentRequest;

/**
 * Recognizes requests that were carried out before.
 *
 * @param context who sends the request, and with which {@code Idempotency-Key}
 * @param digest what it wants
 */
public record IdempotencyCheck(ChangeContext context, String digest) {
  /** The field of errors about it. */
  public static final String FIELD = "Idempotency-Key";

  private static final Duration KEPT = Duration.ofHours(24);

  /**
   * Checks the form of the idempotency key.
   *
   * @throws ManagementException of kind {@code INVALID} when it has another one
   */
  public void validate() {
    new InputErrors().checkOptionalId(FIELD, context.idempotencyKey()).throwIfAny();
  }

  /**
   * Returns the id of the key that the same request has made; empty if there was none.
   *
   * @throws ManagementException of kind {@code CONFLICT} if another request had the idempotency key
   */
  public Optional<String> findResult(AuditedWriter change) {
    String key = context.idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    Optional<IdempotentRequest> known =
        change
            .records()
            .findIdempotentRequest(context.operator().name(), key)
            .filter(request -> request.at().isAfter(change.now().minus(KEPT)));
    if (known.isPresent() && !known.get().digest().equals(digest)) {
      throw ManagementException.conflict(
          FIELD,
          "Another request was sent with this Idempotency-Key. Use a new one for each request.");
    }
    return known.map(IdempotentRequest::resultId);
  }

  /** Remembers what this request has made. */
  public void remember(AuditedWriter change, String resultId) {
    String key = context.idempotencyKey();
    if (key != null) {
      change
          .records()
          .insertIdempotentRequest(
              new IdempotentRequest(
                  context.operator().name(), key, digest, resultId, change.now()));
    }
  }
}
