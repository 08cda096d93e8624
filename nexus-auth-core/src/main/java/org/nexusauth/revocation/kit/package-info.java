/**
 * For authors of stores: the store's thread, cleaning of expired entries, and revocations as stores
 * keep them.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.revocation.kit;
