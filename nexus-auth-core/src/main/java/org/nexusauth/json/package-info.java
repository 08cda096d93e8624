/**
 * The strict readers: JSON (RFC 8259) without duplicates or leniency, and canonical base64url (RFC
 * 4648 §5).
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.json;
