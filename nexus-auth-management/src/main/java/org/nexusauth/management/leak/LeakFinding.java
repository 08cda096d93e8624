package org.nexusauth.management.leak;

/**
 * What a reported text is.
 *
 * @param tokenHash the SHA-256 of the text, in hexadecimal
 * @param tokenType its type, as the report names it
 * @param genuine whether it is a key of ours by its signature
 */
public record LeakFinding(String tokenHash, String tokenType, boolean genuine) {}
