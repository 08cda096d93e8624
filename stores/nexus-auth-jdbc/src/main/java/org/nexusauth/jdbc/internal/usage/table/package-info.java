/** The tables of usage, one class each, within a transaction that others begin and end. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.usage.table;
