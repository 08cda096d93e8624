/** Writing and queries of usage in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.usage;
