/** The applications that are measured on Payara Micro. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.app;
