/** Counters of limits in tables. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.limit;
