/** Connections, the schema and its head row: what revocations and records share. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal;
