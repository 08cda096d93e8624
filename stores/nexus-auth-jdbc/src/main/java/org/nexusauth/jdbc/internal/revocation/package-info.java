/** Revocations in the database, by plain JDBC. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.revocation;
