/** The tables of the records, each over the connection of a transaction. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.table;
