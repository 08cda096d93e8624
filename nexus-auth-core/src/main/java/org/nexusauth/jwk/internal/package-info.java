/** Verification keys and the readers of their documents: JWK sets, JWKs (RFC 7517) and PEM. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jwk.internal;
