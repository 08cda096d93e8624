package org.nexusauth.management.model;

/**
 * What recognizes a key without its text.
 *
 * @param fingerprint the start of the SHA-256 of its text, as {@code sha256:91af…}
 * @param lastFour the last four characters of its text
 */
public record KeyMarks(String fingerprint, String lastFour) {}
