package org.nexusauth.management.model.alert;

import java.time.Instant;

/**
 * Which node evaluates the rules.
 *
 * @param node its name
 * @param expiresAt when another node may take over, unless it was renewed before
 */
public record EvaluatorLease(String node, Instant expiresAt) {}
