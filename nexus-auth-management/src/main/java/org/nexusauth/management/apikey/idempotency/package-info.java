/** Recognizes requests for keys that were carried out before. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.apikey.idempotency;
