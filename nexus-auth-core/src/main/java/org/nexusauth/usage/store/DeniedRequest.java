package org.nexusauth.usage.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;

/**
 * One denial of a genuine key, as the error log has it. Holds no key text; all texts are sanitized
 * and cut to {@link UsageDetail#MAX_LENGTH} characters.
 *
 * @param at when it was denied
 * @param key the key
 * @param reason why
 * @param detail the exact cause
 * @param method the HTTP method
 * @param route the template or the URL pattern; null where it is not known
 * @param network the caller's network, an IPv4 /24 or IPv6 /64; null where it is not known
 * @param requestId the request's id
 * @param clientVersion the client's version, or null
 */
public record DeniedRequest(
    Instant at,
    KeyId key,
    Reason reason,
    String detail,
    String method,
    @Nullable String route,
    @Nullable String network,
    String requestId,
    @Nullable String clientVersion) {}
