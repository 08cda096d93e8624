/** Lists, filters and searches of records in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.record;
