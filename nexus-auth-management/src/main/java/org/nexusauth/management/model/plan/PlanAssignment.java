package org.nexusauth.management.model.plan;

/**
 * That the record of a key has another plan than the key claims.
 *
 * @param key the key
 * @param plan the name of the plan
 */
public record PlanAssignment(KeyIdentity key, String plan) {}
