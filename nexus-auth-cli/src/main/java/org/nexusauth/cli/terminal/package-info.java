/** What a command reads and prints: streams, texts, failures, exit codes. */
@NullMarked
package org.nexusauth.cli.terminal;

import org.jspecify.annotations.NullMarked;
