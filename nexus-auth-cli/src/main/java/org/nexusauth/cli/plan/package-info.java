/** Plans of limits. */
@NullMarked
package org.nexusauth.cli.plan;

import org.jspecify.annotations.NullMarked;
