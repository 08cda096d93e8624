/** Commands for alerts. */
@NullMarked
package org.nexusauth.cli.alert;

import org.jspecify.annotations.NullMarked;
