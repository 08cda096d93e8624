/** What the core costs, without a server. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.core;
