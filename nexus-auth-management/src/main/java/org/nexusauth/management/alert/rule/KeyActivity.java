package org.nexusauth.management.alert.rule;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * What one key does and did, at an instant: what rules look at. Valid during one evaluation.
 *
 * @param now the instant
 * @param requests its requests
 * @param traffic its traffic against its own past
 * @param history its habits; reads them on demand, so rules get them last
 * @param facts what is recorded of it
 */
public record KeyActivity(
    Instant now,
    RequestWindow requests,
    TrafficLevel traffic,
    Supplier<HourHistory> history,
    KeyFacts facts) {}
