/** Commands that make signing keys and issue API keys from files. */
@NullMarked
package org.nexusauth.cli.keys;

import org.jspecify.annotations.NullMarked;
