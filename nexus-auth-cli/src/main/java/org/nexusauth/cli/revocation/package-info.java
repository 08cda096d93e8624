/** Commands that work with revocation stores. */
@NullMarked
package org.nexusauth.cli.revocation;

import org.jspecify.annotations.NullMarked;
