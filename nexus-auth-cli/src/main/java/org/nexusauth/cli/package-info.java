/** The command line: makes signing keys, issues API keys, explains why one is refused. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.cli;
