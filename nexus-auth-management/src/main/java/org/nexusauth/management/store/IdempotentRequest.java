package org.nexusauth.management.store;

import java.time.Instant;

/**
 * A request that must not be carried out twice.
 *
 * @param operator the name of the operator who sent it
 * @param idempotencyKey its {@code Idempotency-Key}
 * @param digest SHA-256 of what was requested, in hexadecimal: the same key with another request is
 *     an error
 * @param resultId what it has made, for example the id of a key
 * @param at when; it is forgotten after 24 h
 */
public record IdempotentRequest(
    String operator, String idempotencyKey, String digest, String resultId, Instant at) {}
