/**
 * Whether a genuine key is still valid: the SPI of revocation stores.
 *
 * <p>Implement {@link org.nexusauth.revocation.RevocationStore} to be queried for each request, or
 * {@link org.nexusauth.revocation.RevocationFeed} to be replicated. Register it as a CDI bean or in
 * {@code META-INF/services}.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.revocation;
