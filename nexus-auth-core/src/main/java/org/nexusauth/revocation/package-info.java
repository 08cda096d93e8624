/**
 * Whether a genuine key is still good: the SPI of revocation stores.
 *
 * <p>Implement {@link org.nexusauth.revocation.RevocationStore} to be asked for each request.
 * Register it as a CDI bean or in {@code META-INF/services}.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.revocation;
