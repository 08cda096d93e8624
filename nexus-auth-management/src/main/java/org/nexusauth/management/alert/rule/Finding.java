package org.nexusauth.management.alert.rule;

/**
 * What a rule has found: something that is so at the moment. A rule that finds nothing any more
 * closes the alert.
 *
 * @param kind the rule
 * @param subject what it is about
 * @param severity how much it matters
 * @param sentence what a person reads: one sentence with its numbers, plain text without line ends,
 *     which names the key by its last four characters or its name
 */
public record Finding(
    AlertKind kind, AlertSubject subject, AlertSeverity severity, String sentence) {}
