/** The command line: makes signing keys, issues API keys, explains why one is denied. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.cli;
