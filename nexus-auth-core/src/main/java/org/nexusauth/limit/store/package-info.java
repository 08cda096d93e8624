/** The port by which several nodes share limits, and its values. */
@NullMarked
package org.nexusauth.limit.store;

import org.jspecify.annotations.NullMarked;
