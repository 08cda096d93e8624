package org.nexusauth.management.apikey;

/**
 * How far a rotation is.
 *
 * @param predecessor the old key
 * @param successor the new key
 * @param safeToRevoke whether the new key is used, and the old one has not been since for the grace
 *     or 24 h, whichever is longer
 * @param advice the same in a sentence with its figures, for example "Not safe yet: …"
 */
public record RotationProgress(
    ApiKeyView predecessor, ApiKeyView successor, boolean safeToRevoke, String advice) {}
