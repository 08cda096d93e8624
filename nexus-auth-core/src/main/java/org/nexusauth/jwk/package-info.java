/**
 * Verification keys (RFC 7517): where they come from, how they are read, how strong they must be,
 * and how they are refreshed.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jwk;
