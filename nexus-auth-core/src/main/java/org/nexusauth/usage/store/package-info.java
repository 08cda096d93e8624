/** The port by which usage is kept and read, and its values. */
@NullMarked
package org.nexusauth.usage.store;

import org.jspecify.annotations.NullMarked;
