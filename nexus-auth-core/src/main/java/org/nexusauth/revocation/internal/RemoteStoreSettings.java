package org.nexusauth.revocation.internal;

import java.time.Duration;

/**
 * How a remote store is queried.
 *
 * @param timeout how long an answer may take
 * @param keepActive how long an active status is cached; zero for not at all
 * @param skew how long a key is valid beyond its expiry, so that a revocation is cached as long
 */
public record RemoteStoreSettings(Duration timeout, Duration keepActive, Duration skew) {}
