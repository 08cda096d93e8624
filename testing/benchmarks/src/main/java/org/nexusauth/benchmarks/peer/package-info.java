/** One way of each library to check a key: signature, time, issuer and audience. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.benchmarks.peer;
