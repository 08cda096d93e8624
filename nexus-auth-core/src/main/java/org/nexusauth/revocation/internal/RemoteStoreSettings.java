package org.nexusauth.revocation.internal;

import java.time.Duration;

/**
 * How a store is asked that is asked for each request.
 *
 * @param timeout how long an answer may take
 * @param keepActive how long a good status is kept without asking again; zero never
 * @param skew how long a key is good beyond its expiry, so that a revocation is kept as long
 */
public record RemoteStoreSettings(Duration timeout, Duration keepActive, Duration skew) {}
