/** A filter without a server around it. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.exchange;
