/**
 * The JWS algorithms that are supported (RFC 7518 §3.1, RFC 8037) and the keys that are strong
 * enough for each; the port of places that keys are read from.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jwk;
