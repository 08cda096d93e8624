/** Statements over a connection, their parameters and their rows. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.sql;
