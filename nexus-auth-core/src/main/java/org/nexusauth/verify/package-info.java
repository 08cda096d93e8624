/**
 * From the values of a header to a {@link org.nexusauth.verify.VerifiedApiKey}: extraction,
 * parsing, signature, claims, lifetime, cache. All of it in one package, so that nothing else can
 * create a verified key.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.verify;
