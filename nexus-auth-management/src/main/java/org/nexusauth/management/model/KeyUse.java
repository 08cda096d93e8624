package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a key was used; at most a second late.
 *
 * @param firstAt the first request that it was granted
 * @param lastAt the last one
 * @param network the network of the last one: an IPv4 /24 or IPv6 /64, for example 10.2.0.0/24
 * @param clientVersion the {@code X-Client-Version} of the last one that sent any; null for none
 */
public record KeyUse(
    Instant firstAt, Instant lastAt, @Nullable String network, @Nullable String clientVersion) {}
