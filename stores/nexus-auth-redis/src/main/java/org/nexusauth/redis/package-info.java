/**
 * Revocations and limits in Redis. Chosen by {@code nexus.auth.revocation.store=redis} and {@code
 * nexus.auth.limit.store=redis}, see {@link org.nexusauth.redis.RedisRevocationStoreProvider} and
 * {@link org.nexusauth.redis.RedisLimitStoreProvider}.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.redis;
