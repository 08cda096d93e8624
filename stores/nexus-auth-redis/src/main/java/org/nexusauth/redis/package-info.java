/**
 * Revocations in Redis. Chosen by {@code nexus.auth.revocation.store=redis}, see {@link
 * org.nexusauth.redis.RedisRevocationStoreProvider}.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.redis;
