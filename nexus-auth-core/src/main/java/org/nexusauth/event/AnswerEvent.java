package org.nexusauth.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The answer to a request whose key was genuine, at the request's end; exactly one a request.
 * Immutable; holds no key text.
 *
 * <p>Client version and the key's ids come from the caller: escape them where you write them.
 *
 * @param at when it ended, by the gate's clock
 * @param key the caller's key, which may have expired or be revoked
 * @param outcome the answer, or why the request was denied
 * @param route what the application maps the request to: the template of a JAX-RS resource, or the
 *     URL pattern of a servlet; null where that is not known
 * @param remoteAddress the peer's address, or null
 * @param clientVersion the client's version, or null
 */
public record AnswerEvent(
    Instant at,
    VerifiedApiKey key,
    Outcome outcome,
    @Nullable String route,
    @Nullable String remoteAddress,
    @Nullable String clientVersion) {}
