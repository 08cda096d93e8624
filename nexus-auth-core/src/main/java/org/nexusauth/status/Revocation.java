package org.nexusauth.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revocation: terminal, for a subject as a whole or for its keys issued before a moment.
 *
 * @param subject what is revoked
 * @param effectiveAt from when on
 * @param issuedBefore null revokes the whole subject, else only keys whose {@code iat} is before
 *     this moment, or missing
 * @param until when no key that it meets can be good any more, so that it may be forgotten; null
 *     when that is not known: it is then kept for ever
 * @param reason why, for people who operate; never sent to clients
 */
public record Revocation(
    Subject subject,
    Instant effectiveAt,
    @Nullable Instant issuedBefore,
    @Nullable Instant until,
    String reason) {}
