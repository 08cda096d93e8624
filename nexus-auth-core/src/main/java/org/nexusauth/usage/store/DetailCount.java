package org.nexusauth.usage.store;

import java.time.Instant;

/**
 * How many requests had one value of a detail.
 *
 * @param value the value, or {@link UsageDetail#OTHER}
 * @param counts how many requests
 * @param firstAt the start of the first hour or day that has it, within what is kept and asked
 */
public record DetailCount(String value, RequestCounts counts, Instant firstAt) {}
