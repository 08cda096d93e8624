package org.nexusauth.management.model.alert;

import java.time.Instant;

/**
 * That an operator has seen an alert.
 *
 * @param at when
 * @param by the operator
 * @param note what the operator wrote; may be empty
 */
public record Acknowledgement(Instant at, String by, String note) {}
