/** The command that explains why a key is denied. */
@NullMarked
package org.nexusauth.cli.explain;

import org.jspecify.annotations.NullMarked;
