/** What the benchmarks say in the end. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks;
