/** Commands for signing keys in the store. */
@NullMarked
package org.nexusauth.cli.signing;

import org.jspecify.annotations.NullMarked;
