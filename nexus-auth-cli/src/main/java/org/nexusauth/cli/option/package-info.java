/** Options that several commands have, and how their values are read. */
@NullMarked
package org.nexusauth.cli.option;

import org.jspecify.annotations.NullMarked;
