package org.nexusauth.management.use;

import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * A key that was granted a request.
 *
 * @param ref what names its record
 * @param key what it says of itself
 * @param use when it was used since it was drained before
 */
public record SeenKey(KeyRef ref, VerifiedApiKey key, KeyUse use) {}
