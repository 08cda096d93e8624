/** Sends requests as fast as they are answered, or at a fixed rate. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.load;
