/**
 * From a header's value to a {@link org.nexusauth.verify.VerifiedApiKey}: lexer, strict readers,
 * signature, claims, verification keys, cache. The only package that knows jose4j.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.verify;
