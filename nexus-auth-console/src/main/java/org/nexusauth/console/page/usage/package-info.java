/** Pages of usage and the error log. */
@NullMarked
package org.nexusauth.console.page.usage;

import org.jspecify.annotations.NullMarked;
