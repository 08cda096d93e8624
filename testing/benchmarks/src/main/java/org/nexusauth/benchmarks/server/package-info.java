/** The servers that are measured, each in a process of its own. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.server;
