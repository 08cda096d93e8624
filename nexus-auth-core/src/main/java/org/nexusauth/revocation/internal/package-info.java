/**
 * The engine behind the SPI: the replica in memory, the replicator, the fence around remote stores,
 * and caches. Not API.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.revocation.internal;
