/** Commands for the log of all changes. */
@NullMarked
package org.nexusauth.cli.audit;

import org.jspecify.annotations.NullMarked;
