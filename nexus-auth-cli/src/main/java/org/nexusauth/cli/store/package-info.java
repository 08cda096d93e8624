/** Opens the stores that a command names, and the services over them. */
@NullMarked
package org.nexusauth.cli.store;

import org.jspecify.annotations.NullMarked;
