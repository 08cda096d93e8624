package org.nexusauth.config;

import java.time.Duration;

/**
 * How long usage is kept.
 *
 * @param minutes by minutes
 * @param hours by hours
 * @param days by days
 * @param denials the entries of the error log
 */
public record UsageRetention(Duration minutes, Duration hours, Duration days, Duration denials) {}
