package org.nexusauth.management.model;

import java.time.Instant;

/**
 * That an integration is disabled or an agent restricted.
 *
 * @param since when it was switched off
 * @param by the operator who did
 * @param reason why, for people who operate
 */
public record Suspension(Instant since, String by, String reason) {}
