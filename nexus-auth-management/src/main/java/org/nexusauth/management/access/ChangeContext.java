package org.nexusauth.management.access;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a change, and with which request.
 *
 * @param operator who
 * @param requestId the id of the request, for the audit log
 * @param address the remote address; null on a command line
 * @param idempotencyKey the {@code Idempotency-Key} of the request; null for none
 */
public record ChangeContext(
    Operator operator,
    String requestId,
    @Nullable String address,
    @Nullable String idempotencyKey) {}
