package org.nexusauth.management.apikey;

import java.time.Duration;

/**
 * How a key is to be replaced.
 *
 * @param grace how long the old key is valid after the new one's first use; zero for not at all
 * @param deadline how long the old key is valid at most, from now; 30 days at most
 */
public record KeyRotationRequest(Duration grace, Duration deadline) {}
